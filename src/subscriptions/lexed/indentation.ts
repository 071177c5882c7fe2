import type { LexedFile } from './lexed-file.js';

const BLOCKS = new WeakMap<LexedFile, ReadonlyMap<number, number>>();

/** Where the block ends whose head begins with this token, which is the first of its line. */
export function indentedBlockEnd(file: LexedFile, token: number): number {
  let ends = BLOCKS.get(file);
  if (ends === undefined) {
    ends = findBlockEnds(file);
    BLOCKS.set(file, ends);
  }
  return ends.get(token) ?? file.count;
}

/** For the first token of each statement, where a statement follows that is not indented more. */
function findBlockEnds(file: LexedFile): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: { token: number; column: number }[] = [];
  for (let token = 0; token < file.count; token = file.next(token)) {
    if (!file.isFirstOnLine(token)) continue;
    const column = file.column(token);
    for (let top = open.at(-1); top !== undefined && top.column >= column; top = open.at(-1)) {
      ends.set(top.token, token);
      open.pop();
    }
    open.push({ token, column });
  }
  return ends;
}
