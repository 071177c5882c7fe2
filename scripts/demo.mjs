/**
 * `npm run demo`: realtime-guard on a real database, in a fresh clone and with nothing installed but Node. It fails a
 * broken project, the fix it prints is applied, and it passes. `npm run demo healthy` shows a project without findings.
 *
 * Exits 0 when the story went as told, else 1. Until node_modules is there, only Node's own modules may be imported.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVER_PACKAGE = `pg17-${process.platform}-${process.arch}`;
/** What the first check of each example must exit with. */
const EXAMPLES = { broken: 1, healthy: 0 };
// What a Supabase project has before its first migration.
const SUPABASE = `
  create role anon nologin noinherit;
  create role authenticated nologin noinherit;
  create role service_role nologin noinherit bypassrls;
  create publication supabase_realtime;`;

async function main([example = 'broken']) {
  if (!Object.hasOwn(EXAMPLES, example)) {
    throw new Error(`there is no example "${example}"; choose one of ${Object.keys(EXAMPLES).join(', ')}`);
  }
  await installOnce();
  const { startServer } = await import('./local-postgres.mjs');
  const folder = `examples/crm-realtime/${example}`;
  say(`Starting PostgreSQL 17 and applying the migrations of ${folder}`);
  const server = await startServer({ major: 17 });
  try {
    await tell(example, folder, server.adminUrl);
  } finally {
    await server.stop();
  }
}

/** The story itself. @throws {Error} when it goes another way */
async function tell(example, folder, url) {
  await execute(url, [SUPABASE, ...readMigrations(folder)]);
  say(`$ realtime-guard check --cwd ${folder}`);
  const first = await guard('check', folder, url);
  expect(first.exitCode, EXAMPLES[example]);
  if (first.exitCode === 0) {
    say('Exit code 0: every subscribed table will send its changes.');
    return;
  }
  say('Exit code 1: in CI this stops the pull request. Next, the fix migration is applied, and the check repeated.');
  say(`$ realtime-guard fix --cwd ${folder}  # prints the migration above; it goes to the database`);
  const fix = await guard('fix', folder, url, 'pipe');
  expect(fix.exitCode, 0);
  await execute(url, [fix.output]);
  say(`$ realtime-guard check --cwd ${folder}`);
  expect((await guard('check', folder, url)).exitCode, 0);
  say(`Exit code 0. As a migration file the same fix is in ${folder.replace(example, 'healthy')}.`);
}

/** Installs what package-lock.json names, when the server or its driver is missing. */
async function installOnce() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (optionalDependencies[SERVER_PACKAGE] === undefined) {
    throw new Error(`there is no PostgreSQL package for ${process.platform} on ${process.arch}`);
  }
  const packages = join(ROOT, 'node_modules');
  // Looked up as files: a module that was not found once is not looked for again by the same process.
  if (['pg', SERVER_PACKAGE].every((name) => existsSync(join(packages, name, 'package.json')))) return;
  say('Running `npm ci` (some 500 MB): the demo needs a PostgreSQL server, which realtime-guard itself does not.');
  let installed = false;
  try {
    const { exitCode } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {}, 'ignore');
    installed = exitCode === 0;
  } finally {
    // npm has removed what was there before; half of the new would pass for the whole the next time.
    if (!installed) rmSync(packages, { recursive: true, force: true });
  }
  if (!installed) throw new Error('`npm ci` failed');
}

/** The texts of an example's migrations, in the order they are applied. */
function readMigrations(folder) {
  const path = join(ROOT, folder, 'supabase', 'migrations');
  const names = readdirSync(path).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => readFileSync(join(path, name), 'utf8'));
}

/** Runs each text as one transaction. */
async function execute(url, texts) {
  const { default: pg } = await import('pg');
  // `ssl: false` because PGSSLMODE in the environment would otherwise apply, and this server has no TLS.
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

function guard(command, folder, url, stdout = 'inherit') {
  const words = ['dist/cli/index.js', command, '--cwd', folder];
  return run(process.execPath, words, { REALTIME_GUARD_DATABASE_URL: url }, stdout);
}

/**
 * Runs a program to its end. A signal ends the program first, with all that it started, and then this process; npm
 * left to itself would first install to the end and then undo it.
 * @returns {Promise<{ exitCode: number | null, output: string }>} `output` is what stdout had when it is a pipe
 * @throws {Error & { signal: NodeJS.Signals }} for a signal
 */
async function run(program, words, environment, stdout) {
  const env = { ...process.env, ...environment };
  const child = spawn(program, words, { cwd: ROOT, env, stdio: ['ignore', stdout, 'inherit'], detached: true });
  let received;
  const end = (signal) => {
    received = signal;
    process.kill(-child.pid, 'SIGKILL');
  };
  // Before the server goes, so that the program has no time to report that it went.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.prependListener(signal, end);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  try {
    const exitCode = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (received) throw Object.assign(new Error(`ended by ${received}`), { signal: received });
    return { exitCode, output };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end);
  }
}

function expect(exitCode, wanted) {
  if (exitCode !== wanted) throw new Error(`the exit code is ${exitCode}, and should be ${wanted}`);
}

function say(text) {
  console.log(`\n${text}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  main(process.argv.slice(2)).catch((error) => {
    if (error.signal) process.kill(process.pid, error.signal);
    else console.error(`\ndemo: ${error.message}`);
    process.exitCode = 1;
  });
}
