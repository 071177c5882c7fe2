import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { timeOnce } from './measure.mjs';
import { compileOnce } from './product.mjs';

const DEBIAN = '/usr/lib/postgresql';

/**
 * What the same queries cost without realtime-guard: psql asks them and throws the rows away. Without psql it is pg,
 * from connecting to disconnecting, in this process.
 * @param {string} url of the database
 * @param {string} folder for the file of statements
 * @returns {Promise<{ name: string, measure: () => number | Promise<number> }>} `measure` gives milliseconds
 */
export async function sameQueries(url, folder) {
  const statements = await recordStatements(url);
  const psql = findPsql();
  if (psql === null) return { name: 'pg driver', measure: () => timeDriver(url, statements) };
  const file = join(folder, 'queries.sql');
  writeFileSync(file, `begin read only;\n${statements.map(toScript).join('')}rollback;\n`);
  const words = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', file, '-d', url];
  const env = { PATH: process.env.PATH ?? '', PGSSLMODE: 'disable' };
  return { name: 'psql', measure: () => timeOnce({ file: psql, words, cwd: folder, env, exitCode: 0 }) };
}

/**
 * What a check with `--subscriptions public.t1` asks of the database, in its order.
 * @param {string} url
 * @returns {Promise<{ sql: string, parameters: readonly unknown[] }[]>}
 */
async function recordStatements(url) {
  const { openPostgres, parseDatabaseUrl, probePolicies, readCatalog, readServer } = await loadProduct();
  const database = await openPostgres({ ...parseDatabaseUrl(url, 'bench'), ssl: 'disable', sslCa: null });
  /** @type {{ sql: string, parameters: readonly unknown[] }[]} */
  const statements = [];
  const recording = {
    engine: database.engine,
    close: () => database.close(),
    /** @type {typeof database.query} */
    query: (query, parameters) => {
      statements.push({ sql: query.sql, parameters });
      return database.query(query, parameters);
    },
  };
  const publication = 'supabase_realtime';
  const roles = ['anon', 'authenticated'];
  const location = { file: 'bench', line: 1, column: 1 };
  const asked = {
    schema: 'public',
    table: 't1',
    event: '*',
    filter: null,
    location,
    sdk: 'declared',
    via: [],
    role: 'app',
  };
  try {
    await Promise.all([
      readCatalog(recording, { publication, roles, subscriptions: [asked], hasStatistics: true }),
      readServer(recording),
      probePolicies(recording, publication, roles),
    ]);
  } finally {
    await database.close();
  }
  return statements;
}

/** The product itself, from lib/. */
async function loadProduct() {
  compileOnce();
  return {
    ...(await import('../lib/catalog/probe-policies.js')),
    ...(await import('../lib/catalog/read-catalog.js')),
    ...(await import('../lib/catalog/read-server.js')),
    ...(await import('../lib/database/open-postgres.js')),
    ...(await import('../lib/inputs/parse-database-url.js')),
  };
}

/** A DO block takes no parameters and cannot be prepared. */
function toScript({ sql, parameters }, index) {
  if (parameters.length === 0) return `${sql};\n`;
  return `prepare q${index} as ${sql};\nexecute q${index} (${parameters.map(toLiteral).join(', ')});\n`;
}

/** Without a type, as the driver sends it; an array in its text form. */
function toLiteral(parameter) {
  const text = Array.isArray(parameter)
    ? `{${parameter.map((item) => JSON.stringify(item)).join(',')}}`
    : String(parameter);
  return pg.escapeLiteral(text);
}

/** Debian's psql on the PATH is a Perl script that looks for the real one first, which would flatter us. */
function findPsql() {
  const majors = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : [];
  const found = majors.map((major) => join(DEBIAN, major, 'bin', 'psql')).find((path) => existsSync(path));
  if (found !== undefined) return found;
  return spawnSync('psql', ['--version']).status === 0 ? 'psql' : null;
}

async function timeDriver(url, statements) {
  const start = performance.now();
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    await client.query('begin read only');
    for (const { sql, parameters } of statements) await client.query(sql, [...parameters]);
  } finally {
    await client.end();
  }
  return performance.now() - start;
}
