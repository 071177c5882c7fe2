import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDatabaseUrl, secretsIn } from '../../src/inputs/parse-database-url.js';

const parse = (url: string) => parseDatabaseUrl(url, 'input database-url');

describe('a Postgres URL', () => {
  test('with every part', () => {
    expect(
      parse(
        'postgresql://postgres.ref:p%40ss@aws-0-eu.pooler.supabase.com:6543/app?sslmode=verify-full&pgbouncer=true',
      ),
    ).toEqual({
      host: 'aws-0-eu.pooler.supabase.com',
      port: 6543,
      user: 'postgres.ref',
      password: 'p@ss',
      database: 'app',
      sslMode: 'verify-full',
      secrets: expect.arrayContaining(['p%40ss', 'p@ss']),
    });
  });

  test.each([
    ['postgres://u:p@h/db', { host: 'h', port: 5432, database: 'db', sslMode: null }],
    ['postgres://u:p@h', { database: 'u' }],
    ['  postgres://u:p@h/db\n', { host: 'h' }],
    ['postgres://u:p@[::1]:5433/db', { host: '::1', port: 5433 }],
    ['postgres://u:p@/db?host=/var/run/postgresql', { host: '/var/run/postgresql', user: 'u', password: 'p' }],
    ['postgres://u:p@ss@h/db', { host: 'h', password: 'p@ss' }],
    ['postgres://u@h/db', { password: '' }],
    ['postgres://u:p@h/db?sslmode=prefer', { sslMode: 'require' }],
  ])('%s', (url, expected) => {
    expect(parse(url)).toMatchObject(expected);
  });

  test('gives back any password that is percent-encoded, and lists it among the secrets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
        const url = `postgresql://u:${encodeURIComponent(password)}@h:5432/db`;
        if (!/^postgresql:\/\/u:[^[<]*@/.test(url)) return;
        expect(parse(url).password).toBe(password);
        expect(secretsIn(url)).toContain(password);
      }),
      { numRuns: 1_000 },
    );
  });

  test('whatever is given, an error never shows it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6 }),
        fc.constantFrom('', '"', 'psql ', 'https://', 'postgres://u:', 'x='),
        (secret, prefix) => {
          try {
            parse(`${prefix}${secret}q7@h#x`);
          } catch (error) {
            expect(error).toMatchObject({ name: 'InputError' });
            expect(String(error)).not.toContain(`${secret}q7`);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
