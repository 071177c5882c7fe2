import { readArguments } from './arguments.js';
import { argumentFor } from './bind-arguments.js';
import { branchesOf } from './branches.js';
import { givenFor, partOfCase } from './case-value.js';
import type { Binding, Case, Element, Part } from './declarations.js';
import { decodeString } from './decode-string.js';
import { findBindings, type Place } from './find-bindings.js';
import type { LexedFile, Span } from './lexed-file.js';
import { ABSENT, type Context, deeper, needs, type Outcome, text, unknown } from './outcome.js';
import { divide, partOf } from './read-entries.js';
import { isNothing, summands, toPath, trim } from './trim.js';

/** What a name stands for in the end: an expression that is no name, the case of an enum, or what must be known first. */
export type Source = Element | Case | Outcome;
/** What a list is made of, or what must be known first; an unknown outcome where its source does not say it. */
type Elements = readonly (Element | Case)[] | Outcome;

const NO_LIST = unknown('it comes from a list that cannot be read');

const LISTS = /^(listOf|setOf|arrayOf|sequenceOf|mutableListOf|mapOf|Set|Array|List|dict)$/;
/** Functions and methods that leave a list what it is made of. */
const SAME =
  /^(list|sorted|set|tuple|reversed|Array|Set|toList|toSet|toTypedArray|asSequence|ToList|ToArray|items|entries)$/;
const NUMBERED = /^(enumerate|enumerated|withIndex|asMap|indexed)$/;
/** A longer list is data, and nobody subscribes to all of it. */
const MOST_ELEMENTS = 200;

/** What an expression stands for. @param type the type that is asked for, for `.messages` alone */
export function sourcesOf(outer: Context, file: LexedFile, whole: Span, type: string | null = null): readonly Source[] {
  const context = deeper(outer);
  if (context === null) return [unknown('it takes too many steps to follow')];
  const span = trim(file, whole);
  const branches = branchesOf(file, span);
  if (branches !== null) return branches.flatMap((branch) => sourcesOf(context, file, branch, type));
  if (isNothing(file, span)) return [ABSENT];
  const path = toPath(file, span);
  if (path !== null) {
    const names = path[0] === '' && type !== null ? [type, ...path.slice(1)] : path;
    const found = sourcesOfPath(context, { file, token: span.from }, names);
    return found.length > 0 ? found : [{ file, span: whole }];
  }
  // `tables["jobs"]`
  const open = file.is(span.to - 1, ']') ? file.partner(span.to - 1) : -1;
  if (open <= span.from || !/[\w)\]]$/.test(file.text(open - 1))) return [{ file, span: whole }];
  const key = keyOf(file, { from: open + 1, to: span.to - 1 });
  const found = partsOf(context, sourcesOf(context, file, { from: span.from, to: open }), key);
  return found.length > 0 ? found : [{ file, span: whole }];
}

/** What names stand for where they are written. */
export function sourcesOfPath(context: Context, at: Place, names: readonly string[]): readonly Source[] {
  const owners = names.length > 1 ? sourcesOfPath(context, at, names.slice(0, -1)) : [];
  const members = partsOf(context, owners, names.at(-1) ?? '');
  if (members.length > 0) return members;
  return findBindings(context, at, names).flatMap((binding) => sourcesOfBinding(context, binding));
}

function sourcesOfBinding(context: Context, binding: Binding): readonly Source[] {
  if (binding.kind === 'value') return sourcesOf(context, binding.file, binding.span);
  if (binding.kind === 'case') return [binding];
  if (binding.kind === 'late') return [needs(binding.of)];
  if (binding.kind === 'element') return elementAt(context, binding);
  const { of, parameter } = binding;
  const call = context.bound.get(of);
  if (call === undefined) return [needs(of)];
  const given = argumentFor(call, parameter);
  const span = given ?? parameter.initial;
  return span === null ? [ABSENT] : sourcesOf(context, given === null ? of.file : call.file, span, parameter.type);
}

