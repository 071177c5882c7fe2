import { InputError } from '../model/input-error.js';
import type { Connection, SslMode } from '../model/options.js';

/** What a Postgres URL says, before the ssl options have their word. */
export interface DatabaseUrl extends Omit<Connection, 'ssl' | 'sslCa'> {
  /** The URL's own `sslmode`, translated; null when it has none. */
  readonly sslMode: SslMode | null;
  /** Everything that must never be printed: the URL and the password as written and decoded. */
  readonly secrets: readonly string[];
}

const SSL_MODES: Readonly<Record<string, SslMode>> = {
  disable: 'disable',
  allow: 'require',
  prefer: 'require',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-full',
  'verify-full': 'verify-full',
};

/** What people paste by mistake, and what each mistake is called. The value itself is never shown: it holds a secret. */
const MISTAKES: readonly { readonly test: RegExp; readonly says: string }[] = [
  { test: /^["'`]|["'`]$/, says: 'has quotes around it; remove them' },
  { test: /^\*+$/, says: 'is a row of asterisks, a masked secret; give the real value' },
  {
    test: /\$\{\{|\}\}/,
    says: 'holds a GitHub expression that was not evaluated; expressions work only in workflow files',
  },
  {
    test: /^\$[A-Za-z_{]/,
    says: 'is the name of a variable, not its value; the shell or the workflow did not expand it',
  },
  { test: /^psql\s/i, says: 'is a psql command; give only the URL in it' },
  { test: /^[A-Za-z_]+=postgres/i, says: 'has the name of a variable in front; give only what follows the =' },
  {
    test: /^\w+\s*=.*\s\w+\s*=/s,
    says: 'is a key=value connection string; give it as postgresql://user:password@host:port/database',
  },
  {
    test: /^(eyJ|sb_(secret|publishable)_)/,
    says: 'is an API key, not a URL; copy the URL from Connect > Session pooler in the Supabase dashboard',
  },
  {
    test: /^(https?|wss?):/i,
    says: 'is the API or dashboard URL, not the database URL; copy that from Connect > Session pooler in the Supabase dashboard',
  },
  {
    test: /\[[^\]]*PASSWORD[^\]]*\]|<[^>]*password[^>]*>|:your[-_]?password@/i,
    says: 'still holds the placeholder for the password; put the password in its place',
  },
  {
    test: /\[[A-Z][A-Z _-]{2,}\]|<[a-z][a-z _-]{2,}>/,
    says: 'still holds a placeholder in brackets; put the real value in its place',
  },
  { test: /^jdbc:/i, says: 'is a JDBC URL; remove the jdbc: in front and put user:password@ before the host' },
];

/**
 * Reads a Postgres URL strictly, so that a mistake is named here and not as a confusing error of the driver, which would
 * take an empty URL for localhost and an unquoted `#` for the end of the host.
 * @throws InputError naming the origin and what is wrong, never the value
 */
export function parseDatabaseUrl(value: string, origin: string): DatabaseUrl {
  const url = value.trim();
  const fail = (says: string): never => {
    throw new InputError(`${origin} ${says}`);
  };
  for (const mistake of MISTAKES) {
    if (mistake.test.test(url)) fail(mistake.says);
  }
  if (!/^postgres(ql)?:\/\//i.test(url)) fail('is not a Postgres URL; it must begin with postgresql:// or postgres://');
  if (/\s/.test(url)) fail('has white space in it; percent-encode a space as %20');

  const authority = url.slice(url.indexOf('://') + 3).split(/[/?#]/, 1)[0] ?? '';
  if (!authority.includes('@') && url.slice(url.indexOf(authority) + authority.length).includes('@')) {
    fail('has a password with a character that ends the address; percent-encode / as %2F, ? as %3F, # as %23');
  }
  // A URL with a socket's folder has no host, which the URL class refuses for other schemes when there is a user.
  const parsed =
    parse(url) ??
    parse(url.replace('@/', '@localhost/')) ??
    fail(
      'cannot be parsed; percent-encode @ : / ? # % [ ] in the password as %40 %3A %2F %3F %23 %25 %5B %5D, and give a port up to 65535',
    );
  const hostParameter = parsed.searchParams.get('host');
  const host = hostParameter ?? decode(parsed.hostname.replace(/^\[(.*)\]$/, '$1'));
  const password = decode(parsed.password);
  const user = decode(parsed.username);
  const database = decode(parsed.pathname.slice(1)) ?? '';
  if (host === null || password === null || user === null) {
    return fail('has a % that encodes nothing; write a % in the password as %25');
  }
  if (host === '') fail('names no host');
  if (user === '') fail('names no user; write postgresql://user:password@host:port/database');
  const mode = parsed.searchParams.get('sslmode');
  const sslMode = mode === null ? null : SSL_MODES[mode];
  if (sslMode === undefined) fail(`has sslmode=${mode}, which is not one of ${Object.keys(SSL_MODES).join(', ')}`);
  return {
    host,
    port: Number(parsed.port || parsed.searchParams.get('port') || 5432),
    user,
    password,
    database: database === '' ? user : database,
    sslMode: sslMode ?? null,
    secrets: secretsIn(value),
  };
}

/** Every form in which the secret of a URL could appear, also when the URL cannot be parsed. Longest first. */
export function secretsIn(value: string): readonly string[] {
  const url = value.trim();
  const credentials = /^[a-z]+:\/\/[^:@/?#]*:(.*)@/is.exec(url)?.[1] ?? '';
  const forms = [value, url, credentials, decode(credentials) ?? ''].filter((form) => form !== '');
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
