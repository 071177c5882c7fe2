import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explain } from '../src/explain.js';
import { init } from '../src/init.js';
import { optionsFromAction } from '../src/inputs/from-action.js';
import { listingFromCli, optionsFromCli, readCommandLine } from '../src/inputs/from-cli.js';
import { listSubscriptions } from '../src/list-subscriptions.js';
import { messageOf } from '../src/model/thrown.js';
import { judge } from '../src/verdict/judge.js';
import { writeMigration } from '../src/write-migration.js';
import { writeReports } from '../src/write-reports.js';
import { facts } from './support/builders.js';
import { check, withFolder } from './support/check.js';
import { createTestDatabase, servers, type TestDatabase } from './support/databases.js';
import { checkWhileCut, checkWhileLocked } from './support/hold-lock.js';
import { tableRows } from './support/markdown-tables.js';

const PAGE = 'docs/troubleshooting.md';
const URL_WITH = (password: string): string => `postgresql://postgres:${password}@127.0.0.1:1/postgres`;
const GOOD = URL_WITH('hunter2');
const SECRETS = ['hunter2', 'p#x', 'p%x'];

/** What a run says: the error, or the reason it is undetermined. */
async function saidBy(run: () => unknown): Promise<string> {
  try {
    const verdict = await run();
    if (typeof verdict !== 'object' || verdict === null || !('reason' in verdict))
      throw new Error('the run ended well');
    return String(verdict.reason);
  } catch (error) {
    return messageOf(error);
  }
}

type Case = readonly [given: string, run: () => unknown];
const url = (value: string) => () => check(value);
const flags =
  (...argv: string[]) =>
  () =>
    check(GOOD, argv);
const config = (text: string) => () => check(GOOD, [], { 'realtime-guard.yml': text });
const list = async (argv: readonly string[]) =>
  await withFolder({}, async (folder) =>
    listSubscriptions(await listingFromCli(readCommandLine(['subscriptions', ...argv]), folder)),
  );
const line = (text: string) => () => check(GOOD, ['--subscriptions', text]);

const URL_CASES: readonly Case[] = [
  ['no `database-url`, and `--shadow off`', () => check(undefined, ['--shadow', 'off'])],
  ['quotes around the URL', url(`"${GOOD}"`)],
  ['`***`', url('***')],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a user may write
  ['an expression such as `${{ secrets.DB }}` in a place that does not evaluate it', url('${{ secrets.DB }}')],
  ['`$DATABASE_URL`, not expanded', url('$DATABASE_URL')],
  ['`psql postgresql://…`', url(`psql ${GOOD}`)],
  ['`DATABASE_URL=postgresql://…`', url(`DATABASE_URL=${GOOD}`)],
  ['`host=… user=… password=…`', url('host=127.0.0.1 user=postgres password=hunter2')],
  ['an API key', url('eyJhbGciOiJIUzI1NiJ9.hunter2')],
  ['`https://<ref>.supabase.co`', url('https://abcdefghijklmnopqrst.supabase.co')],
  ['a `jdbc:` URL', url('jdbc:postgresql://127.0.0.1/postgres?user=postgres&password=hunter2')],
  ['`[YOUR-PASSWORD]` left in', url(URL_WITH('[YOUR-PASSWORD]'))],
  ['another placeholder in brackets', url('postgresql://postgres.<project-ref>:hunter2@127.0.0.1:1/postgres')],
  ['a `mysql:` URL', url('mysql://root:hunter2@127.0.0.1/x')],
  ['white space inside', url(URL_WITH('hunter2 hunter2'))],
  ['`#`, `/` or `?` in the password as it is', url(URL_WITH('p#x'))],
  ['a port that is no port', url('postgresql://postgres:hunter2@127.0.0.1:99999/postgres')],
  ['`%` in the password as it is', url(URL_WITH('p%x'))],
  ['no user', url('postgresql://127.0.0.1:1/postgres')],
  ['an `sslmode` that does not exist', url(`${GOOD}?sslmode=sure`)],
];

