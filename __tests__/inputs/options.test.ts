import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { optionsFromCli, readCommandLine } from '../../src/inputs/from-cli.js';
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
      subscriptions: [],
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
    'ignore: [{ rule: replica-identity-full, subject: public.a, reason: x, until: 2027-01-31 }]',
    'ignore: [{ rule: replica-identity-full, subject: public.a }]',
    'ignore: [{ rule: replica, subject: public.a, reason: x }]',
    'ignore: [{ rule: replica-identity-full, subject: public.a, reason: x, til: y }]',
    'ignore: {}',
    'publication: [x]',
    '- publication',
  ])('%j', async (config) => {
    const said = await options([], config).then(() => null, messageOf);
    expect({ config, valid: validate(parse(config)) }).toEqual({ config, valid: said === null });
  });

  test('and knows every option', () => {
    const schema = JSON.parse(readFileSync(resolve('schema/realtime-guard.schema.json'), 'utf8'));
    expect(Object.keys(schema.properties)).toEqual([
      '$schema',
      ...optionsOf('config').map(({ name }) => name),
      'rules',
      'ignore',
    ]);
  });
});
