import type { SourceFile } from './source-file.js';

/** A comment of ours in the source, and the lines that it may speak of. */
export interface Pragma {
  /** Its own line, from 1. */
  readonly line: number;
  /** The last line of the statement below it, or its own line when code stands before it. */
  readonly last: number;
  readonly says:
    | { readonly kind: 'tables'; readonly tables: readonly { readonly schema: string; readonly table: string }[] }
    | { readonly kind: 'ignore'; readonly reason: string }
    /** It cannot be followed; why, for people. */
    | { readonly kind: 'wrong'; readonly problem: string };
}

const MARK = /(?:\/\/|#|\/\*|<!--|^\s*\*)\s*realtime-guard:\s*(.*)$/;
const MOST_LINES = 40;

/** The comments `realtime-guard: tables public.a, public.b` and `realtime-guard: ignore <reason>` of a file. */
export function readPragmas({ text }: SourceFile): readonly Pragma[] {
  if (!text.includes('realtime-guard:')) return [];
  const lines = text.split(/\r\n?|\n/);
  return lines.flatMap((content, index): readonly Pragma[] => {
    const match = MARK.exec(content);
    if (match === null) return [];
    const [written, said = ''] = match;
    const isBehindCode = content.slice(0, content.length - written.length).trim() !== '';
    const last = isBehindCode ? index + 1 : endOfStatement(lines, index + 1);
    return [{ line: index + 1, last, says: toSaying(said.replace(/(\*\/|-->)\s*$/, '').trim()) }];
  });
}

/** The line, from 1, that the statement after a line ends in: a blank line, a semicolon or a bracket ends it. */
function endOfStatement(lines: readonly string[], from: number): number {
  for (let index = from; index < Math.min(lines.length, from + MOST_LINES); index += 1) {
    const line = lines[index]?.trim() ?? '';
    const isComment = /^(\/\/|#|\/\*|\*)/.test(line);
    if (line === '') return index;
    if (!isComment && /[;{}]\s*$/.test(line)) return index + 1;
  }
  return Math.min(lines.length, from + MOST_LINES);
}

function toSaying(said: string): Pragma['says'] {
  const [word = ''] = said.split(/\s/, 1);
  const rest = said.slice(word.length).trim();
  if (word === 'ignore') {
    if (rest !== '') return { kind: 'ignore', reason: rest };
    return { kind: 'wrong', problem: 'ignore needs a reason behind it' };
  }
  if (word !== 'tables') return { kind: 'wrong', problem: `"${word}" is neither tables nor ignore` };
  const tables = toTables(rest);
  return tables === null
    ? { kind: 'wrong', problem: `"${rest}" is no list of tables, as public.a, public."B"` }
    : { kind: 'tables', tables };
}

const NAME = /^(?:"((?:[^"]|"")+)"|([^\s".,]+))/;

/** Names as SQL writes them; one without a schema is in public. Null when something else stands there. */
function toTables(text: string): readonly { readonly schema: string; readonly table: string }[] | null {
  const tables: { schema: string; table: string }[] = [];
  let rest = text;
  const take = (): string | null => {
    const match = NAME.exec(rest);
    if (match === null) return null;
    rest = rest.slice(match[0].length);
    return match[1]?.replaceAll('""', '"') ?? match[2] ?? null;
  };
  do {
    rest = rest.replace(/^,?\s*/, '');
    const first = take();
    if (first === null) return null;
    const isQualified = rest.startsWith('.');
    if (isQualified) rest = rest.slice(1);
    const second = isQualified ? take() : null;
    if (isQualified && second === null) return null;
    tables.push(second === null ? { schema: 'public', table: first } : { schema: first, table: second });
    rest = rest.trimStart();
  } while (rest.startsWith(','));
  return rest === '' ? tables : null;
}