/** `init` where these files are. */
const start = (files: readonly string[]) =>
  withFolder(Object.fromEntries(files.map((file) => [file, 'select 1'])), async (folder) => {
    await init({ cwd: folder, repository: folder, here: folder });
  });
const baseline = (text: string) => () => check(GOOD, ['--baseline', 'b.json'], { 'b.json': text });

const OPTION_CASES: readonly Case[] = [
  ['`--fail-on eror`', flags('--fail-on', 'eror')],
  ['`--wait-for-migrations soon`', flags('--wait-for-migrations', 'soon')],
  ['`--wait-for-migrations 90m`', flags('--wait-for-migrations', '90m')],
  ['`--ssl maybe`', flags('--ssl', 'maybe')],
  ['`--ssl-ca` naming no file', flags('--ssl-ca', 'no-such.pem')],
  ['`--ssl-ca` naming a file that is no certificate', () => check(GOOD, ['--ssl-ca', 'ca.pem'], { 'ca.pem': 'hello' })],
  ['a `publication` of more than 63 bytes', flags('--publication', 'ä'.repeat(32))],
  ['`--cwd` naming no folder', flags('--cwd', 'no-such-folder')],
  [
    '`--json-file` in a folder that does not exist',
    () =>
      writeReports(judge(facts([]), [], 'error'), {
        ...{ jsonFile: '/no/such/folder/x', sarifFile: null, junitFile: null, gitlabFile: null, fixFile: null },
        ...{ commentKey: '', failOn: 'error', links: null },
      }),
  ],
  ['`--publcation`', () => readCommandLine(['--publcation', 'x'])],
  ['`chek`', () => readCommandLine(['chek'])],
  ['`check now`', () => readCommandLine(['check', 'now'])],
  ['`--ssl` without a value', () => readCommandLine(['--ssl'])],
  ['`--ssl` twice', () => readCommandLine(['--ssl', 'require', '--ssl', 'disable'])],
  ['`--unresolved off`', flags('--unresolved', 'off')],
  ['`--sources` naming nothing', flags('--sources', 'scr')],
  ['`--sources off` and a folder', flags('--sources', 'off', '--sources', '.')],
  ['`subscriptions --sources off`', () => list(['--sources', 'off'])],
  ['`subscriptions` where there is no source', () => list([])],
  ['`subscriptions --format sarif`', () => list(['--format', 'sarif'])],
  ['`--baseline` naming no file', flags('--baseline', 'no-such.json')],
  ['`--baseline` naming a file that is not JSON', baseline('{')],
  ['`--baseline` of another version', baseline('{ "version": 2 }')],
  ['`--baseline` with an entry that is no finding', baseline('{ "version": 1, "findings": [{}] }')],
  ['`init` where there are several projects', () => start(['apps/a/drizzle/1.sql', 'apps/b/drizzle/1.sql'])],
  ['`init` where a file is in the way', () => start(['.github'])],
  ['`explain replica-identity`', () => explain('replica-identity', 'docs/rules')],
  ['an input `publicaton` in a workflow', () => optionsFromAction({ INPUT_PUBLICATON: 'x' }, async () => '')],
];

/** A project whose migration is `select 1`, at this path. */
const project = (path: string) => ({ [path]: 'select 1' });
/** `fix --write` up to the file's name. */
const write =
  (path: string, ...argv: readonly string[]) =>
  async () =>
    await withFolder(project(path), async (folder) => {
      const options = await optionsFromCli(readCommandLine(['fix', '--write', ...argv]), {}, folder);
      return writeMigration('select 1', options, new Date());
    });

