/** An attribute of a tag; its value from `from` to `to`, which are alike where it has none. */
export interface Attribute {
  /** Empty for what stands in braces by itself: `{...rest}`, `{table}`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Whether its value stands in braces, as Svelte and Astro write code. */
  readonly isBraced: boolean;
}

export interface Attributes {
  readonly attributes: readonly Attribute[];
  /** Where the tag ends. */
  readonly end: number;
  /** Whether it says that nothing stands in it: `<List />`. */
  readonly isEmpty: boolean;
}

const NEXT = /[\s/]*(?:(>)|(\{)|([^\s=<>{}"'/]+)(?:\s*=\s*(?:(["'])|(\{)|([^\s<>"'{]+))?)?)/y;

/** The attributes of a tag from behind its name on; null where it does not end. */
export function attributesFrom(text: string, from: number): Attributes | null {
  const attributes: Attribute[] = [];
  NEXT.lastIndex = from;
  for (let match = NEXT.exec(text); match !== null; match = NEXT.exec(text)) {
    const [, end, brace, key = '', quote, braced, plain = ''] = match;
    const at = NEXT.lastIndex;
    if (end !== undefined) return { attributes, end: at, isEmpty: text[at - 2] === '/' };
    const isBraced = (brace ?? braced) !== undefined;
    const to = isBraced ? closingBrace(text, at) : quote === undefined ? at : text.indexOf(quote, at);
    if (to < 0) return null;
    attributes.push({ name: key, from: at - plain.length, to, isBraced });
    NEXT.lastIndex = to + (isBraced || quote !== undefined ? 1 : 0);
  }
  return null;
}

const BRACES = /[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
/** What is longer is no attribute. */
const LONGEST = 20_000;

/** Where the braces end that have begun; -1 where they do not. */
export function closingBrace(text: string, from: number): number {
  let depth = 0;
  BRACES.lastIndex = from;
  for (let match = BRACES.exec(text); match !== null && match.index - from < LONGEST; match = BRACES.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] !== '}') continue;
    if (depth === 0) return match.index;
    depth -= 1;
  }
  return -1;
}
