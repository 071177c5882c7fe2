import { skipBlank, skipToken } from './skip-token.js';

/** What a statement does to the transaction; `rollback to` takes back a part of it, `prepared` is about another one. */
export type TransactionControl =
  | 'begin'
  | 'commit'
  | 'rollback'
  | 'savepoint'
  | 'release'
  | 'rollback-to'
  | 'prepare'
  | 'prepared';

const TRANSACTION_CONTROL: readonly (readonly [TransactionControl, RegExp])[] = [
  ['prepared', /^(commit|rollback) prepared$/],
  ['prepare', /^prepare transaction$/],
  ['rollback-to', /^rollback (work |transaction )?to$/],
  ['begin', /^(begin|start transaction)$/],
  ['commit', /^(commit|end)$/],
  ['rollback', /^(rollback|abort)$/],
  ['savepoint', /^savepoint$/],
  ['release', /^release$/],
];

/**
 * What a statement does to the transaction, or null when it is no BEGIN, COMMIT, ROLLBACK or the like.
 * @param text from its first token, as splitStatements gives it
 */
export function readTransactionControl(text: string): TransactionControl | null {
  const words = firstWords(text, 3);
  const starts = words.map((_, index) => words.slice(0, index + 1).join(' '));
  return TRANSACTION_CONTROL.find(([, pattern]) => starts.some((start) => pattern.test(start)))?.[0] ?? null;
}

/** Whether a statement only opens, ends or marks a transaction. */
export function isTransactionControl(text: string): boolean {
  return readTransactionControl(text) !== null;
}

/**
 * What could change what Realtime needs, or hide such a change: tables, publications, schemas with their tables, and
 * what runs code of its own. A function called by SELECT is left out: nearly every SELECT of a migration is harmless.
 */
const MATTERS = new RegExp(
  `^(${[
    'create ((global|local) )?((temp|temporary|unlogged|foreign) )?table',
    '(create|alter|drop) (publication|schema)',
    '(alter|drop) (foreign )?table',
    'drop owned',
    'import foreign schema',
    'do',
    'call',
    'execute',
  ].join('|')})( |$)`,
);

/**
 * Whether a statement that failed leaves the facts in doubt.
 * @param text from its first token, as splitStatements gives it
 */
export function matters(text: string): boolean {
  return MATTERS.test(firstWords(text, 4).join(' ')) || isSelectInto(text);
}

/** The first tokens in lower case; a quoted name keeps its quotes, and so is no keyword. */
function firstWords(text: string, count: number): readonly string[] {
  const words: string[] = [];
  for (const token of tokensOf(text)) {
    words.push(token);
    if (words.length === count) break;
  }
  return words;
}

/** SELECT ... INTO makes a table; INSERT INTO and MERGE INTO, which may follow WITH, do not. */
function isSelectInto(text: string): boolean {
  if (!/^(select|with)\b/i.test(text)) return false;
  let depth = 0;
  let previous = '';
  for (const token of tokensOf(text)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === 'into' && depth === 0 && !/^(insert|merge|as|\.)$/.test(previous)) return true;
    previous = token;
  }
  return false;
}

function* tokensOf(text: string): Generator<string> {
  for (let at = skipBlank(text, 0); at < text.length; ) {
    const end = skipToken(text, at);
    yield text.slice(at, end).toLowerCase();
    at = skipBlank(text, end);
  }
}
