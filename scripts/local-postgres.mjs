/**
 * Throw-away real PostgreSQL servers, from the npm packages in optionalDependencies.
 *
 * In a terminal: `node scripts/local-postgres.mjs 17` prints the URL of a fresh server and runs it until Ctrl-C.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { account, packageFolder, temporaryRoot, usableBinaries } from './postgres/binaries.mjs';
import { HOST, launch, logTail, openEntry, run, shutDown, shutDownAll } from './postgres/lifecycle.mjs';

export { SUPPORTED_MAJORS } from './postgres/binaries.mjs';

const USER = 'postgres';

/**
 * Starts a fresh server on a free port of 127.0.0.1. It ends with `stop()`, or with this process unless that is killed
 * by SIGKILL.
 * @param {{ major: number, log?: (line: string) => void }} options `log` hears of each step
 * @returns {Promise<import('./local-postgres.d.mts').Server>}
 * @throws {Error} when there is no package for this machine, or when the server dies or is not ready in a minute (with
 * the end of its log)
 */
export async function startServer({ major, log = () => {} }) {
  const source = packageFolder(major);
  const owner = account();
  const entry = openEntry(join(temporaryRoot(owner), `rg-pg${major}-`));
  try {
    const password = randomBytes(18).toString('base64url');
    const native = await initialise(entry, source, owner, password);
    log(`PostgreSQL ${major}: data folder made in ${entry.folder}`);
    // A stranger on the same port does not know the password, so that success is our server's.
    const connect = (port) => execute(urlOf(port, password, 'postgres'), 'select 1');
    const port = await launch(entry, native, owner, connect);
    log(`PostgreSQL ${major}: ready on port ${port}`);
    return describe(entry, major, port, password);
  } catch (error) {
    await shutDown(entry);
    throw error;
  }
}

/** Stops every server this process started. @returns {Promise<void>} */
export async function stopServers() {
  await shutDownAll();
}

/**
 * Makes an empty database. `drop()` closes the connections that are still open to it.
 * @param {{ adminUrl: string }} server
 * @param {string} [name] a random one when left out
 * @returns {Promise<import('./local-postgres.d.mts').Database>}
 * @throws {pg.DatabaseError} 42P04 when the name is taken
 */
export async function createDatabase(server, name = `db_${randomBytes(8).toString('hex')}`) {
  const quoted = pg.escapeIdentifier(name);
  await execute(server.adminUrl, `create database ${quoted} template template0`);
  const url = new URL(server.adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return {
    name,
    url: url.href,
    drop: () => execute(server.adminUrl, `drop database if exists ${quoted} with (force)`),
  };
}

async function execute(url, sql) {
  // `ssl: false` because PGSSLMODE in the environment would otherwise apply, and these servers have no TLS.
  const client = new pg.Client({ connectionString: url, ssl: false, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Runs initdb. @returns {Promise<string>} the folder of the binaries to use */
async function initialise(entry, source, owner, password) {
  const native = await usableBinaries(join(source, 'native'), join(entry.folder, 'native'), owner);
  const passwordFile = join(entry.folder, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner.uid !== undefined) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, entry.folder]);
  const files = ['-D', join(entry.folder, 'data'), `--pwfile=${passwordFile}`, '--no-sync', '--no-instructions'];
  // The one locale that every platform and every major has.
  const contents = ['-U', USER, '-E', 'UTF8', '--locale=C'];
  const access = ['--auth-host=scram-sha-256', '--auth-local=scram-sha-256'];
  run(entry, join(native, 'bin', 'initdb'), owner, [...files, ...contents, ...access]);
  const end = await entry.end;
  if (end !== 'code 0') throw new Error(`initdb ended with ${end}.\n${logTail(entry)}`);
  await rm(passwordFile);
  return native;
}

function urlOf(port, password, database) {
  return `postgresql://${USER}:${password}@${HOST}:${port}/${encodeURIComponent(database)}`;
}

function describe(entry, major, port, password) {
  const url = (database) => urlOf(port, password, database);
  const facts = { major, port, host: HOST, user: USER, password, adminUrl: url('postgres') };
  return { ...facts, dataFolder: join(entry.folder, 'data'), pid: entry.child.pid, url, stop: () => shutDown(entry) };
}

async function main([major = '17']) {
  const server = await startServer({ major: Number(major), log: console.error });
  console.log(server.adminUrl);
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
