import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { listingFromCli, optionsFromCli, readCommandLine } from '../../src/inputs/from-cli.js';
import { optionsOf } from '../../src/inputs/option-table.js';
import type { Options } from '../../src/model/options.js';
import { messageOf } from '../../src/model/thrown.js';
import { withFolder } from '../support/check.js';

const URL = 'postgresql://u:p@db.example.com/db';

async function options(
  argv: readonly string[],
  config?: string,
  environment: Record<string, string> = { REALTIME_GUARD_DATABASE_URL: URL },
): Promise<Options> {
  const files: Record<string, string> = config === undefined ? {} : { 'realtime-guard.yml': config };
  return await withFolder(files, (folder) => optionsFromCli(readCommandLine(argv), environment, folder));
}

describe('who is believed', () => {
  test('nobody said anything: the defaults', async () => {
    expect(await options([])).toMatchObject({
      publication: 'supabase_realtime',
      replicaIdentity: 'all',
      tables: [],
      subscriptions: [],
      scan: { sources: ['.'], wrappers: [], resolved: [] },
      unresolved: 'warning',
      failOn: 'error',
      rules: {},
      annotations: 'all',
      format: 'text',
      jsonFile: null,
      fixFile: null,
    });
  });

  test('a flag before the config file, the config file before the default', async () => {
    const config = 'publication: from_file\nfail-on: warning';
    expect(await options(['--publication', 'from_flag'], config)).toMatchObject({
      publication: 'from_flag',
      failOn: 'warning',
    });
  });

  test('a flag before the environment, the environment before the config file', async () => {
    const config = 'database-url: postgresql://u:p@file/db';
    const host = async (argv: readonly string[], environment?: Record<string, string>): Promise<string | undefined> =>
      (await options(argv, config, environment)).connection?.host;
    expect(await host(['--database-url', 'postgresql://u:p@flag/db'])).toBe('flag');
    expect(await host([])).toBe('db.example.com');
    expect(await host([], {})).toBe('file');
  });

  test('an empty value says nothing', async () => {
    expect((await options(['--publication', ' '], 'publication:')).publication).toBe('supabase_realtime');
  });
});

describe('the roles that are judged', () => {
  test.each<[readonly string[], string, readonly string[]]>([
    [[], '', ['anon', 'authenticated']],
    [['--roles', 'anon'], 'roles: authenticated', ['anon']],
    [[], 'roles: [authenticated, "Odd Role", authenticated]', ['authenticated', 'Odd Role']],
    [['--roles', 'anon,\n editor ,'], '', ['anon', 'editor']],
  ])('%j %s', async (argv, config, roles) => {
    expect((await options(argv, config)).roles).toEqual(roles);
  });

  test('none is a mistake', async () => {
    await expect(options(['--roles', ','])).rejects.toThrow('--roles: "," names no role');
  });
});

describe('the Realtime server that is hosted', () => {
  test.each([
    ['realtime-version: v2.34.47', '2.34.47'],
    ['realtime-version: 2.112.0', '2.112.0'],
    ['realtime-version: 2026-03-01', '2026-03-01'],
    ['realtime-version:', null],
    ['', null],
  ])('%s', async (config, version) => {
    expect((await options([], config)).realtimeVersion).toBe(version);
  });

  test.each(['latest', '2.34', '2026-13-01', '>=2.0.0'])('%s is none', async (text) => {
    await expect(options([], `realtime-version: "${text}"`)).rejects.toThrow(
      `realtime-version (realtime-guard.yml:1): "${text}" is not a release of Realtime`,
    );
  });
});

describe('wait-for-migrations', () => {
  test.each([
    [[], 0],
    [['--wait-for-migrations', '90'], 90],
    [['--wait-for-migrations', '90s'], 90],
    [['--wait-for-migrations', ' 2 M '], 120],
  ])('%j', async (argv, seconds) => {
    expect((await options(argv)).waitForMigrations).toBe(seconds);
  });

  test('a number in the config file', async () => {
    expect((await options([], 'wait-for-migrations: 45')).waitForMigrations).toBe(45);
  });
});

