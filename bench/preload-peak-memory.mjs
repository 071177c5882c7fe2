// Loaded with --import before the program that is measured; so unlike all other files it acts when imported. Leaves the
// process's peak of resident memory, in KiB, in the file that BENCH_PEAK_MEMORY_FILE names.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK_MEMORY_FILE, String(peakOfThisProcess())));

/** getrusage also counts what the parent held when it forked, so Linux is asked for this program's own peak. */
function peakOfThisProcess() {
  const status = '/proc/self/status';
  const [, own] = (existsSync(status) && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))) || [];
  return own ?? process.resourceUsage().maxRSS;
}
