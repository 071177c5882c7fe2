/**
 * What to do about an empty database-url, from the event that started the run: secrets are empty on pull requests from
 * forks and from Dependabot, which the error alone would not tell. Loaded only when the URL is missing.
 */
export async function adviceForMissingUrl(): Promise<string> {
  const [{ context }, { isFromFork }] = await Promise.all([import('@actions/github'), import('./pull.js')]);
  const { pull_request: pull } = context.payload;
  if (pull !== undefined && isFromFork(pull)) {
    return 'this pull request comes from a fork, and GitHub gives no secrets to those; run the check on push or merge_group, where the secret is there';
  }
  if (context.actor === 'dependabot[bot]') {
    return 'this run was started by Dependabot, which has secrets of its own; add the secret under Settings > Secrets and variables > Dependabot';
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to be typed into a workflow
  return 'give the input database-url a Postgres URL, for example ${{ secrets.DATABASE_URL }}; the secret named there is empty or does not exist';
}
