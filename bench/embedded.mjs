import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataDirectory } from './embedded-once.mjs';
import { writeHistory } from './history.mjs';
import { measureRounds, medianOf, timeOnce } from './measure.mjs';
import { peakMemory } from './peak-memory.mjs';
import { DIST, migrationsOnly } from './programs.mjs';
import { toRow } from './report.mjs';

const ONCE = fileURLToPath(new URL('./embedded-once.mjs', import.meta.url));

/**
 * The embedded database: opening it beside the bare engine, a replay beside the same statements without the blame, a
 * large history whole, and what all of it weighs.
 * @param {string} folder for what it needs, empty
 * @param {number} repetitions
 */
export async function embeddedRows(folder, repetitions) {
  const tar = join(folder, 'data.tar');
  writeFileSync(tar, dataDirectory());
  const [medium, large] = [join(folder, 'medium'), join(folder, 'large')];
  writeHistory(medium, 200);
  writeHistory(large, 500);
  const rounds = await measureRounds(
    {
      bare: () => once('bare', tar),
      open: () => once('open'),
      loop: () => once('loop', medium),
      replay: () => once('replay', medium),
      large: () => timeOnce(migrationsOnly(large)),
    },
    repetitions,
  );
  const row = (what, name, reference, budget) =>
    toRow({
      what,
      measured: medianOf(rounds, (round) => round[name]),
      unit: 'ms',
      reference: { name: reference[0], value: medianOf(rounds, (round) => round[reference[1]]) },
      ratio: medianOf(rounds, (round) => round[name] / round[reference[1]]),
      budget,
    });
  return [
    row('embedded database to its first query', 'open', ['bare PGlite', 'bare'], 1.15),
    row('replay of 2,400 statements', 'replay', ['without blame', 'loop'], 1.25),
    toRow({
      what: 'command line, 500 files of 6,000 statements',
      measured: medianOf(rounds, (round) => round.large),
      unit: 'ms',
      budget: 15_000,
    }),
    toRow({ what: '  peak memory', measured: peakMemory(migrationsOnly(large)), unit: 'MB', budget: 600 }),
    toRow({ what: 'dist/ in all', measured: sizeOf(DIST), unit: 'bytes', budget: 14_000_000 }),
  ];
}

/** @returns {number} what the process says it took */
function once(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ONCE, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return Number(stdout);
}

function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
