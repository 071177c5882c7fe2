import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../src/model/verdict.js';
import { check } from '../support/check.js';
import { createTestDatabase, servers, type TestDatabase } from '../support/databases.js';
import { fixture, startTlsFront, type TlsFront } from '../support/tls-front.js';

const [server] = servers();
let database: TestDatabase;
let front: TlsFront;

beforeAll(async () => {
  database = await createTestDatabase(
    server?.major ?? 17,
    'create table messages (id int primary key); alter table messages replica identity full; alter publication supabase_realtime add table messages',
  );
  front = await startTlsFront(server?.port ?? 0);
});

afterAll(async () => {
  front.close();
  await database.drop();
});

/** A check through TLS; the certificate is for localhost and no other name. */
function through(host: string, argv: readonly string[], parameters = ''): Promise<Verdict> {
  const url = new URL(database.url);
  url.host = `${host}:${front.port}`;
  return check(`${url.href}${parameters}`, argv);
}

const AUTHORITY = ['--ssl-ca', fixture('authority.pem')];

describe('TLS', () => {
  test.each<[string, string, readonly string[], string, string]>([
    ['require encrypts, whoever signed', 'localhost', ['--ssl', 'require'], '', 'TLSv1.3'],
    ['require encrypts, whatever the name', '127.0.0.1', ['--ssl', 'require'], '', 'TLSv1.3'],
    ['verify-full with the right authority', 'localhost', ['--ssl', 'verify-full', ...AUTHORITY], '', 'TLSv1.3'],
    ['sslmode in the URL', 'localhost', AUTHORITY, '?sslmode=verify-full', 'TLSv1.3'],
    ['sslmode=require in the URL', 'localhost', [], '?sslmode=require', 'TLSv1.3'],
  ])('%s', async (_what, host, argv, parameters, protocol) => {
    expect(await through(host, argv, parameters)).toMatchObject({ conclusion: 'success', reason: null });
    expect(front.protocols.at(-1)).toBe(protocol);
  });

  test('auto leaves a loopback address in plain text, and disable overrules the URL', async () => {
    expect((await through('localhost', [])).conclusion).toBe('success');
    expect(front.protocols.at(-1)).toBeNull();
    expect((await through('localhost', ['--ssl', 'disable'], '?sslmode=require')).conclusion).toBe('success');
    expect(front.protocols.at(-1)).toBeNull();
  });

  test.each<[string, string, readonly string[], RegExp]>([
    ['an authority nobody knows', 'localhost', ['--ssl', 'verify-full'], /give its root certificate as ssl-ca/],
    [
      'another authority',
      'localhost',
      ['--ssl', 'verify-full', '--ssl-ca', fixture('another-authority.pem')],
      /give its root certificate as ssl-ca/,
    ],
    ['another name', '127.0.0.1', ['--ssl', 'verify-full', ...AUTHORITY], /certificate is for another host name/],
  ])('verify-full refuses %s', async (_what, host, argv, advice) => {
    const { conclusion, reason } = await through(host, argv);
    expect(conclusion).toBe('undetermined');
    expect(reason).toMatch(advice);
  });
});