describe('ssl', () => {
  const PEM = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----';
  test.each([
    ['a host of the network', [], URL, 'require'],
    ['with a certificate authority', ['--ssl-ca', PEM], URL, 'verify-full'],
    ['a loopback address', [], 'postgresql://u:p@127.0.0.1/db', 'disable'],
    ['localhost', [], 'postgresql://u:p@localhost/db', 'disable'],
    ['a socket', [], 'postgresql://u:p@/db?host=/tmp', 'disable'],
    ['a host that only begins like loopback', [], 'postgresql://u:p@127.example.com/db', 'require'],
    ['sslmode in the URL', [], `${URL}?sslmode=disable`, 'disable'],
    ['the option before sslmode in the URL', ['--ssl', 'verify-full'], `${URL}?sslmode=disable`, 'verify-full'],
  ])('%s', async (_case, argv, url, expected) => {
    expect((await options(argv, undefined, { REALTIME_GUARD_DATABASE_URL: url })).connection?.ssl).toBe(expected);
  });
});

describe('subscriptions', () => {
  test('from a config file keep their place', async () => {
    const config =
      'publication: x\nsubscriptions:\n  # why\n  - public.a\n  - public.b: INSERT, UPDATE\n  - "public.c: DELETE where x=eq.1"\n';
    const { subscriptions } = await options([], config);
    expect(
      subscriptions.map(({ table, event, filter, location }) => [
        table,
        event,
        filter,
        location?.line,
        location?.column,
      ]),
    ).toEqual([
      ['a', '*', null, 4, 5],
      ['b', 'INSERT', null, 5, 5],
      ['b', 'UPDATE', null, 5, 5],
      ['c', 'DELETE', 'x=eq.1', 6, 5],
    ]);
    expect(subscriptions[0]?.location?.file).toBe('realtime-guard.yml');
  });

  test('from flags add up, and lines that are empty or comments are skipped', async () => {
    const { subscriptions } = await options([
      '--subscriptions',
      'public.a\n\n# public.x\npublic.b',
      '--subscriptions',
      'public.c',
    ]);
    expect(subscriptions.map(({ table }) => table)).toEqual(['a', 'b', 'c']);
  });

  test('from a config file may be mappings, among the lines', async () => {
    const config = `subscriptions:
  - public.a
  - { schema: app, table: Order Items, event: "INSERT, UPDATE", filter: id=eq.1 }
  - table: b`;
    const { subscriptions } = await options([], config);
    expect(
      subscriptions.map(({ schema, table, event, filter, location }) => [schema, table, event, filter, location?.line]),
    ).toEqual([
      ['public', 'a', '*', null, 2],
      ['app', 'Order Items', 'INSERT', 'id=eq.1', 3],
      ['app', 'Order Items', 'UPDATE', 'id=eq.1', 3],
      ['public', 'b', '*', null, 4],
    ]);
  });

  test.each([
    ['src/a.ts', { line: 0, column: 0 }],
    ['src/a.ts:12', { line: 12, column: 0 }],
    ['src/a.ts:12:5', { line: 12, column: 5 }],
  ])('a mapping with file %s answers that place', async (file, place) => {
    const { scan } = await withFolder(
      { 'realtime-guard.yml': `subscriptions: [{ table: a, file: "${file}" }]`, 'src/a.ts': '' },
      (folder) => optionsFromCli(readCommandLine([]), { REALTIME_GUARD_DATABASE_URL: URL }, folder),
    );
    expect(scan?.resolved).toEqual([{ file: 'src/a.ts', ...place }]);
  });
});

describe('sources', () => {
  const places = async (...argv: readonly string[]): Promise<readonly string[] | undefined> =>
    (await options(argv.flatMap((place) => ['--sources', place]))).scan?.sources;

  test('add up; one that only leaves out is taken from the default; off reads none', async () => {
    expect(await places('src/**', '*.ts')).toEqual(['src/**', '*.ts']);
    expect(await places('!legacy/**')).toEqual(['.', '!legacy/**']);
    expect(await places(' ')).toEqual(['.']);
    expect((await options(['--sources', 'off'])).scan).toBeNull();
    expect((await options([], 'sources: off')).scan).toBeNull();
    expect((await options([], 'sources: ["**/*.ts"]')).scan?.sources).toEqual(['**/*.ts']);
  });

  test('are named from the working directory, files from the repository', async () => {
    await withFolder({ 'apps/web/a.ts': '', '.git/HEAD': '' }, async (folder) => {
      const { scan } = await optionsFromCli(
        readCommandLine(['--cwd', 'apps/web', '--sources', 'a.ts']),
        { REALTIME_GUARD_DATABASE_URL: URL },
        folder,
      );
      expect(scan).toMatchObject({ cwd: `${folder}/apps/web`, repository: folder, sources: ['a.ts'] });
    });
  });
});

