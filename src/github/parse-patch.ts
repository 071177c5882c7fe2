import type { LineRange } from '../model/changed-lines.js';

/** `@@ -10,7 +12,9 @@`: where the hunk stands in the file as it is after the change. */
const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * The lines that a patch adds, as ranges that follow each other.
 * @param patch of one file, in the unified format, without the two lines that name the file
 */
export function parsePatch(patch: string): readonly LineRange[] {
  const ranges: { first: number; last: number; texts: string[] }[] = [];
  let line = 0;
  for (const text of patch.split('\n')) {
    const [, start] = HUNK.exec(text) ?? [];
    if (start !== undefined) line = Number(start);
    else if (text.startsWith('+')) {
      const added = text.slice(1);
      const open = ranges.at(-1);
      if (open !== undefined && open.last === line - 1) {
        open.last = line;
        open.texts.push(added);
      } else ranges.push({ first: line, last: line, texts: [added] });
      line += 1;
    } else if (text.startsWith(' ')) line += 1;
    // A line that begins with `-` is gone, and one with a backslash says that the file ends without a line break.
  }
  return ranges;
}
