/** A key of an object, or a place in an array, with what stands there when that is a text. */
export interface JsonEntry {
  /** The keys from the outermost object down to this one; places of an array count from 0. Holds during the call. */
  readonly path: readonly string[];
  /** The text; null for an object, an array, a number, true, false and null. */
  readonly text: string | null;
  /** Counts from 1. */
  readonly line: number;
}

interface Level {
  readonly isArray: boolean;
  /** The place in the array. */
  index: number;
  /** Whether the next text of the object is a key. */
  atKey: boolean;
}

/**
 * Every entry of a JSON file in its order, with its line, which JSON.parse does not tell. Comments and trailing commas
 * are let through, as bun.lock has them. One pass; nesting costs no stack.
 * @returns whether the text was whole: false when it ended early or is something else
 */
export function readJsonEntries(source: string, tell: (entry: JsonEntry) => void): boolean {
  const levels: Level[] = [];
  const path: string[] = [];
  let line = 1;
  let begun = false;
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  /** @returns false where a key must stand */
  const tellValue = (text: string | null): boolean => {
    const top = levels.at(-1);
    if (top === undefined) return true;
    if (top.isArray) path[levels.length - 1] = String(top.index);
    else if (top.atKey) return false;
    path.length = levels.length;
    tell({ path, text, line });
    return true;
  };
  while (at < source.length) {
    const top = levels.at(-1);
    const sign = source[at];
    if (begun && top === undefined && !/[\s/]/.test(sign ?? '')) return false;
    switch (sign) {
      case '\n':
        line += 1;
        at += 1;
        break;
      case ' ':
      case '\t':
      case '\r':
      case ':':
        at += 1;
        break;
      case ',':
        if (top?.isArray) top.index += 1;
        else if (top !== undefined) top.atKey = true;
        at += 1;
        break;
      case '/': {
        const isBlock = source[at + 1] === '*';
        if (!isBlock && source[at + 1] !== '/') return false;
        const end = source.indexOf(isBlock ? '*/' : '\n', at + 2);
        if (isBlock && end === -1) return false;
        const stop = end === -1 ? source.length : end + (isBlock ? 2 : 0);
        line += linesIn(source, at, stop);
        at = stop;
        break;
      }
      case '{':
      case '[':
        begun = true;
        if (!tellValue(null)) return false;
        levels.push({ isArray: sign === '[', index: 0, atKey: true });
        at += 1;
        break;
      case '}':
      case ']':
        if (top?.isArray !== (sign === ']')) return false;
        levels.pop();
        at += 1;
        break;
      case '"': {
        const end = endOfText(source, at);
        if (end === -1 || top === undefined) return false;
        const text = textOf(source.slice(at, end));
        if (top.isArray || !top.atKey) tellValue(text);
        else path[levels.length - 1] = text;
        top.atKey = false;
        at = end;
        break;
      }
      default: {
        const end = endOfWord(source, at);
        if (end === at || top === undefined || !tellValue(null)) return false;
        at = end;
      }
    }
  }
  return begun && levels.length === 0;
}

/** Behind the closing quote; -1 when there is none on the line. */
function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\\') at += 1;
    else if (sign === '"') return at + 1;
    else if (sign === '\n') return -1;
  }
  return -1;
}

/** Behind a number, true, false or null. */
function endOfWord(source: string, start: number): number {
  let at = start;
  while (at < source.length && /[\w.+-]/.test(source[at] ?? '')) at += 1;
  return at;
}

function textOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

function linesIn(source: string, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at += 1) if (source[at] === '\n') lines += 1;
  return lines;
}
