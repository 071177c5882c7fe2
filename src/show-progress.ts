import { displayText } from './model/names.js';
import { digits } from './model/plural.js';
import type { ReplayProgress } from './model/progress.js';

/** A terminal is told as often as a person can read; a log only when the replay is long. */
const TERMINAL_MS = 100;
const LOG_MS = 10_000;

/**
 * Tells how far the replay is: on a terminal in one line that is rewritten and taken away at the end, in a log by a
 * line every ten seconds, so that a short replay leaves no trace.
 * @param write to the terminal or the log
 */
export function progressTo(write: (text: string) => void, isTerminal: boolean): (progress: ReplayProgress) => void {
  let last = Date.now();
  return (progress) => {
    const isOver = progress.file === null;
    const now = Date.now();
    if (isTerminal && isOver) write('\r\u001b[K');
    if (isOver || now - last < (isTerminal ? TERMINAL_MS : LOG_MS)) return;
    last = now;
    write(isTerminal ? `\r\u001b[K${renderProgress(progress)}` : `${renderProgress(progress)}\n`);
  };
}

function renderProgress({ file, files, statements }: ReplayProgress): string {
  const done = `${digits(statements.done)} of ${digits(statements.all)} statements`;
  return `replaying the migrations: ${done}, file ${files.done + 1} of ${files.all} (${displayText(file ?? '')})`;
}
