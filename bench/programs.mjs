import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./measure.mjs').Program} Program */

/** The entries that are shipped. */
export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

// Nothing of the caller's environment: NODE_OPTIONS or NODE_EXTRA_CA_CERTS would be measured as well.
const CLEAN = { PATH: process.env.PATH ?? '' };

/** Node itself, the least that any of this can take. @param {string} cwd @returns {Program} */
export function nodeAlone(cwd) {
  return { file: process.execPath, words: ['-e', '0'], cwd, env: CLEAN, exitCode: 0 };
}

/**
 * The command line, as `check`.
 * @param {string} url of the database
 * @param {string} cwd where a config file is looked for
 * @param {readonly string[]} words what follows `check`
 * @returns {Program}
 */
export function commandLine(url, cwd, words = [], exitCode = 0) {
  const env = { ...CLEAN, REALTIME_GUARD_DATABASE_URL: url };
  return { file: process.execPath, words: [join(DIST, 'cli/index.js'), 'check', ...words], cwd, env, exitCode };
}

/**
 * The command line where there are only migrations.
 * @param {string} cwd the project
 * @returns {Program}
 */
export function migrationsOnly(cwd) {
  return { file: process.execPath, words: [join(DIST, 'cli/index.js'), 'check'], cwd, env: CLEAN, exitCode: 0 };
}

/**
 * The list of what the source in a folder subscribes to.
 * @param {string} cwd
 * @returns {Program}
 */
export function subscriptionsOnly(cwd) {
  const words = [join(DIST, 'cli/index.js'), 'subscriptions', '--format', 'json'];
  return { file: process.execPath, words, cwd, env: CLEAN, exitCode: 0 };
}

/** git's search for the files in which a word stands. @param {string} cwd @param {string} word @returns {Program} */
export function gitGrep(cwd, word) {
  return { file: 'git', words: ['grep', '-l', word], cwd, env: CLEAN, exitCode: 0 };
}

/** The same with the scripts among those files parsed, as `parse-candidates.mjs` says. @param {string} cwd @returns {Program} */
export function parseCandidates(cwd) {
  const script = fileURLToPath(new URL('parse-candidates.mjs', import.meta.url));
  return { file: process.execPath, words: [script], cwd, env: CLEAN, exitCode: 0 };
}

/**
 * The action, as the runner starts it.
 * @param {string} url of the database
 * @param {string} cwd the workspace; outputs and summary go to files beside it
 * @returns {Program}
 */
export function action(url, cwd) {
  const files = { GITHUB_OUTPUT: `${cwd}.output`, GITHUB_STEP_SUMMARY: `${cwd}.summary.md` };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const env = { ...CLEAN, ...files, 'INPUT_DATABASE-URL': url };
  return { file: process.execPath, words: [join(DIST, 'index.js')], cwd, env, exitCode: 0 };
}
