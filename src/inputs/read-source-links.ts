import type { SourceLinks } from '../model/source-links.js';

/** Where the source is, as GitHub's runner tells; null elsewhere. */
export function readSourceLinks(environment: Readonly<Record<string, string | undefined>>): SourceLinks | null {
  const { GITHUB_SERVER_URL = '', GITHUB_REPOSITORY = '', GITHUB_SHA = '' } = environment;
  const isKnown =
    /^https?:\/\/[\w.:-]+$/.test(GITHUB_SERVER_URL) &&
    /^[\w.-]+\/[\w.-]+$/.test(GITHUB_REPOSITORY) &&
    /^[0-9a-f]{40,64}$/.test(GITHUB_SHA);
  return isKnown ? { server: GITHUB_SERVER_URL, repository: GITHUB_REPOSITORY, commit: GITHUB_SHA } : null;
}
