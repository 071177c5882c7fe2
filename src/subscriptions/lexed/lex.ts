import type { Language, StringForm } from './language.js';
import { FIRST, type Hole, SIGN, STRING, TokenList, WORD } from './token-list.js';

const WORDS = /[\p{L}\p{N}_$]+/uy;
const BARE_NAME = /[A-Za-z_]\w*/y;
const LINE_BREAK = /[\r\n]/g;
const COMMENT_MARK = /\/\*|\*\//g;

/** A string that has been opened; `hole` is where the code begins that is being read in it. */
interface OpenString {
  readonly form: StringForm;
  readonly start: number;
  readonly isFirst: boolean;
  readonly holes: Hole[];
  hole: number | null;
  /** Brackets that are open in the hole. */
  depth: number;
}

/**
 * The tokens of a source file: words, signs, and whole strings with the code in them. Comments are left out. Any text
 * will do: a string of one line ends with it, and what else is not closed goes on to the end. Reads the text once.
 */
export function lex(text: string, language: Language): TokenList {
  const tokens = new TokenList();
  const open: OpenString[] = [];
  let isFirst = true;
  let at = 0;
  while (at < text.length) {
    const top = open.at(-1);
    if (top !== undefined && top.hole === null) {
      const end = readText(text, at, top);
      at = end.at;
      if (!end.isClosed) continue;
      open.pop();
      if (open.length > 0) continue;
      if (top.holes.length > 0) tokens.holes.set(tokens.count, top.holes);
      tokens.add(STRING | (top.isFirst ? FIRST : 0), top.start, at);
      continue;
    }
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) isFirst = true;
    if (code <= 32) {
      at += 1;
      continue;
    }
    if (code === 92 && language.isIndented && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      // A backslash joins two lines.
      at += text[at + 1] === '\r' ? 3 : 2;
      continue;
    }
    const behindComment = skipComment(text, at, language, isFirst);
    if (behindComment > at) {
      at = behindComment;
      continue;
    }
    language.opening.lastIndex = at;
    const opening = language.opening.exec(text);
    if (opening !== null) {
      const { form, length } = language.toForm(opening[0]);
      open.push({ form, start: at, isFirst, holes: [], hole: null, depth: 0 });
      isFirst = false;
      at += length;
      continue;
    }
    const end = endOfCode(text, at, language);
    if (top === undefined) tokens.add((end > at + 1 || isWord(code) ? WORD : SIGN) | (isFirst ? FIRST : 0), at, end);
    else if (closesHole(text, at, top)) continueText(text, at, top);
    isFirst = false;
    at = top?.hole === null ? (top.holes.at(-1)?.to ?? end) : end;
  }
  const [outermost] = open;
  if (outermost !== undefined) tokens.add(STRING, outermost.start, text.length);
  return tokens;
}

/** Reads text up to the string's end, or up to the code in it. */
function readText(text: string, from: number, string: OpenString): { at: number; isClosed: boolean } {
  const { close, escapeMark, isMultiline, doublesQuote, hole, formatsHoles, nameMark } = string.form;
  const [quote, escapeSign, holeMark, bareMark] = [close[0], escapeMark?.[0], hole?.open[0], nameMark[0]];
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === quote && text.startsWith(close, at)) {
      const end = at + close.length;
      if (doublesQuote && text[end] === quote) at = end;
      // Of more than three quotes the last three close.
      else if (close === '"""' && text[end] === quote) continue;
      else return { at: end, isClosed: true };
    } else if (character === holeMark && hole !== null && text.startsWith(hole.open, at)) {
      if (formatsHoles && hole.open === '{' && text[at + 1] === '{') {
        at += 1;
        continue;
      }
      string.hole = at;
      string.depth = 0;
      return { at: at + hole.open.length, isClosed: false };
    } else if (character === bareMark && text.startsWith(nameMark, at)) {
      const name = nameAt(text, at + nameMark.length);
      if (name !== '') string.holes.push({ from: at, to: at + nameMark.length + name.length, code: name });
    } else if (character === escapeSign && escapeMark !== null && text.startsWith(escapeMark, at)) {
      at += escapeMark.length;
    } else if ((character === '\n' || character === '\r') && !isMultiline) {
      return { at, isClosed: true };
    }
  }
  return { at: text.length, isClosed: true };
}

function nameAt(text: string, at: number): string {
  BARE_NAME.lastIndex = at;
  return BARE_NAME.exec(text)?.[0] ?? '';
}

/** Counts brackets in a hole. A format that follows a colon is text again. */
function closesHole(text: string, at: number, string: OpenString): boolean {
  const character = text[at];
  if (string.depth === 0 && string.form.hole !== null) {
    if (text.startsWith(string.form.hole.close, at)) return true;
    if (character === ':' && string.form.formatsHoles) return true;
  }
  if (character === '(' || character === '[' || character === '{') string.depth += 1;
  else if (character === ')' || character === ']' || character === '}') string.depth = Math.max(0, string.depth - 1);
  return false;
}

function continueText(text: string, at: number, string: OpenString): void {
  const { hole } = string.form;
  if (hole === null || string.hole === null) return;
  const code = text.slice(string.hole + hole.open.length, at);
  string.holes.push({ from: string.hole, to: at + hole.close.length, code });
  string.hole = null;
}

/** Behind the comment or the directive at `at`; `at` itself where there is none. */
function skipComment(text: string, at: number, language: Language, isFirst: boolean): number {
  if (text.startsWith(language.lineComment, at)) return endOfLine(text, at);
  if (language.hasDirectives && isFirst && text[at] === '#') return endOfLine(text, at);
  if (language.blockComments === 'none' || text[at] !== '/' || text[at + 1] !== '*') return at;
  if (language.blockComments === 'flat') {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  let depth = 0;
  COMMENT_MARK.lastIndex = at;
  do {
    const mark = COMMENT_MARK.exec(text);
    if (mark === null) return text.length;
    depth += mark[0] === '/*' ? 1 : -1;
  } while (depth > 0);
  return COMMENT_MARK.lastIndex;
}

function endOfLine(text: string, at: number): number {
  LINE_BREAK.lastIndex = at;
  return LINE_BREAK.exec(text)?.index ?? text.length;
}

/** Behind a word, a name in backquotes, or one sign. */
function endOfCode(text: string, at: number, language: Language): number {
  if (text[at] === '`' && (language.name === 'kotlin' || language.name === 'swift')) {
    const end = text.indexOf('`', at + 1);
    if (end > 0 && !text.slice(at, Math.min(end, at + 200)).includes('\n')) return end + 1;
  }
  WORDS.lastIndex = at;
  return WORDS.test(text) ? WORDS.lastIndex : at + 1;
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}
