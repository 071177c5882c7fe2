/**
 * `npm run bench`: what realtime-guard costs, beside what the same costs without it; README.md says why. Exits 1 when
 * something is over its budget. Options: --json FILE, --repetitions N (of a start), --large-repetitions N.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from '../scripts/local-postgres.mjs';
import { embeddedRows } from './embedded.mjs';
import { loadedBytes } from './loaded-bytes.mjs';
import { measureRounds, medianOf, timeOnce } from './measure.mjs';
import { peakMemory } from './peak-memory.mjs';
import { action, commandLine, DIST, nodeAlone } from './programs.mjs';
import { renderTable, toRow } from './report.mjs';
import { ruleRows } from './rules.mjs';
import { sameQueries } from './same-queries.mjs';
import { sourceRows } from './source.mjs';
import { createTables, keepQuiet } from './tables.mjs';

const SUBSCRIBED = ['--subscriptions', 'public.t1'];

async function main(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      json: { type: 'string' },
      repetitions: { type: 'string', default: '15' },
      'large-repetitions': { type: 'string', default: '5' },
    },
  });
  buildOnce();
  const folder = temporaryFolder();
  const server = await startServer({ major: 17 });
  try {
    await keepQuiet(server);
    const small = await createTables(server, 31, 'full');
    const empty = workspace(folder, 'empty');
    const rows = [
      ...(await startRows(small, empty, Number(values.repetitions))),
      ...(await largeRows(server, small, empty, Number(values['large-repetitions']))),
      ...(await embeddedRows(workspace(folder, 'embedded'), Number(values['large-repetitions']))),
      ...(await ruleRows(empty, Number(values['large-repetitions']))),
      ...(await sourceRows(workspace(folder, 'source'), Number(values['large-repetitions']))),
      ...byteRows(small, empty, workspace(folder, 'configured', 'subscriptions:\n  - public.t1\n')),
    ];
    const machine = { node: process.version, cpus: availableParallelism() };
    console.log(`Node ${machine.node}, ${machine.cpus} CPUs, PostgreSQL 17\n\n${renderTable(rows)}`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...machine, rows }, null, 2)}\n`);
    if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

/** From the start of the process to its verdict on 31 healthy tables. */
async function startRows(url, cwd, repetitions) {
  say(`${repetitions} starts of each entry`);
  const rounds = await measureRounds(
    {
      node: () => timeOnce(nodeAlone(cwd)),
      cli: () => timeOnce(commandLine(url, cwd, SUBSCRIBED)),
      action: () => timeOnce(action(url, cwd)),
    },
    repetitions,
  );
  const row = toTimeRow(rounds, 'node -e 0', (round) => round.node);
  return [
    row('command line, 31 tables', (round) => round.cli, 4.5),
    row('action, 31 tables', (round) => round.action, 6),
  ];
}

/** 10,000 tables: healthy ones, then as many findings. */
async function largeRows(server, small, cwd, repetitions) {
  say('making 10,000 tables twice');
  const healthy = await createTables(server, 10_000, 'full');
  const broken = await createTables(server, 10_000, 'default');
  const check = commandLine(healthy, cwd, SUBSCRIBED);
  const checkSmall = commandLine(small, cwd, SUBSCRIBED);
  const report = commandLine(broken, cwd, [...SUBSCRIBED, '--format', 'json'], 1);
  const queries = await sameQueries(healthy, cwd);
  say(`${repetitions} checks of 10,000 tables, and of as many findings`);
  const rounds = await measureRounds(
    {
      check: () => timeOnce(check),
      queries: queries.measure,
      checkSmall: () => timeOnce(checkSmall),
      report: () => timeOnce(report),
    },
    repetitions,
  );
  const row = toTimeRow(rounds, queries.name, (round) => round.queries);
  return [
    row('command line, 10,000 tables', (round) => round.check),
    row('  less the same on 31 tables', (round) => round.check - round.checkSmall, 1.3),
    toRow({ what: '  peak memory', measured: peakMemory(check), unit: 'MB', budget: 150 }),
    row('10,000 findings as JSON', (round) => round.report),
    toRow({ what: '  peak memory', measured: peakMemory(report), unit: 'MB' }),
  ];
}

/** Makes rows of times that are compared with the same reference, round by round. */
function toTimeRow(rounds, name, tellReference) {
  const reference = { name, value: medianOf(rounds, tellReference) };
  return (what, tell, budget) => {
    const ratio = medianOf(rounds, (round) => tell(round) / tellReference(round));
    return toRow({ what, measured: medianOf(rounds, tell), unit: 'ms', reference, ratio, budget });
  };
}

/** What is loaded of dist/ for one check. */
function byteRows(url, empty, configured) {
  const runs = {
    'command line': commandLine(url, empty, SUBSCRIBED),
    'command line with a config file': commandLine(url, configured),
    action: action(url, empty),
    'action with a config file': action(url, configured),
  };
  return Object.entries(runs).map(([name, program]) => {
    const { bytes, files } = loadedBytes(program);
    return toRow({ what: `dist/ loaded by the ${name}`, measured: bytes, unit: 'bytes', budget: 800_000, files });
  });
}

/** Goes with this process, however that ends; the server listens for the same signals and ends the process. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'rg-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const event of ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP']) process.once(event, remove);
  return folder;
}

function workspace(folder, name, config) {
  const path = join(folder, name);
  mkdirSync(path);
  if (config !== undefined) writeFileSync(join(path, 'realtime-guard.yml'), config);
  return path;
}

function buildOnce() {
  if (existsSync(join(DIST, 'index.js')) && existsSync(join(DIST, 'cli/index.js'))) return;
  const script = fileURLToPath(new URL('../scripts/bundle.mjs', import.meta.url));
  if (spawnSync(process.execPath, [script], { stdio: ['ignore', 2, 2] }).status !== 0) throw new Error('no dist/');
}

/** Progress, beside the table. */
function say(text) {
  console.error(`bench: ${text}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`bench: ${error.message}`);
    process.exitCode = 1;
  });
}