describe('wrappers', () => {
  test.each([
    ['0', [0]],
    ['2', [2]],
    ['0.table', [0, 'table']],
    ['1.options.table', [1, 'options', 'table']],
    ['options.table', [0, 'options', 'table']],
    ['1.0.table', [1, 0, 'table']],
  ])('table: %s', async (written, table) => {
    const { scan } = await options([], `wrappers:\n  - name: useRealtime\n    table: ${written}`);
    expect(scan?.wrappers).toEqual([
      { name: 'useRealtime', table, location: { file: 'realtime-guard.yml', line: 2, column: 5 } },
    ]);
  });
});

describe('unresolved', () => {
  const severity = async (argv: readonly string[], config?: string) => {
    const { unresolved, rules } = await options(argv, config);
    return [unresolved, rules];
  };

  test('is the severity of its rule, and ignore switches that off', async () => {
    expect(await severity(['--unresolved', 'error'])).toEqual(['error', { 'subscriptions-resolved': 'error' }]);
    expect(await severity([], 'unresolved: ignore')).toEqual(['off', { 'subscriptions-resolved': 'off' }]);
  });

  test('not said, it leaves the word to the rule', async () => {
    expect(await severity([])).toEqual(['warning', {}]);
  });
});

describe('tables', () => {
  const tables = async (config: string) => (await options([], config)).tables;
  const refusal = async (config: string) => await tables(config).then(() => null, messageOf);

  test('an entry is a table, what it keeps, why and until when, with its line', async () => {
    const config = `tables:
  public.audit_log:
    replica-identity: default
    reason: insert-only
    until: 2020-01-01
  public."Order Items": { replica-identity: using-index, reason: read by Debezium }`;
    expect(await tables(config)).toEqual([
      {
        table: { schema: 'public', name: 'audit_log' },
        replicaIdentity: 'default',
        reason: 'insert-only',
        until: '2020-01-01',
        isExpired: true,
        location: { file: 'realtime-guard.yml', line: 2, column: 3 },
      },
      {
        table: { schema: 'public', name: 'Order Items' },
        replicaIdentity: 'using-index',
        reason: 'read by Debezium',
        until: null,
        isExpired: false,
        location: { file: 'realtime-guard.yml', line: 6, column: 3 },
      },
    ]);
  });

  test.each([
    ['tables: [public.a]', 'realtime-guard.yml:1: tables must be a mapping of names to values'],
    [
      'tables: { public.a: default }',
      'realtime-guard.yml:1: tables.public.a: an entry must be a mapping with replica-identity and reason',
    ],
    [
      'tables: { public.a: { replica-identity: default } }',
      'realtime-guard.yml:1: tables.public.a: reason is missing; an entry has replica-identity and reason',
    ],
    [
      'tables: { public.a: { replica-identity: defaults, reason: x } }',
      'realtime-guard.yml:1: tables.public.a: replica-identity: "defaults" is not one of default, using-index; did you mean default?',
    ],
    [
      'tables: { public.a: { replica-identity: default, reason: x, until: 2027-02-31 } }',
      'realtime-guard.yml:1: tables.public.a: until: "2027-02-31" is not a date; write it as 2027-01-31',
    ],
    [
      'tables: { public.a: { replica-identity: default, reasons: x } }',
      'realtime-guard.yml:1: tables.public.a: reasons is not a known key; did you mean reason?',
    ],
    [
      'tables: { public.*: { replica-identity: default, reason: x } }',
      'realtime-guard.yml:1: tables: "public.*": it is not the name of one table; name each table, not *',
    ],
    [
      'tables: { a b: { replica-identity: default, reason: x } }',
      'realtime-guard.yml:1: tables: "a b": it is not the name of one table; write schema.table',
    ],
    [
      'tables: { a: { replica-identity: default, reason: x }, public.a: { replica-identity: default, reason: y } }',
      'realtime-guard.yml:1: tables: public.a is named twice',
    ],
  ])('%s', async (config, message) => {
    expect(await refusal(config)).toBe(message);
  });
});

