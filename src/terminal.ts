import picocolors from 'picocolors';
import type { Paint } from './reports/paint.js';

/** Standard output carries the report alone. Answers with the exit code of a command that has nothing else to say. */
export function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

/** Everything else goes to standard error. */
export function complain(text: string): void {
  process.stderr.write(`realtime-guard: ${text}\n`);
}

/** The colours of standard output, or none. */
export function paint(): Paint {
  return picocolors.createColors(isColoured());
}

/** NO_COLOR and FORCE_COLOR first (no-color.org, force-color.org), else only where a person reads. */
function isColoured(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return process.stdout.isTTY && TERM !== 'dumb';
}
