import { displayText } from '../model/names.js';

/** A name is at most 63 bytes and a path rarely this long; what a source file calls a table can be anything. */
const LONGEST_CODE = 300;
const LONGEST_PROSE = 2_000;

/** A quoted name is one word with the spaces in it, as in `public."Order Items"`. */
const WORDS = /(?:"[^"]{0,63}"|\S)+/gu;
const WORD = /^(\(*)(.*[^).,;:!?…]|)([).,;:!?…]*)$/su;
const PLAIN_WORD = /^(?:[A-Za-z]+(?:[’'-][A-Za-z]+)*|–)$/;
const PLAIN_NUMBER = /^\d{1,3}(?:[.,]\d{1,3})*$/;
/** `1.` and `1)` begin a list. */
const LIST_MARKER = /^\d+[.)]+$/;
const LIKE_A_COMMIT = /^[0-9a-f]{7,}$/i;

/**
 * Any text as inline code, where nothing is markup, and of which GitHub makes no link, mention or emoji; between tags
 * instead of backticks it would. Empty for an empty text.
 */
export function inlineCode(text: string): string {
  return fencedInLine(show(text, LONGEST_CODE));
}

/** The same for the cell of a table, which ends at any `|` but an escaped one, in code as well. */
export function cellCode(text: string): string {
  // What a backslash before an escaped one means is told differently by different readers.
  const shown = show(text, LONGEST_CODE).replaceAll('\\|', '\\\\u{7c}');
  return fencedInLine(shown.replaceAll('|', '\\|'));
}

/** Between more backticks than the text has in a row; with the spaces that are taken off again where it needs them. */
function fencedInLine(text: string): string {
  if (text === '') return '';
  const fence = fenceFor(text, '`');
  const room = /^`|`$|^ .* $/su.test(text) && text.trim() !== '' ? ' ' : '';
  return `${fence}${room}${text}${room}${fence}`;
}

function fenceFor(text: string, shortest: string): string {
  let fence = shortest;
  for (const [run] of text.matchAll(/`+/g)) if (run.length >= fence.length) fence = `${run}\``;
  return fence;
}

/**
 * A sentence that may hold names: whatever is not a plain English word stands as inline code, so that nothing in it is
 * markup, and GitHub makes no link of it afterwards. (An escaped `@name` would still be a mention.)
 * @param linkOf Markdown that stands for a word instead, or null
 */
export function prose(text: string, linkOf: (word: string) => string | null = () => null): string {
  const words = show(text, LONGEST_PROSE).match(WORDS) ?? [];
  return words.map((word) => renderWord(word, linkOf)).join(' ');
}

function renderWord(word: string, linkOf: (word: string) => string | null): string {
  const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
  const isNumber = PLAIN_NUMBER.test(core) && !LIST_MARKER.test(word);
  if (core === '' || isNumber || (PLAIN_WORD.test(core) && !LIKE_A_COMMIT.test(core))) return word;
  return `${before}${linkOf(core) ?? inlineCode(core)}${after}`;
}

/** A fenced block under a fence that its content cannot close. */
export function fenced(content: string, language: string): string {
  const fence = fenceFor(content, '```');
  return `${fence}${language}\n${content.trimEnd()}\n${fence}`;
}

/** A part that is folded until somebody opens it; the title is our own words. */
export function folded(title: string, content: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}>\n<summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** Text on one line, of at most so many UTF-16 units and an ellipsis for the rest; no character is cut in two. */
function show(text: string, most: number): string {
  // Cut first, too: there may be megabytes of it.
  const shown = displayText(text.slice(0, most + 1));
  if (shown.length <= most) return shown;
  return `${shown.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
