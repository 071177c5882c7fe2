import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeOnce } from './measure.mjs';

const PRELOAD = new URL('./preload-peak-memory.mjs', import.meta.url).href;
const RUNS = 3;

/**
 * The most memory a Node program held at once: the largest of three runs, as its collector does not always run at the
 * same moment.
 * @param {import('./measure.mjs').Program} program of which `file` is Node
 * @returns {number} MB (1,000,000 bytes) of resident memory
 */
export function peakMemory(program) {
  const folder = mkdtempSync(join(tmpdir(), 'rg-memory-'));
  const file = join(folder, 'peak');
  const words = ['--import', PRELOAD, ...program.words];
  const env = { ...program.env, BENCH_PEAK_MEMORY_FILE: file };
  try {
    const peaks = Array.from({ length: RUNS }, () => {
      timeOnce({ ...program, words, env });
      return Number(readFileSync(file, 'utf8'));
    });
    return (Math.max(...peaks) * 1024) / 1_000_000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