test('the list of subscriptions needs neither a database nor migrations', async () => {
  await withFolder({ 'realtime-guard.yml': 'subscriptions: [public.a]' }, async (folder) => {
    const line = readCommandLine(['subscriptions', '--format', 'json']);
    expect(await listingFromCli(line, folder)).toMatchObject({
      subscriptions: [{ table: 'a' }],
      scan: { cwd: folder },
      format: 'json',
    });
  });
});

test('the second place of a config file is looked at, and a named one goes before both', async () => {
  await withFolder({ 'other.yml': 'publication: other' }, async (folder) => {
    const line = readCommandLine(['--config', 'other.yml']);
    expect((await optionsFromCli(line, { REALTIME_GUARD_DATABASE_URL: URL }, folder)).publication).toBe('other');
  });
});

describe('the JSON Schema for editors agrees with what is read', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(resolve('schema/realtime-guard.schema.json'), 'utf8')),
  );
  test.each([
    'publication: x',
    'subscriptions: [public.a, "public.b: INSERT"]',
    'subscriptions:\n  - public.b: INSERT, UPDATE',
    'subscriptions: |\n  public.a\n  public.b: INSERT',
    'rules: { replica-identity-full: off, publication-exists: warning }',
    'fail-on: warning\nssl: verify-full\nssl-ca:',
    'annotations: none',
    '',
    'publcation: x',
    'config: x',
    'fail-on: sometimes',
    'subscriptions: 7',
    'subscriptions: [7]',
    'subscriptions: [[public.a]]',
    'rules: { replica-identity-ful: off }',
    'rules: { replica-identity-full: fatal }',
    'rules: []',
    'sources: [src, "!legacy/**"]',
    'sources: off',
    'unresolved: ignore',
    'unresolved: off',
    'subscriptions: [{ schema: public, table: a, event: INSERT, filter: id=eq.1 }]',
    'subscriptions: [{ table: a }]',
    'subscriptions: [{ schema: public, event: INSERT }]',
    'subscriptions: [{ schema: public }]',
    'subscriptions: [{ table: a, tabel: b }]',
    'subscriptions: [{ table: 7 }]',
    'subscriptions: [{ table: a, schema: 7 }]',
    'wrappers: [{ name: useRealtime, table: 0 }, { name: $on, table: 1.options.table }]',
    'wrappers: [{ name: useRealtime }]',
    'wrappers: [{ name: use-realtime, table: 0 }]',
    'wrappers: [{ name: useRealtime, table: -1 }]',
    'wrappers: [{ name: useRealtime, table: "options[0]" }]',
    'wrappers: [{ name: useRealtime, table: 0, schema: 1 }]',
    'wrappers: { name: useRealtime, table: 0 }',
    'ignore: [{ rule: replica-identity-full, subject: public.a, reason: x, until: 2027-01-31 }]',
    'ignore: [{ rule: replica-identity-full, subject: public.a }]',
    'ignore: [{ rule: replica, subject: public.a, reason: x }]',
    'ignore: [{ rule: replica-identity-full, subject: public.a, reason: x, til: y }]',
    'ignore: {}',
    'tables: { public.a: { replica-identity: default, reason: insert-only, until: 2027-01-01 } }',
    'tables: { "public.\\"Order Items\\"": { replica-identity: using-index, reason: x } }',
    'tables: { public.a: { replica-identity: default } }',
    'tables: { public.a: { replica-identity: full, reason: x } }',
    'tables: { public.a: { replica-identity: default, reason: x, til: y } }',
    'tables: { public.a: default }',
    'tables: [public.a]',
    'tables:',
    'replica-identity: when-needed',
    'replica-identity: full',
    'publication: [x]',
    '- publication',
  ])('%j', async (config) => {
    const files = { 'realtime-guard.yml': config, 'src/a.ts': '' };
    const said = await withFolder(files, (folder) =>
      optionsFromCli(readCommandLine([]), { REALTIME_GUARD_DATABASE_URL: URL }, folder),
    ).then(() => null, messageOf);
    expect({ config, valid: validate(parse(config)) }).toEqual({ config, valid: said === null });
  });

  test('and knows every option', () => {
    const schema = JSON.parse(readFileSync(resolve('schema/realtime-guard.schema.json'), 'utf8'));
    expect(Object.keys(schema.properties)).toEqual([
      '$schema',
      ...optionsOf('config').map(({ name }) => name),
      'rules',
      'ignore',
      'tables',
      'wrappers',
    ]);
  });
});
