import type { Location } from '../../model/subscription.js';
import { LineIndex } from '../line-index.js';
import type { SourceFile } from '../source-file.js';
import { matchBrackets } from './brackets.js';
import type { Language } from './language.js';
import { lex } from './lex.js';
import { FIRST, type Hole, SIGN, STRING, type TokenList, WORD } from './token-list.js';

/** Tokens from one up to another, which does not belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A source file as tokens, which are numbered from 0. Every question may be asked about any number. */
export class LexedFile {
  readonly source: SourceFile;
  readonly grammar: Language;
  readonly language: Language['name'];
  /** Whether blocks are told by their indentation. */
  readonly isIndented: boolean;
  readonly count: number;
  readonly #tokens: TokenList;
  readonly #partners: Int32Array;
  readonly #enclosing: Int32Array;
  #lines: LineIndex | null = null;

  constructor(source: SourceFile, grammar: Language) {
    this.source = source;
    this.grammar = grammar;
    this.language = grammar.name;
    this.isIndented = grammar.isIndented;
    this.#tokens = lex(source.text, grammar);
    this.count = this.#tokens.count;
    const { partners, enclosing } = matchBrackets(source.text, this.#tokens);
    this.#partners = partners;
    this.#enclosing = enclosing;
  }

  /** The text of a token. */
  text(token: number): string {
    return this.source.text.slice(this.#tokens.starts[token] ?? 0, this.#tokens.ends[token] ?? 0);
  }

  start(token: number): number {
    return this.#tokens.starts[token] ?? this.source.text.length;
  }

  /** The word, without backquotes, or nothing where the token is none. */
  word(token: number): string {
    if (!this.isWord(token)) return '';
    const text = this.text(token);
    return text.includes('`') ? text.replaceAll('`', '') : text;
  }

  isWord(token: number): boolean {
    return this.#kind(token) === WORD;
  }

  isString(token: number): boolean {
    return this.#kind(token) === STRING;
  }

  /** Whether these signs stand here, with nothing between. */
  is(token: number, signs: string): boolean {
    if (this.#kind(token) !== SIGN) return false;
    const start = this.start(token);
    return this.source.text.startsWith(signs, start) && (signs.length < 2 || this.#areSigns(token, signs.length));
  }

  isFirstOnLine(token: number): boolean {
    return ((this.#tokens.kinds[token] ?? FIRST) & FIRST) !== 0;
  }

  holes(token: number): readonly Hole[] {
    return this.#tokens.holes.get(token) ?? [];
  }

  /** The bracket that belongs to this one; the number of tokens when nothing closes it. */
  partner(token: number): number {
    return this.#partners[token] ?? this.count;
  }

  /** The innermost bracket that the token stands in, or -1. */
  enclosing(token: number): number {
    return this.#enclosing[token] ?? -1;
  }

  /** The token behind this one, or behind all that is in brackets where it opens some. */
  next(token: number): number {
    const partner = this.#partners[token] ?? -1;
    return partner > token ? partner + 1 : token + 1;
  }

  /** The first token up to another whose text matches, over what is in brackets; the other where there is none. */
  seek(from: number, to: number, pattern: RegExp): number {
    let token = from;
    while (token < to && !pattern.test(this.text(token))) token = this.next(token);
    // What is in brackets may be longer than is looked for.
    return token > to && !pattern.test(this.text(token)) ? to : token;
  }

  /** The column of a token that is the first of its line: how far it is indented. */
  column(token: number): number {
    return this.site(token).column;
  }

  site(token: number): Location {
    this.#lines ??= new LineIndex(this.source.text);
    return { file: this.source.file, ...this.#lines.at(this.start(token)) };
  }

  #kind(token: number): number {
    return (this.#tokens.kinds[token] ?? 0) & 7;
  }

  #areSigns(token: number, count: number): boolean {
    for (let index = 1; index < count; index += 1) {
      if (this.#kind(token + index) !== SIGN || this.start(token + index) !== this.start(token) + index) return false;
    }
    return true;
  }
}
