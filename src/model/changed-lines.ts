/** Lines that follow each other, from the first to the last, which count from 1; and what they say, without line breaks. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
  readonly texts: readonly string[];
}

/**
 * What a pull request adds or changes, by file, relative to the repository with `/`: the ranges of its lines as they are
 * after it. Null for a file whose lines are not told, such as one that changes too much.
 */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[] | null>;

/** Whether the pull request changes that line; a file whose lines are not told counts as unchanged. */
export function isChanged(
  changes: ChangedLines,
  { file, line }: { readonly file: string; readonly line: number },
): boolean {
  const ranges = changes.get(file) ?? [];
  return ranges.some(({ first, last }) => first <= line && line <= last);
}

/** What a changed line says; null for any other. */
export function textOfChanged(changes: ChangedLines, file: string, line: number): string | null {
  const range = (changes.get(file) ?? []).find(({ first, last }) => first <= line && line <= last);
  return range?.texts[line - range.first] ?? null;
}
