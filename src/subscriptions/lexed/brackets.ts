import { SIGN, type TokenList } from './token-list.js';

export interface Brackets {
  /** Of a bracket, its partner; -1 of every other token. Of one that nothing closes, the number of tokens. */
  readonly partners: Int32Array;
  /** The innermost bracket that a token stands in, or -1. */
  readonly enclosing: Int32Array;
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Finds for each bracket its partner. One that closes nothing is passed over, one that is not closed ends with what it is in. */
export function matchBrackets(text: string, { count, kinds, starts }: TokenList): Brackets {
  const partners = new Int32Array(count).fill(-1);
  const enclosing = new Int32Array(count).fill(-1);
  const open: number[] = [];
  const waiting: Record<string, number> = { '(': 0, '[': 0, '{': 0 };
  const signAt = (token: number): string => text[starts[token] ?? 0] ?? '';
  const pop = (partner: number): number => {
    const token = open.pop() ?? -1;
    partners[token] = partner;
    const sign = signAt(token);
    waiting[sign] = (waiting[sign] ?? 1) - 1;
    return token;
  };
  for (let token = 0; token < count; token += 1) {
    const sign = ((kinds[token] ?? 0) & 7) === SIGN ? signAt(token) : '';
    const opening = CLOSES[sign];
    if (opening !== undefined && (waiting[opening] ?? 0) > 0) {
      while (signAt(open.at(-1) ?? 0) !== opening) pop(token);
      partners[token] = pop(token);
    }
    enclosing[token] = open.at(-1) ?? -1;
    if (sign === '(' || sign === '[' || sign === '{') {
      open.push(token);
      waiting[sign] = (waiting[sign] ?? 0) + 1;
    }
  }
  while (open.length > 0) pop(count);
  return { partners, enclosing };
}