const MIGRATION_CASES: readonly Case[] = [
  ['no `database-url` and no migrations', () => check(undefined)],
  [
    'the same in the root of a monorepo',
    () =>
      check(undefined, [], {
        ...project('apps/web/supabase/migrations/1_a.sql'),
        ...project('services/api/drizzle/0000_a.sql'),
      }),
  ],
  [
    'migrations that are off in `supabase/config.toml`',
    () =>
      check(undefined, [], {
        ...project('supabase/migrations/1_a.sql'),
        'supabase/config.toml': '[db.migrations]\nenabled = false\n',
      }),
  ],
  ['`--shadow embedded` without migrations', flags('--shadow', 'embedded')],
  ['`--shadow on`', flags('--shadow', 'on')],
  ['`--migrations` naming nothing', flags('--migrations', 'db')],
  [
    'a `supabase/config.toml` that is not TOML',
    () => check(GOOD, [], { ...project('supabase/migrations/1_a.sql'), 'supabase/config.toml': '[db' }),
  ],
  ['`--write` without `fix`', () => readCommandLine(['check', '--write'])],
  ['`fix --write` with declared schemas', write('supabase/schemas/a.sql')],
  ['`fix --write` with Drizzle', write('drizzle/0000_a.sql')],
  ['`fix --write` where the last migration has no timestamp', write('db/a.sql', '--migrations', 'db')],
  [
    '`fix --write` without a `supabase` folder',
    () => writeMigration('', { cwd: '/no/such/folder', migrations: null }, new Date()),
  ],
];

const SUBSCRIPTION_CASES: readonly Case[] = [
  ['`public.messages: INSRT`', line('public.messages: INSRT')],
  ['`public.messages:`', line('public.messages:')],
  ['`public.`', line('public.')],
  ['`public.order items`', line('public.order items')],
  ['`public."messages`', line('public."messages')],
  ['`public.messages where room 1`', line('public.messages where room 1')],
  ['`public.* where id=eq.1`', line('public.* where id=eq.1')],
];

/** Nine times nine times nine ... references in a few lines. */
const BOMB = [
  'a: &a [x]',
  ...[...'bcdefg'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[index]}`)}]`),
].join('\n');

const CONFIG_CASES: readonly Case[] = [
  ['`--config` naming no file', flags('--config', 'no-such.yml')],
  ['text that is not YAML', config('a: [')],
  ['an alias of nothing', config('publication: *nope')],
  ['aliases without end', config(BOMB)],
  ['a list instead of a mapping', config('- publication')],
  ['an unknown key', config('publcation: x')],
  ['an unknown rule', config('rules:\n  replica-identity-ful: off')],
  ['a severity that does not exist', config('rules:\n  replica-identity-full: fatal')],
  ['a list where one value is meant', config('publication: [a, b]')],
  ['one value where a list is meant', config('subscriptions: 7')],
  ['an exception without a reason', config('ignore:\n  - rule: replica-identity-full\n    subject: public.a')],
  [
    'an exception from an unknown rule',
    config('ignore:\n  - { rule: replica-identity, subject: public.a, reason: x }'),
  ],
  [
    'an exception with an unknown key',
    config('ignore:\n  - { rule: replica-identity-full, subjekt: public.a, reason: x }'),
  ],
  [
    'an exception until no day',
    config('ignore:\n  - { rule: replica-identity-full, subject: a, reason: x, until: 2027-02-30 }'),
  ],
  ['one exception where a list is meant', config('ignore:\n  rule: replica-identity-full')],
  ['a subscription without a table', config('subscriptions:\n  - { schema: public, event: INSERT }')],
  ['a subscription with an unknown key', config('subscriptions:\n  - { table: a, evnt: INSERT }')],
  ['a subscription to no event', config('subscriptions:\n  - { table: a, event: INSRT }')],
  ['a subscription with a filter that is none', config('subscriptions:\n  - { table: a, filter: room 1 }')],
  ['a subscription to all tables with a filter', config('subscriptions:\n  - { table: "*", filter: id=eq.1 }')],
  ['a subscription whose table is a number', config('subscriptions:\n  - { schema: public, table: 7 }')],
  ['a subscription that answers no file', config('subscriptions:\n  - { table: a, file: src/a.ts:3 }')],
  ['a wrapper without a table', config('wrappers:\n  - name: useRealtime')],
  ['a wrapper with an unknown key', config('wrappers:\n  - { name: useRealtime, tabel: 0 }')],
  ['a wrapper that is no function', config('wrappers:\n  - { name: useRealtime(), table: 0 }')],
  ['a wrapper whose table is no argument', config('wrappers:\n  - { name: useRealtime, table: -1 }')],
  ['one wrapper where a list is meant', config('wrappers:\n  name: useRealtime')],
  ['a number among the subscriptions', config('subscriptions:\n  - public.a\n  - 7')],
];

