/** What the workflow of a project says. */
export interface WorkflowPlan {
  /** The branch that pushes are checked on. */
  readonly branch: string;
  /** Relative to the repository with `/`; empty for its root. */
  readonly folder: string;
}

/** A workflow that checks every pull request, every push to the branch and every merge group. */
export function renderWorkflow({ branch, folder }: WorkflowPlan): string {
  return `name: realtime-guard

# No paths filter: a required check that never runs blocks the pull request for ever.
on:
  pull_request:
  push:
    branches: [${yamlText(branch)}]
  merge_group:

permissions: {}

jobs:
  realtime:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      pull-requests: write # for the comment; without it everything else works
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
${renderStep(folder)}`;
}

/** The step that checks one project, to be pasted below `steps:`. */
export function renderStep(folder: string): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in a workflow
  const database = 'database-url: ${{ secrets.PREVIEW_DATABASE_URL }}';
  const inputs =
    folder === ''
      ? `        # with:\n        #   ${database} # checks a preview database as well`
      : `        with:\n          working-directory: ${yamlText(folder)}\n          # ${database} # checks a preview database as well`;
  return `      - uses: org/realtime-guard@v1\n${inputs}\n`;
}

/**
 * A config file in which everything but the migrations is a comment; without their `#` the settings are valid, indented as they stand.
 * @param migrations where they are, when they would not be found without being named
 */
export function renderConfig(migrations: string | null): string {
  return `# yaml-language-server: $schema=https://raw.githubusercontent.com/org/realtime-guard/v1/schema/realtime-guard.schema.json
# Every option of realtime-guard --help may stand here. Take away the # in front of what you want.

# Where the migrations are: a folder, a file or a glob a line. Those of Supabase, Prisma and Drizzle are found.
${migrations === null ? '#migrations: db/migrations' : `migrations: ${yamlText(migrations)}`}

# Where the application’s source is, when not everything here is.
#sources: [apps, packages]

# Which tables must have REPLICA IDENTITY FULL: all that are published, or those where something needs the old row.
#replica-identity: when-needed

# What fails the build: error, warning or never; and what a subscription is whose table cannot be read from the source.
#fail-on: warning
#unresolved: error

# Subscriptions that are in no source, and hooks of your own that subscribe (table: the argument that names it).
#subscriptions:
#  - "public.rooms: UPDATE, DELETE where owner_id=eq.1"
#wrappers:
#  - name: useRealtime
#    table: 0

# Findings of today that are accepted for now: run realtime-guard baseline, then name its file.
#baseline: realtime-guard-baseline.json

# The severity of single rules: error, warning, notice or off. realtime-guard explain lists them.
#rules:
#  published-table-subscribed: "off"

# Findings and tables that stay as they are, each with a reason; until: the last day it holds.
#ignore:
#  - rule: replica-identity-full
#    subject: public.audit_log
#    reason: insert-only, nobody reads the old row
#tables:
#  public.metrics:
#    replica-identity: default
#    reason: insert-only
`;
}

const PLAIN = /^[A-Za-z_][\w.-]*(?:\/[\w.-]+)*$/;
/** Words that YAML takes for something else than text. */
const OTHER = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text of YAML, which takes the quotes of JSON. */
function yamlText(text: string): string {
  return PLAIN.test(text) && !OTHER.test(text) ? text : JSON.stringify(text);
}
