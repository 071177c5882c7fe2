import { isLocalHost } from '../model/local-host.js';
import type { Connection } from '../model/options.js';
import { codeOf, messageOf } from '../model/thrown.js';
import { ConnectionError } from './connection-error.js';

/** What the driver or the server said, and the one thing to do about it. */
interface Diagnosis {
  /** Compared with the error's code first, then with its text. */
  readonly codes?: readonly string[];
  readonly text?: RegExp;
  readonly advice: (connection: Connection) => string;
}

const isPooler = (connection: Connection): boolean => connection.host.endsWith('.pooler.supabase.com');
const isDirect = (connection: Connection): boolean => /^db\.[a-z0-9]{20}\.supabase\./.test(connection.host);

const SESSION_POOLER = 'copy the Session pooler string from Connect in the Supabase dashboard';

/** Source of the texts: the pg driver, PostgreSQL and Supavisor as observed; see docs/troubleshooting.md. */
const DIAGNOSES: readonly Diagnosis[] = [
  {
    text: /\(ECIRCUITBREAKER\)|too many (authentication failures|failed attempts)/i,
    advice: () =>
      'the pooler blocks new connections after repeated failures: correct the password, then wait some minutes',
  },
  {
    text: /client password must be a string|password authentication requires|no password/i,
    advice: () => 'the URL has no password; write postgresql://user:password@host:port/database',
  },
  {
    codes: ['28P01'],
    text: /EWRONGPASSWORD|SCRAM exchange: Wrong password|failed SASL auth/,
    advice: (connection) =>
      isPooler(connection) && !connection.user.includes('.')
        ? `on a pooler host the user is ${connection.user}.<project-ref>, not ${connection.user}; ${SESSION_POOLER}`
        : 'the password is wrong, or not percent-encoded in the URL; each preview branch has its own',
  },
  {
    text: /Tenant or user not found|\(ENOTFOUND\)|\(ENOIDENTIFIER\)|\(EINVALIDUSERINFO\)/,
    advice: () =>
      `the pooler does not know this pair of host and user: the user is postgres.<project-ref>, the host is to be copied and not composed, and a deleted branch is gone; ${SESSION_POOLER}`,
  },
  {
    text: /EADDRNOTALLOWED|not in tenant allow_list/i,
    advice: () =>
      'network restrictions are on and this runner is not on the list; use a runner with a fixed address, or allow it',
  },
  {
    text: /EMAXCONN|max client connections reached|EPOOL|ECHECKOUT/i,
    advice: () => 'the pooler has no free connection; run again later, or use the transaction pooler on port 6543',
  },
  { codes: ['53300'], advice: () => 'the server has no free connection; run again later, or use the pooler' },
  {
    codes: ['28000'],
    text: /SSL connection is required|ESSLREQUIRED|no encryption/i,
    advice: () => 'the server accepts only encrypted connections, or not this user; set ssl to require',
  },
  { codes: ['3D000'], advice: () => 'there is no such database; on Supabase it is called postgres' },
  {
    codes: ['57P03', '57P01'],
    advice: () => 'the server is starting or stopping; run again in a moment',
  },
  {
    codes: ['57014'],
    text: /Query read timeout/,
    advice: () => 'the server took too long to answer; run again when it is less busy',
  },
  { codes: ['55P03'], advice: () => 'another session holds a lock on the catalogue; run again when it is done' },
  {
    codes: ['42501'],
    advice: (connection) => `the role ${connection.user} may not read it; use a role that can read pg_catalog`,
  },
  {
    codes: ['ENOTFOUND'],
    advice: (connection) =>
      isDirect(connection)
        ? `the project or branch may be deleted or paused, or its reference mistyped; db.<ref> hosts have only IPv6 addresses: ${SESSION_POOLER}`
        : 'the host name does not resolve: is it mistyped, or the project or branch deleted or paused?',
  },
  { codes: ['EAI_AGAIN'], advice: () => 'the name server does not answer; run again in a moment' },
  {
    codes: ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'],
    advice: (connection) =>
      isDirect(connection) || connection.host.includes(':')
        ? `the host has only an IPv6 address and this machine has no IPv6; ${SESSION_POOLER}`
        : 'there is no route to the host from this machine',
  },
  {
    codes: ['ECONNREFUSED'],
    advice: (connection) =>
      isLocalHost(connection.host)
        ? 'nothing listens there: is the database started, and the port right?'
        : 'the project may be paused, the port wrong, or this address banned (Database > Network Bans)',
  },
  {
    codes: ['ENOENT', 'EACCES'],
    advice: () => 'the socket is not there or may not be opened: is the database started, and the folder right?',
  },
  {
    codes: ['ETIMEDOUT'],
    text: /timeout expired|due to connection timeout/,
    advice: () =>
      'no answer: a preview branch may be waking up (run again), network restrictions may be on, or the port is wrong',
  },
  {
    codes: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_HAS_EXPIRED',
    ],
    advice: () =>
      "the server's certificate is not signed by one that is known: give its root certificate as ssl-ca (Supabase: Database > SSL), or set ssl to require to encrypt without verifying",
  },
  {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    advice: () => 'the certificate is for another host name; use the name it was made for, or set ssl to require',
  },
  {
    text: /server does not support SSL/i,
    advice: () => 'the server speaks no TLS; set ssl to disable if it is local or otherwise safe',
  },
  {
    text: /error establishing an SSL connection/i,
    advice: () => 'what listens there is not a Postgres server; is the port right?',
  },
  {
    codes: ['ECONNRESET', 'EPIPE'],
    text: /Connection terminated|socket hang up/i,
    advice: () =>
      'the other side closed the connection: a restart (run again), the wrong port, or not a Postgres server',
  },
  {
    text: /unsupported startup parameter/,
    advice: () => 'the pooler refuses a setting that realtime-guard sent; please report this',
  },
];

/**
 * One sentence for an error of connecting or asking: where, what was said, and what to do. Holds no password: the
 * address is put together from its harmless parts.
 */
export function diagnose(error: unknown, connection: Connection): string {
  if (error instanceof ConnectionError) return error.message;
  const causes = causesOf(error);
  const known = DIAGNOSES.find((diagnosis) => causes.some((cause) => matches(diagnosis, cause)));
  const said = [...new Set(causes.map(({ text }) => text))].join('; ');
  const where = `database ${connection.database} on ${connection.host}:${connection.port} as ${connection.user}`;
  return `${where}: ${said}${known === undefined ? '' : `. What to do: ${known.advice(connection)}`}`;
}

interface Cause {
  readonly code: string;
  readonly text: string;
}

/** Node wraps the failures of a host with several addresses in an AggregateError whose own message is empty. */
function causesOf(error: unknown): readonly Cause[] {
  const wrapped: unknown = typeof error === 'object' && error !== null && 'errors' in error ? error.errors : null;
  if (Array.isArray(wrapped) && wrapped.length > 0) return wrapped.flatMap(causesOf);
  return [{ code: codeOf(error), text: messageOf(error) }];
}

function matches({ codes, text }: Diagnosis, cause: Cause): boolean {
  return codes?.includes(cause.code) === true || text?.test(cause.text) === true;
}
