import type { JSXAttribute, JSXOpeningElement, Node, Statement } from '@babel/types';
import { type ParseStatements, type Piece, parsePieces } from './markup-pieces.js';
import { type Attribute, attributesFrom, closingBrace } from './markup-tags.js';
import { isFunction } from './nodes.js';

/**
 * What the markup of a Vue, Svelte, Astro or HTML file runs, as nodes that stand where it is written: handlers and actions in
 * functions, components as elements, and both in the loops and slots around them, which declare names.
 */
export function readMarkup(text: string, parse: ParseStatements): readonly Node[] {
  const markup = new Markup(text);
  TAG.lastIndex = 0;
  for (let match = TAG.exec(text); match !== null; match = TAG.exec(text)) {
    TAG.lastIndex = markup.read(match[0], match[1] ?? '', TAG.lastIndex);
  }
  return markup.settle(parse);
}

const TAG = /<!--|<\/?([A-Za-z][\w.:-]*)|\{[#/]each\b/g;
const COMPONENT = /^[A-Z]|-/;
/** Of Vue, of Svelte and of plain pages, of Angular and of Alpine. */
const HANDLER = /^(@|v-on:|on:|on[a-z]|\([a-z]|x-)/i;
/** What a component is given by a name: `:table` and `v-model:table` of Vue, `bind:table` of Svelte. */
const BOUND = /^(?::|v-bind:|v-model:|bind:)([\w-]+)/;
const SLOT = /^(#|v-slot\b)/;
/** What tells nobody what to subscribe to. */
const LOOKS = /^:?(class|style)$/;
const PATTERN = /^(\s*\(?\s*)(\{.*?\}|\[.*?\]|[\w$]+)/s;

/** Where what stands in a loop or a slot goes: around it when that cannot be read. */
interface Place {
  body: Node[];
}

type Use = (statement: Statement | null) => void;

class Markup {
  readonly #text: string;
  readonly #roots: Place = { body: [] };
  readonly #open: { readonly name: string; readonly place: Place }[] = [];
  readonly #pieces: (Piece & { readonly use: Use })[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads on from behind the beginning of a tag. @returns how far */
  read(begun: string, name: string, at: number): number {
    const outer = this.#open.at(-1)?.place ?? this.#roots;
    if (begun === '<!--') return this.#behind('-->', at);
    if (begun === '{#each') return this.#each(outer, at);
    if (begun[1] === '/') return this.#leave(name, at);
    const tag = attributesFrom(this.#text, at);
    if (tag === null) return at;
    const place = tag.attributes.reduce((around, one) => this.#scope(around, one), outer);
    const element = COMPONENT.test(name) ? this.#element(place, name, at, tag.end) : null;
    for (const one of tag.attributes) this.#attribute(place, one, element);
    if (!tag.isEmpty) this.#open.push({ name, place });
    return tag.end;
  }

  /** All that was read, as nodes. */
  settle(parse: ParseStatements): readonly Node[] {
    const statements = parsePieces(this.#text, this.#pieces, parse);
    for (const [index, { use }] of this.#pieces.entries()) use(statements[index] ?? null);
    return this.#roots.body;
  }

  #add(before: string, from: number, to: number, after: string, use: Use): void {
    this.#pieces.push({ before, from, to, after, use });
  }

  #behind(end: string, at: number): number {
    const found = this.#text.indexOf(end, at);
    return found < 0 ? this.#text.length : found;
  }

  #leave(name: string, at: number): number {
    const found = this.#open.findLastIndex((one) => one.name === name);
    if (found >= 0) this.#open.length = found;
    return at;
  }

  /** `{#each tables as table, index (table.id)}` */
  #each(outer: Place, at: number): number {
    const end = closingBrace(this.#text, at);
    const as = end < 0 ? -1 : this.#text.slice(at, end).lastIndexOf(' as ');
    this.#open.push({ name: '', place: as < 0 ? outer : this.#loop(outer, at, at + as, at + as + ' as '.length, end) });
    return Math.max(at, end);
  }

  /** The place that a tag makes by what it has: `v-for="(table, index) in tables"`, `#default="{ table }"`. */
  #scope(outer: Place, { name, from, to }: Attribute): Place {
    const match = name === 'v-for' ? /\s(?:in|of)\s/.exec(this.#text.slice(from, to)) : null;
    if (match !== null) return this.#loop(outer, from + match.index + match[0].length, to, from, from + match.index);
    return SLOT.test(name) && to > from ? this.#inside(outer, '(', from, to, ')=>{}', () => {}) : outer;
  }

  /** A loop over the list at some offsets, which gives its elements to the names at others. */
  #loop(outer: Place, from: number, to: number, at: number, end: number): Place {
    const [, space = '', pattern = ''] = PATTERN.exec(this.#text.slice(at, end)) ?? [];
    const start = at + space.length;
    let loop: Statement | null = null;
    const place = this.#inside(outer, 'for(const ', start, start + pattern.length, ' of 0){}', (statement) => {
      loop = statement;
    });
    this.#add('(', from, to, ')', (statement) => {
      if (loop?.type === 'ForOfStatement' && statement?.type === 'ExpressionStatement')
        loop.right = statement.expression;
    });
    return place;
  }

  #inside(outer: Place, before: string, from: number, to: number, after: string, use: Use): Place {
    const place: Place = { body: [] };
    this.#add(before, from, to, after, (statement) => {
      const holder = statement?.type === 'ExpressionStatement' ? statement.expression : statement;
      const body = isFunction(holder) || holder?.type === 'ForOfStatement' ? holder.body : null;
      place.body = body?.type === 'BlockStatement' ? body.body : outer.body;
      if (statement !== null) outer.body.push(statement);
      use(statement);
    });
    return place;
  }

  #element(place: Place, name: string, at: number, end: number): JSXOpeningElement {
    const element: JSXOpeningElement = {
      type: 'JSXOpeningElement',
      name: { type: 'JSXIdentifier', name: inCapitals(`-${name}`) },
      attributes: [],
      selfClosing: true,
      start: at - name.length - 1,
      end,
    };
    this.#add('0', at, at, '', () => place.body.push(element));
    return element;
  }

  #attribute(place: Place, attribute: Attribute, element: JSXOpeningElement | null): void {
    const { name, from, to, isBraced } = attribute;
    const value = this.#text.slice(from, to);
    const push: Use = (statement) => statement && place.body.push(statement);
    const action = isBraced && name.startsWith('use:') ? name.slice('use:'.length) : null;
    const isCalling = value.includes('(');
    if (name === 'v-for' || SLOT.test(name)) return;
    // What it is bound to is given whatever people choose.
    if (/^(v-model|bind:)/.test(name)) this.#add('(', from, to, '=import.meta)', push);
    if (action !== null) this.#add(`()=>{${action}(0,`, from, to, ')}', push);
    else if (HANDLER.test(name)) {
      if (isCalling) this.#add('()=>{', from, to, '}', push);
    } else if (element !== null && !LOOKS.test(name)) this.#property(attribute, value, element);
    else if (isCalling && (isBraced || /^(:|v-)/.test(name))) this.#add('(', from, to, ')', push);
  }

  /** What a component is given: a text as it is, code as an object that is spread in its element. */
  #property({ name, from, to, isBraced }: Attribute, value: string, element: JSXOpeningElement): void {
    const bound = BOUND.exec(name)?.[1];
    const key = inCapitals(bound ?? name);
    const add = (before: string, at = from): void =>
      this.#add(`({${before}`, at, to, '})', (statement) => {
        if (statement?.type !== 'ExpressionStatement') return;
        element.attributes.push({ type: 'JSXSpreadAttribute', argument: statement.expression });
      });
    if (name === '') add('');
    else if (name === 'v-bind') add('...');
    else if (isBraced || (bound !== undefined && to > from)) add(`${JSON.stringify(key)}:`);
    else if (value.includes('{')) add(`${JSON.stringify(key)}:${literal(value)}`, to);
    else if (!/^v-/.test(name)) {
      const text: JSXAttribute['value'] = to > from ? { type: 'StringLiteral', value } : null;
      element.attributes.push({ type: 'JSXAttribute', name: { type: 'JSXIdentifier', name: key }, value: text });
    }
  }
}

/** A text with what Svelte puts in it: `id=eq.{id}`. */
function literal(value: string): string {
  const pieces = value.split(/\{[^}]*\}/).map((piece) => JSON.stringify(piece));
  return pieces.join('+{}+');
}

function inCapitals(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
