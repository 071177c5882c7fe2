import { spawnSync } from 'node:child_process';

/**
 * @typedef {object} Program a process to start
 * @property {string} file
 * @property {readonly string[]} words
 * @property {string} cwd
 * @property {Readonly<Record<string, string>>} env the whole environment it gets
 * @property {number} exitCode the one it must end with: a run that fails fast is no measurement
 */

/**
 * Runs a program to its end.
 * @param {Program} program
 * @returns {number} wall time in milliseconds
 * @throws {Error} for another exit code, with what the program said on stderr
 */
export function timeOnce({ file, words, cwd, env, exitCode }) {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(file, words, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const elapsed = performance.now() - start;
  if (error) throw error;
  if (status !== exitCode) throw new Error(`${file} ${words[0]} ended with ${status}, not ${exitCode}: ${stderr}`);
  return elapsed;
}

/**
 * Measures several things in turn, again and again, so that a slow minute of the machine falls on all of them. One
 * round before the first only warms the caches.
 * @template {string} Name
 * @param {Readonly<Record<Name, () => number | Promise<number>>>} subjects each gives its time in milliseconds
 * @param {number} repetitions
 * @returns {Promise<Record<Name, number>[]>} a record a round
 */
export async function measureRounds(subjects, repetitions) {
  const rounds = [];
  for (let number = 0; number <= repetitions; number += 1) {
    const round = {};
    for (const [name, measure] of Object.entries(subjects)) round[name] = await measure();
    if (number > 0) rounds.push(round);
  }
  return rounds;
}

/**
 * The median over the rounds of what is told of each. Of a ratio it is steadier than the ratio of two medians.
 * @template Round
 * @param {readonly Round[]} rounds at least one
 * @param {(round: Round) => number} tell
 */
export function medianOf(rounds, tell) {
  const sorted = rounds.map(tell).sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