/** The element that a loop is at. */
function elementAt(context: Context, { of, parts }: Extract<Binding, { kind: 'element' }>): readonly Source[] {
  const picked = context.picked.get(of);
  if (picked !== undefined) {
    let at = sourcesAt(context, picked);
    for (const part of parts) at = partsOf(context, at, part);
    return at.length > 0 ? at : [NO_LIST];
  }
  const elements = elementsOf(context, of.file, of.list);
  return 'kind' in elements ? [elements] : [elements.length > 0 ? needs(of) : NO_LIST];
}

function sourcesAt(context: Context, one: Element | Case): readonly Source[] {
  return 'kind' in one ? [one] : one.isNumbered ? [one] : sourcesOf(context, one.file, one.span);
}

/** A part of each; where only some have it, the others are not known. Nothing where none has. */
function partsOf(context: Context, sources: readonly Source[], part: Part | null): readonly Source[] {
  const found = sources.map((source) => under(context, source, part));
  if (found.every(({ length }) => length === 0)) return [];
  return found.flatMap((one) => (one.length > 0 ? one : [unknown('it is worked out at run time')]));
}

/** What the parts of an expression are. @param part null where it may be any of them */
function under(context: Context, source: Source, part: Part | null): readonly Source[] {
  if ('kind' in source) {
    if (source.kind !== 'case') return source.kind === 'needs' ? [source] : [];
    const said = partOfCase(context, source, String(part));
    if (said !== null) return sourcesOf(context, said.file, said.span);
    return part === 'name' || part === 'rawValue' ? [text(source.file.word(source.token))] : [];
  }
  if (part === null) {
    const all = elementsOf(context, source.file, source.span, true);
    if ('kind' in all) return all.kind === 'needs' ? [all] : [];
    return all.flatMap((each) => sourcesAt(context, 'kind' in each ? each : valueIn(each)));
  }
  const one = memberOf(context, source, part);
  if (one !== null) return sourcesOf(context, one.file, one.span);
  if (part === 'value' || part === 'rawValue') return [source];
  const type = source.file.word(source.file.partner(source.span.to - 1) - 1);
  if (typeof part === 'number' || !/^[A-Z]/.test(type)) return [];
  const members = findBindings(context, { file: source.file, token: source.span.from }, [type, part]);
  return members.flatMap((binding) => sourcesOfBinding(context, binding));
}

function valueIn(element: Element): Element {
  return divide(element.file, element.span) === null ? element : (partOf(element, 1) ?? element);
}

/** A part of an expression: what it lists, or what the constructor is given that makes it. */
function memberOf({ project }: Context, element: Element, part: Part): Element | null {
  const listed = partOf(element, part);
  if (listed !== null) return listed;
  const { file, span } = element;
  const open = file.partner(span.to - 1);
  const name = file.word(open - 1);
  if (typeof part === 'number' || open <= span.from || !/^([A-Z]|init$)/.test(name)) return null;
  const made = project.constructorsOf(name === 'init' ? file.word(open - 3) : name);
  return givenFor({ file, name: open - 1, open }, made, part);
}

function keyOf(file: LexedFile, { from, to }: Span): Part | null {
  if (to !== from + 1) return null;
  if (file.isString(from)) return decodeString(file, from).join('');
  return /^\d+$/.test(file.word(from)) ? Number(file.word(from)) : null;
}

/** What a list is made of. @param isMap whether the entries of a map are asked for, and not what a loop over it gives */
export function elementsOf(outer: Context, file: LexedFile, whole: Span, isMap = false): Elements {
  const context = deeper(outer);
  if (context === null) return NO_LIST;
  const span = trim(file, whole);
  const sums = summands(file, span);
  if (sums.length > 1) return joined(sums.map((part) => elementsOf(context, file, part, isMap)));
  const changed = changedList(context, file, span, isMap);
  if (changed !== null) return changed;
  const open = tupleOpen(file, whole) ?? listOpen(file, span);
  if (open !== null) return listed(context, file, open, isMap);
  return joined(
    sourcesOf(context, file, whole).map((source) => {
      if ('kind' in source) return source.kind === 'needs' ? source : NO_LIST;
      return source.span === whole
        ? (casesOf(context, file, span) ?? NO_LIST)
        : elementsOf(context, source.file, source.span, isMap);
    }),
  );
}