describe.each([
  ['### The database URL', URL_CASES],
  ['### The other options', OPTION_CASES],
  ['### The migrations', MIGRATION_CASES],
  ['### Subscriptions', SUBSCRIPTION_CASES],
  ['### The config file', CONFIG_CASES],
])('%s', (heading, cases) => {
  const documented = new Map(
    tableRows(PAGE, heading).map(([given = '', says = '']) => [given, says.replace(/^`|`$/g, '')]),
  );

  test('has a row for each case, and no other', () => {
    expect([...documented.keys()]).toEqual(cases.map(([given]) => given));
  });

  test.each(cases)('%s', async (given, run) => {
    const said = await saidBy(run);
    expect(said).toContain(documented.get(given));
    for (const secret of SECRETS) expect(said).not.toContain(secret);
  });
});

describe('## What the guard says about the connection', () => {
  const [server] = servers();
  const at = (changes: {
    user?: string;
    password?: string;
    port?: number | string;
    database?: string;
    host?: string;
  }): string => {
    const {
      user = 'postgres',
      password = server?.password,
      port = server?.port,
      database = 'postgres',
      host = '127.0.0.1',
    } = changes;
    return `postgresql://${user}:${password}@${host}:${port}/${database}`;
  };
  const listeners: Server[] = [];
  const listen = async (onConnection: (socket: import('node:net').Socket) => void): Promise<number> => {
    const listener = createServer(onConnection);
    listeners.push(listener);
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  let database: TestDatabase;
  let locked: TestDatabase;

  beforeAll(async () => {
    const major = server?.major ?? 17;
    database = await createTestDatabase(major);
    locked = await createTestDatabase(major);
  });

  afterAll(async () => {
    for (const listener of listeners) listener.close();
    await database.drop();
    await locked.drop();
  });

  const cases: readonly Case[] = [
    ['nothing listens', () => check(at({ port: 1 }))],
    ['the wrong password', () => check(at({ password: 'hunter2' }))],
    ['no password', () => check(at({ password: '' }))],
    ['a database that does not exist', () => check(at({ database: 'nowhere' }))],
    ['a host that does not resolve', () => check(at({ host: 'no-such-host.invalid' }))],
    ['a socket folder without a socket', () => check('postgresql://postgres:hunter2@/postgres?host=/no/such/folder')],
    ['`ssl: require` to a server without TLS', () => check(at({}), ['--ssl', 'require'])],
    [
      'a port where something else listens',
      async () => check(at({ port: await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) })),
    ],
    ['something that takes the connection and says nothing', async () => check(at({ port: await listen(() => {}) }))],
    ['a session that is cut while it reads', () => checkWhileCut(database)],
    ['a catalogue that is locked by somebody', () => checkWhileLocked(locked)],
    ['an empty publication and no subscriptions', () => check(database.url)],
  ];
  const documented = new Map(
    tableRows(PAGE, '## What the guard says about the connection').map(([given = '', says = '']) => [
      given,
      says.replace(/^`|`$/g, ''),
    ]),
  );

  test('has a row for each case, and no other', () => {
    expect([...documented.keys()]).toEqual(cases.map(([given]) => given));
  });

  test.each(cases)('%s', async (given, run) => {
    const said = await saidBy(run);
    expect(said).toContain(documented.get(given));
    for (const secret of [...SECRETS, server?.password ?? '']) expect(said).not.toContain(secret);
  });
});
