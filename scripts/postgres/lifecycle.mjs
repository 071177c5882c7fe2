import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Where every server listens. */
export const HOST = '127.0.0.1';

const READY_LIMIT_MS = 60_000;
const PORT_ATTEMPTS = 5;
// How long each signal has to end a server: fast shutdown, immediate shutdown, force.
const STOP_STEPS = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
const EXIT_LIMIT_MS = 6_000;
// Durability is worth nothing here, and costs seconds; logical decoding is what Realtime needs.
const SETTINGS = {
  listen_addresses: HOST,
  wal_level: 'logical',
  max_connections: '100',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  timezone: 'UTC',
};
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };

/**
 * @typedef {import('./binaries.mjs').Owner} Owner
 * @typedef {object} Entry one server, from the making of its folder on
 * @property {string} folder everything it owns: data, log, socket
 * @property {NodeJS.Signals} quit the signal that ends the child soonest without leaving anything behind
 * @property {import('node:child_process').ChildProcess} [child] initdb, then postgres
 * @property {Promise<string>} [end] how the child ended, in words
 * @property {Promise<void>} [stopping]
 */

/** What this process has running or half-started. @type {Set<Entry>} */
const entries = new Set();

/**
 * Makes the folder of a server, which goes when this process does: one synchronous step, so that no signal can come
 * between making the folder and knowing about it.
 * @param {string} prefix of the folder's path
 * @returns {Entry}
 */
export function openEntry(prefix) {
  const entry = { folder: mkdtempSync(prefix), quit: 'SIGTERM' };
  entries.add(entry);
  cleanUpWithProcess();
  return entry;
}

/**
 * Starts one of PostgreSQL's programs as the entry's child. `entry.end` tells how it ended, and never rejects.
 * @param {Entry} entry
 * @param {string} file
 * @param {Owner} owner
 * @param {string[]} args
 */
export function run(entry, file, owner, args) {
  const log = openSync(join(entry.folder, 'log'), 'w');
  // A clean environment: PGDATA or a foreign locale would change what runs, and what its log says.
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const child = spawn(file, args, { ...owner, env, cwd: entry.folder, stdio: ['ignore', log, log] });
  closeSync(log);
  entry.child = child;
  entry.end = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
}

/**
 * Starts the server.
 * @param {Entry} entry with a data folder
 * @param {string} native the folder of the binaries
 * @param {Owner} owner
 * @param {(port: number) => Promise<unknown>} connect rejects for as long as the server does not serve
 * @returns {Promise<number>} its port, once it takes connections
 * @throws {Error} when it dies, or is not ready in a minute (with the end of its log)
 */
export async function launch(entry, native, owner, connect) {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const folders = ['-D', join(entry.folder, 'data'), '-k', entry.folder];
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    run(entry, join(native, 'bin', 'postgres'), owner, [...folders, '-p', String(port), ...settings]);
    // On SIGQUIT the server ends at once, without a checkpoint.
    entry.quit = 'SIGQUIT';
    const problem = await notReady(entry, () => connect(port));
    if (problem === undefined) return port;
    // Another process can take the port between our look and the server's start.
    const collided = logTail(entry).includes('Address already in use');
    if (!collided || attempt === PORT_ATTEMPTS) throw new Error(`The server ${problem}.\n${logTail(entry)}`);
  }
}

/** @returns {Promise<string | undefined>} why the server will not serve; undefined once it does */
async function notReady(entry, connect) {
  const deadline = Date.now() + READY_LIMIT_MS;
  while (Date.now() < deadline) {
    const answered = await connect().then(
      () => true,
      () => false,
    );
    if (answered) return undefined;
    if (!isRunning(entry)) return `ended with ${await entry.end}`;
    await delay(20);
  }
  return `was not ready in ${READY_LIMIT_MS / 1000} s`;
}

async function freePort() {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/**
 * The last lines of what the entry's child said.
 * @param {Entry} entry
 * @returns {string}
 */
export function logTail(entry) {
  const log = join(entry.folder, 'log');
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20).join('\n') : '';
}

function isRunning({ child }) {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/**
 * Ends the server with the gentlest signal that works and removes its folder. Safe to call more than once.
 * @param {Entry} entry
 * @returns {Promise<void>}
 */
export function shutDown(entry) {
  entry.stopping ??= (async () => {
    for (const [signal, limitMs] of STOP_STEPS) {
      if (!isRunning(entry)) break;
      entry.child.kill(signal);
      await Promise.race([entry.end, delay(limitMs, undefined, { ref: false })]);
    }
    await rm(entry.folder, REMOVE);
    entries.delete(entry);
  })();
  return entry.stopping;
}

/** Shuts down every server of this process. @returns {Promise<void>} */
export async function shutDownAll() {
  await Promise.all([...entries].map(shutDown));
}

/** Makes the end of this process the end of its servers. Does nothing the second time. */
function cleanUpWithProcess() {
  if (process.listeners('exit').includes(shutDownNow)) return;
  process.on('exit', shutDownNow);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, shutDownOnSignal);
}

/**
 * Listens until all is clean: under `npm run` Ctrl-C arrives twice, from the terminal and from npm, and the second
 * would end this process in the middle.
 */
function shutDownOnSignal(/** @type {NodeJS.Signals} */ signal) {
  shutDownNow();
  process.off(signal, shutDownOnSignal);
  // Having a listener switched off the signal's own effect; whoever else listens decides instead of us.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

/** The synchronous way to end: nothing asynchronous runs any more when a process exits. */
function shutDownNow() {
  const running = [...entries].filter(isRunning);
  for (const { child, quit } of running) child.kill(quit);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const deadline = Date.now() + EXIT_LIMIT_MS;
  // A server removes this file last. (The process id tells nothing: the process stays a zombie until we end.)
  const alive = ({ folder }) => existsSync(join(folder, 'data', 'postmaster.pid'));
  while (running.some(alive) && Date.now() < deadline) Atomics.wait(pause, 0, 0, 20);
  for (const entry of entries) rmSync(entry.folder, REMOVE);
  entries.clear();
}
