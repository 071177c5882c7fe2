import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../src/database/diagnose-connection.js';
import type { Connection } from '../../src/model/options.js';

const DIRECT: Connection = {
  host: 'db.abcdefghijklmnopqrst.supabase.co',
  port: 5432,
  user: 'postgres',
  password: 'hunter2',
  database: 'postgres',
  ssl: 'require',
  sslCa: null,
};
const POOLER: Connection = { ...DIRECT, host: 'aws-0-eu-west-1.pooler.supabase.com' };

const failure = (message: string, code?: string): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

/** Texts seen in the wild that no server in these tests can be made to say. */
describe('an error and its advice', () => {
  test.each<[string, Error, Connection, RegExp]>([
    [
      'IPv6 only',
      failure('connect ENETUNREACH 2600::1:5432', 'ENETUNREACH'),
      DIRECT,
      /only an IPv6 address.*Session pooler/,
    ],
    ['deleted project', failure('getaddrinfo ENOTFOUND db.x', 'ENOTFOUND'), DIRECT, /deleted or paused.*only IPv6/],
    [
      'pooler, plain user',
      failure('password authentication failed', '28P01'),
      POOLER,
      /the user is postgres\.<project-ref>/,
    ],
    [
      'pooler, wrong tenant',
      failure('Tenant or user not found', 'XX000'),
      POOLER,
      /does not know this pair of host and user/,
    ],
    [
      'pooler, tenant not found',
      failure('(ENOTFOUND) tenant/user postgres.x not found', 'XX000'),
      POOLER,
      /does not know this pair/,
    ],
    [
      'pooler, blocked',
      failure('(ECIRCUITBREAKER) too many authentication failures', 'XX000'),
      POOLER,
      /blocks new connections/,
    ],
    ['pooler, full', failure('(EMAXCONNSESSION) max clients reached in session mode', 'XX000'), POOLER, /port 6543/],
    [
      'allow list',
      failure('(EADDRNOTALLOWED) address not in tenant allow_list: {1}', 'XX000'),
      POOLER,
      /network restrictions/,
    ],
    [
      'own certificate authority',
      failure('self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN'),
      DIRECT,
      /ssl-ca/,
    ],
    [
      'other host name',
      failure('Hostname/IP does not match', 'ERR_TLS_CERT_ALTNAME_INVALID'),
      DIRECT,
      /another host name/,
    ],
    [
      'TLS enforced',
      failure('no pg_hba.conf entry for host "1.2.3.4", no encryption', '28000'),
      DIRECT,
      /set ssl to require/,
    ],
    ['starting', failure('the database system is starting up', '57P03'), DIRECT, /run again in a moment/],
    ['full server', failure('sorry, too many clients already', '53300'), DIRECT, /no free connection/],
    [
      'statement timeout',
      failure('canceling statement due to statement timeout', '57014'),
      DIRECT,
      /too long to answer/,
    ],
  ])('%s', (_case, error, connection, advice) => {
    const said = diagnose(error, connection);
    expect(said).toMatch(advice);
    expect(said).toContain(`database postgres on ${connection.host}:5432 as postgres: ${error.message}`);
    expect(said).not.toContain('hunter2');
  });

  test('several addresses that all refuse are all told; the wrapping error has no text', () => {
    const refused = (address: string): Error => failure(`connect ECONNREFUSED ${address}`, 'ECONNREFUSED');
    const wrapped = new AggregateError([refused('::1:5432'), refused('127.0.0.1:5432')], '');
    expect(diagnose(wrapped, { ...DIRECT, host: 'localhost' })).toBe(
      'database postgres on localhost:5432 as postgres: connect ECONNREFUSED ::1:5432; connect ECONNREFUSED 127.0.0.1:5432. What to do: nothing listens there: is the database started, and the port right?',
    );
  });

  test('what nobody foresaw is told without an advice, also when it is no Error', () => {
    expect(diagnose(failure('odd'), DIRECT)).toBe(`database postgres on ${DIRECT.host}:5432 as postgres: odd`);
    expect(diagnose('just text', DIRECT)).toMatch(/: just text$/);
    expect(diagnose(undefined, DIRECT)).toMatch(/: undefined$/);
  });
});
