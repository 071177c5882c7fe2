import { displayText } from '../model/names.js';
import type { Conclusion } from '../model/verdict.js';
import type { Paint } from './paint.js';
import { wrap } from './text-layout.js';

const MARKS: Readonly<Record<Conclusion, string>> = { success: '✔', failure: '✖', undetermined: '?' };

/** What ends a report for the terminal: how it went, and why it could not be told when it could not. */
export interface Closing {
  readonly conclusion: Conclusion;
  readonly reason: string | null;
  readonly limits: readonly string[];
}

/** What was not looked at; the reason of an undetermined run stands in the last line already. */
export function renderNotes({ limits, reason }: Closing, columns: number): string {
  const notes = limits.filter((limit) => limit !== reason);
  return notes.flatMap((limit) => wrap(`Note: ${displayText(limit)}`, columns)).join('\n');
}

/** The last line: the conclusion, and what was found or why nothing is known. */
export function renderClosing({ conclusion, reason }: Closing, said: string, paint: Paint, columns: number): string {
  const stroke = { success: paint.green, failure: paint.red, undetermined: paint.yellow }[conclusion];
  return wrap(`${MARKS[conclusion]} ${conclusion}: ${reason === null ? said : displayText(reason)}`, columns)
    .map((line) => stroke(line))
    .join('\n');
}