/** `tables.keys`, `tables.toList()`, `enumerate(tables)`. */
function changedList(context: Context, file: LexedFile, { from, to }: Span, isMap: boolean): Elements | null {
  const isCall = file.is(to - 1, ')');
  const open = isCall ? file.partner(to - 1) : to;
  const name = file.word(open - 1);
  const isMember = file.is(open - 2, '.') && open - 2 > from && open >= to - 2;
  if (!isMember && (!isCall || open - 1 !== from)) return null;
  const [list, ...others] = isMember ? [{ from, to: open - 2 }] : readArguments(file, open);
  if (list === undefined || others.length > 0) return null;
  const elements = (ofMap: boolean) => elementsOf(context, file, list, ofMap);
  if (/^(values|entries|allCases)$/.test(name)) {
    const cases = casesOf(context, file, list);
    if (cases !== null) return cases;
  }
  if (NUMBERED.test(name)) return each(elements(false), (one) => ({ ...one, isNumbered: true }));
  if (/^keys$/i.test(name)) return each(elements(true), (one) => partOf(one, 0));
  if (/^values$/i.test(name)) return each(elements(true), (one) => partOf(one, 1));
  return SAME.test(name) ? elements(isMap || /^(items|entries)$/.test(name)) : null;
}

function each(elements: Elements, change: (one: Element) => Element | null): Elements {
  if ('kind' in elements) return elements;
  return elements.flatMap((one) => ('kind' in one ? one : (change(one) ?? [])));
}

function joined(all: readonly Elements[]): Elements {
  const found: (Element | Case)[] = [];
  for (const elements of all) {
    if ('kind' in elements) return elements;
    found.push(...elements);
  }
  return found.length > MOST_ELEMENTS ? NO_LIST : found;
}

/** The elements between brackets; of those that are lists themselves, as `...others`, theirs. */
function listed(context: Context, file: LexedFile, open: number, isMap: boolean): Elements {
  const given = readArguments(file, open);
  return joined(
    given.map(({ name, from, to }) => {
      if (file.is(from, '*') || file.is(from, '..')) {
        return elementsOf(context, file, { from: file.seek(from, to, /[^.*?]/), to });
      }
      const span = { from: name === null ? from : from - 2, to };
      const [key] = file.isIndented && !isMap ? (divide(file, span) ?? []) : [];
      return [{ file, span: key ?? span }];
    }),
  );
}

/** The cases of an enum by its name. */
function casesOf({ project }: Context, file: LexedFile, span: Span): readonly (Element | Case)[] | null {
  const name = toPath(file, span)?.at(-1) ?? '';
  const types = [file, ...project.declaringType(name).filter((other) => other !== file)].flatMap((other) =>
    project.scopes(other).types.filter((type) => type.isEnum && type.name === name),
  );
  const [type] = types;
  if (type === undefined || types.length > 1) return null;
  const found = [...project.scopes(type.file).allMembers(name).values()].flat();
  return found.flatMap((one) =>
    one.kind === 'case' ? one : one.kind === 'value' && type.file.isIndented ? { file: one.file, span: one.span } : [],
  );
}

/** The bracket of Python's `("a", "b")`. */
function tupleOpen(file: LexedFile, { from, to }: Span): number | null {
  const isBracketed = file.isIndented && file.is(from, '(') && file.partner(from) === to - 1;
  return isBracketed && readArguments(file, from).length > 1 ? from : null;
}

/** The bracket of `['a']`, `<String>['a']`, `listOf("a")`, `new[] { "a" }`. */
function listOpen(file: LexedFile, { from, to }: Span): number | null {
  const close = to - 1;
  const open = file.partner(close);
  if (open < from || open >= close) return null;
  if (file.is(open, '[')) return open === from || file.is(open - 1, '>') ? open : null;
  if (file.is(open, '{'))
    return open === from || file.is(open - 1, ']') || file.is(open - 1, '>') || file.is(open - 1, ')') ? open : null;
  return LISTS.test(file.word(from)) ? open : null;
}
