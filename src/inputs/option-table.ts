/**
 * Every option once: action.yml, `--help`, the README's table and the JSON Schema of the config file are made from here.
 * Source of the names: they are fixed; see CONTRIBUTING.md.
 */
export interface OptionSpec {
  readonly name: string;
  /** What the value is; a choice lists its words. */
  readonly kind: 'text' | 'path' | 'list' | readonly string[];
  /** What holds when nobody says anything; null when there is no such value. */
  readonly default: string | null;
  /** One or two full sentences, in Markdown. */
  readonly description: string;
  /** Where it can be said; everywhere unless told. */
  readonly only?: readonly Source[];
}

export type Source = 'action' | 'cli' | 'config';

export const OPTION_TABLE = [
  {
    name: 'database-url',
    kind: 'text',
    default: null,
    description:
      'Postgres URL of the preview database, or of any other that has the migrations applied. Keep it in a secret. Without it the migrations alone are checked. Environment: `REALTIME_GUARD_DATABASE_URL`.',
  },
  {
    name: 'shadow',
    kind: ['auto', 'embedded', 'off'],
    default: 'auto',
    description:
      '`auto` replays the migrations in the embedded database when the project has any, `embedded` insists on that, `off` checks only the database of `database-url`.',
  },
  {
    name: 'migrations',
    kind: 'list',
    default: null,
    description:
      'The migrations, in order: a folder, a file or a glob a line. Without it the first that has files counts: `supabase/migrations`, the declared schemas of `supabase/config.toml` or `supabase/schemas`, `prisma/migrations`, `drizzle`.',
  },
  {
    name: 'ssl',
    kind: ['auto', 'disable', 'require', 'verify-full'],
    default: 'auto',
    description:
      '`require` encrypts without verifying the server, `verify-full` also verifies it. `auto` is `verify-full` when `ssl-ca` is given, `disable` for loopback addresses and sockets, else `require`; an `sslmode` in the URL is obeyed.',
  },
  {
    name: 'ssl-ca',
    kind: 'text',
    default: null,
    description: 'Certificates that may have signed the database server’s: PEM text, or the path of a PEM file.',
  },
  {
    name: 'sources',
    kind: 'list',
    default: '.',
    description:
      'Where the application’s source is, to find what it subscribes to: a folder, a file or a glob a line, one with `!` in front leaves out. Git-ignored files, build output and vendored code never count. `off` reads no source.',
  },
  {
    name: 'unresolved',
    kind: ['error', 'warning', 'ignore'],
    default: 'warning',
    description:
      'The severity of a subscription in the source whose table cannot be read from it. Said here, it goes before the severity of the rule `subscriptions-resolved` in the config file.',
  },
  {
    name: 'subscriptions',
    kind: 'list',
    default: null,
    description:
      'What the application subscribes to besides, one a line: `public.messages`, `public.messages: INSERT, UPDATE`, `public.messages: DELETE where room_id=eq.1`, `public.*`. Names are matched as written; quote odd ones as in SQL: `public."Order Items"`.',
  },
  {
    name: 'publication',
    kind: 'text',
    default: 'supabase_realtime',
    description: 'The publication that Realtime reads.',
  },
  {
    name: 'wait-for-migrations',
    kind: 'text',
    default: '0',
    description:
      'How long to wait until the database has this commit’s migrations, as `supabase_migrations.schema_migrations` tells: seconds, or `90s`, or `2m`. A database that lacks some is not judged: the run is undetermined.',
  },
  {
    name: 'realtime-version',
    kind: 'text',
    default: null,
    description:
      'The release of `supabase/realtime` that you host yourself, as in its image: `v2.34.47`, or the day it was built: `2026-03-01`. What it is too old for is then told. Leave it out on Supabase’s platform.',
    only: ['config'],
  },
  {
    name: 'replica-identity',
    kind: ['all', 'when-needed'],
    default: 'all',
    description:
      'Which published tables must have REPLICA IDENTITY FULL: `all` of them, or `when-needed` those where a subscription or the application needs the old row. `tables` in the config file exempts single ones.',
  },
  {
    name: 'roles',
    kind: 'list',
    default: 'anon, authenticated',
    description:
      'The roles that subscribe, separated by commas or line breaks: whether they may receive what they ask for is judged. One that the database does not have is left out.',
  },
  {
    name: 'fail-on',
    kind: ['error', 'warning', 'never'],
    default: 'error',
    description: 'The least severity of a finding that fails the build.',
  },
  {
    name: 'config',
    kind: 'path',
    default: null,
    description:
      'The config file. Without it `realtime-guard.yml` and `.github/realtime-guard.yml` are looked for in the working directory.',
    only: ['action', 'cli'],
  },
  {
    name: 'working-directory',
    kind: 'path',
    default: '.',
    description: 'Where the project is, for monorepos. On the command line also `--cwd`.',
    only: ['action', 'cli'],
  },
  {
    name: 'baseline',
    kind: 'path',
    default: null,
    description:
      'A file of findings that are known and accepted, as the command `baseline` writes it: they are shown folded and fail nothing.',
  },
  {
    name: 'annotations',
    kind: ['all', 'changed', 'none'],
    default: 'all',
    description:
      'Which findings are shown as annotations on the pull request: `all`, or only those with a line that it changes.',
    only: ['action', 'config'],
  },
  {
    name: 'comment',
    kind: ['never', 'on-failure', 'always'],
    default: 'on-failure',
    description:
      'Whether the report is also one comment on the pull request, kept up to date. `on-failure` makes none while nothing is wrong. It needs `pull-requests: write`.',
    only: ['action', 'config'],
  },
  {
    name: 'comment-key',
    kind: 'text',
    default: null,
    description:
      'Tells apart the comments and check runs of several runs on one pull request, such as those of a monorepo. Without it the working directory does.',
    only: ['action', 'config'],
  },
  {
    name: 'check-run',
    kind: ['true', 'false'],
    default: 'false',
    description:
      'Whether to make a check run of its own besides the job’s. It needs `checks: write`; make the job the required check, not this one.',
    only: ['action', 'config'],
  },
  {
    name: 'suggestions',
    kind: ['true', 'false'],
    default: 'false',
    description:
      'Whether to suggest, in a review, an edit of the migration lines that this pull request adds. It needs `pull-requests: write`.',
    only: ['action', 'config'],
  },
  {
    name: 'github-token',
    kind: 'text',
    default: null,
    description:
      'The token for the comment, the check run, suggestions and the lines that a pull request changes; the job’s own unless told. Everything else works without it.',
    only: ['action'],
  },
  { name: 'json-file', kind: 'path', default: null, description: 'Write the JSON report to this file.' },
  {
    name: 'sarif-file',
    kind: 'path',
    default: null,
    description: 'Write the findings as SARIF 2.1.0 to this file, for code scanning.',
  },
  { name: 'junit-file', kind: 'path', default: null, description: 'Write the result as JUnit XML to this file.' },
  {
    name: 'gitlab-file',
    kind: 'path',
    default: null,
    description: 'Write the findings as a GitLab code quality report to this file.',
  },
  {
    name: 'fix-file',
    kind: 'path',
    default: null,
    description: 'Write the fix migration to this file, if there is one.',
  },
  {
    name: 'format',
    kind: ['text', 'json', 'sarif', 'junit', 'gitlab', 'markdown', 'github'],
    default: 'text',
    description:
      'What is written to standard output; `markdown` is the job summary, `github` the report with annotations for a step that runs the command line.',
    only: ['cli'],
  },
] as const satisfies readonly OptionSpec[];

export type OptionName = (typeof OPTION_TABLE)[number]['name'];

/** The options that one source may use. */
export function optionsOf(source: Source): readonly OptionSpec[] {
  const all: readonly OptionSpec[] = OPTION_TABLE;
  return all.filter((option) => option.only === undefined || option.only.includes(source));
}
