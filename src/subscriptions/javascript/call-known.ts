import type { Node } from '@babel/types';
import { keyOfTest } from './choice-keys.js';
import { macroValue, resultOf } from './component-properties.js';
import type { Evaluator } from './evaluator.js';
import { readFilterBuilder } from './filter-builder.js';
import type { Module } from './module.js';
import { namespaceValue } from './module-values.js';
import { nameOf, receiverOf } from './nodes.js';
import { assignedValue } from './objects.js';
import { elementsOf, entriesOf, isKey, member } from './parts.js';
import { truthyOf } from './rule-out.js';
import { AT_RUN_TIME, possible, type Thunk, textValue, unknown, unwrapped, type Value } from './value.js';
import { COMPONENT_MACROS, SAME_FUNCTION } from './well-known.js';

type Call = Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>;

/** What a call of a function of the language or of a framework is worth; null for any other function. */
export function callKnown(evaluation: Evaluator, module: Module, node: Call): Value | null {
  if (node.callee.type === 'Import') return importedBy(evaluation, module, node);
  const name = module.calledName(node.callee);
  if (name === null) return null;
  const filter = isFilterBuilder(name) ? readFilterBuilder(node, (one) => evaluation.evaluate(module, one)) : null;
  if (filter !== null) return filter;
  const receiver = receiverOf(node.callee);
  const read = (index: number): Value => {
    const argument = node.arguments[index];
    return argument === undefined ? { kind: 'undefined' } : evaluation.evaluate(module, argument);
  };
  if (receiver === null || isFramework(module, receiver)) {
    const isOwn = receiver === null && module.find(nameOf(node.callee) ?? '', node)?.kind === 'function';
    if (isOwn && !SAME_FUNCTION.test(name)) return null;
    if (receiver === null && COMPONENT_MACROS.test(name)) return macroValue(evaluation, module, name, read);
    if (name === 'require') return importedBy(evaluation, module, node);
    return PLAIN[name]?.(read) ?? (SAME_FUNCTION.test(name) ? functionIn(read(0)) : null);
  }
  const owner = nameOf(receiver);
  if (owner === 'Object' && name === 'assign') return assignedValue(evaluation, module, node.arguments);
  if (owner === 'Object' || owner === 'Array') return STATIC[name]?.(read) ?? null;
  if (name === 'get') return ofMap(evaluation, module, node);
  // A promise is as good as what it comes to.
  if (name === 'then') {
    const run = read(0);
    return run.kind === 'function' ? run.run([() => evaluation.evaluate(module, receiver)]) : null;
  }
  if (name === 'bind' && node.arguments.length < 2) return functionIn(evaluation.evaluate(module, receiver));
  if (!METHODS.has(name)) return null;
  return callMethod(name, evaluation.evaluate(module, receiver), read);
}

/** Whether a name is all of a framework: `React` in `React.useMemo(...)`. */
function isFramework(module: Module, receiver: Node): boolean {
  if (receiver.type !== 'Identifier') return false;
  const declared = module.find(receiver.name, receiver);
  if (declared === null) return receiver.name === 'React';
  const isAll = declared.kind === 'import' && (declared.imported === '*' || declared.imported === 'default');
  return isAll && /^(react|preact(\/\w+)?|vue|solid-js|svelte|lodash(-es)?|underscore)$/.test(declared.source);
}

/** Whether a call can be the end of a chain that builds a filter. */
function isFilterBuilder(name: string): boolean {
  return /^(eq|neq|gte?|lte?|in|i?like|i?match|is|isDistinct|not|build|toString|postgresChangesFilter)$/.test(name);
}

/** What a Map gives for a key; null when it is none. */
function ofMap(evaluation: Evaluator, module: Module, { callee, arguments: given }: Call): Value | null {
  const receiver = receiverOf(callee);
  const [first] = given;
  const map = receiver && evaluation.evaluate(module, receiver);
  if (map?.kind !== 'object' || map.isMap !== true || first === undefined) return null;
  const entries = entriesOf(map);
  if (entries === null) return null;
  // Keys that are made at run time tell no entry from another: who asks for which is not worth a question.
  const isTold = entries.map(([key]) => isKey(key())).includes(true);
  const key = isTold ? evaluation.evaluate(module, first) : null;
  if (key !== null && isKey(key)) return member(evaluation, map, key.text);
  return evaluation.choose(
    keyOfTest(module, receiver ?? callee),
    entries.map(([, value]) => value),
  );
}

type Read = (index: number) => Value;

/** What is done to one value and leaves it what it is, or wraps it. Sources: the documentations of React, Vue, Svelte, Solid. */
const PLAIN: Readonly<Record<string, ((read: Read) => Value) | undefined>> = {
  useMemo: (read) => runOf(read(0)),
  lazy: (read) => loaded(read(0)),
  dynamic: (read) => loaded(read(0)),
  loadable: (read) => loaded(read(0)),
  defineAsyncComponent: (read) => loaded(read(0)),
  computed: (read) => wrapped(['value'], () => runOf(read(0))),
  reactive: (read) => read(0),
  readonly: (read) => read(0),
  shallowReactive: (read) => read(0),
  markRaw: (read) => read(0),
  toRaw: (read) => read(0),
  structuredClone: (read) => read(0),
  $state: (read) => read(0),
  $derived: (read) => read(0),
  unref: (read) => unwrapped(read(0)),
  toValue: (read) => unwrapped(resultOf(read(0))),
  ref: (read) => wrapped(['value'], () => read(0)),
  shallowRef: (read) => wrapped(['value'], () => read(0)),
  useRef: (read) => wrapped(['current'], () => read(0)),
  toRefs: (read) => eachWrapped(read(0)),
  String: (read) => asText(read(0)),
};

function eachWrapped(value: Value): Value {
  if (value.kind !== 'object') return value;
  const refs = [...value.properties].map(([key, one]) => [key, () => wrapped(['value'], one)] as const);
  return { ...value, properties: new Map(refs) };
}

/** The component that comes of `() => import('./List')`. */
function loaded(load: Value): Value {
  const given = resultOf(load);
  return given.kind === 'object' ? (given.properties.get('default')?.() ?? given) : given;
}

function functionIn(value: Value): Value | null {
  return value.kind === 'function' ? value : null;
}

function wrapped(keys: readonly string[], value: Thunk): Value {
  return { kind: 'object', properties: new Map(keys.map((key) => [key, value])), isOpen: false };
}

function runOf(value: Value): Value {
  return value.kind === 'function' ? value.run([]) : AT_RUN_TIME;
}

function asText(value: Value): Value {
  if (value.kind === 'text') return value;
  return value.kind === 'number' || value.kind === 'boolean'
    ? textValue(value.text)
    : { kind: 'text', text: '{}', isWhole: false };
}

/** `require('./x')` and `import('./x')`, which may give away more than is read. */
function importedBy(evaluation: Evaluator, module: Module, { arguments: given }: Call): Value {
  const [first] = given;
  if (first?.type !== 'StringLiteral') return AT_RUN_TIME;
  const other = evaluation.project.imported(first.value, module);
  return other === null
    ? unknown(`it comes from ${first.value}`)
    : { ...namespaceValue(evaluation, other), isOpen: true };
}

/** Functions of Object and Array. */
const STATIC: Readonly<Record<string, ((read: Read) => Value | null) | undefined>> = {
  isArray: (read) => isList(read(0)),
  freeze: (read) => read(0),
  seal: (read) => read(0),
  from: (read) => {
    const list = read(0);
    const by = read(1);
    return by.kind === 'function' ? callMethod('map', list, () => by) : list;
  },
  keys: (read) => listOf(read(0), 'keys'),
  values: (read) => listOf(read(0), 'values'),
  entries: (read) => listOf(read(0), 'entries'),
};

function isList(value: Value): Value {
  const kinds = new Set(possible(value).map(({ kind }) => kind === 'array'));
  const [only] = kinds;
  const isTold = only !== undefined && kinds.size === 1 && !possible(value).some(({ kind }) => kind === 'unknown');
  return isTold ? { kind: 'boolean', text: String(only) } : unknown('whether it is a list is not known');
}

/** The keys of an object or a Map, its values, or both. */
function listOf(value: Value, what: string): Value {
  if (value.kind === 'unknown') return value;
  const entries = value.kind === 'object' ? entriesOf(value) : null;
  if (value.kind !== 'object' || entries === null) return AT_RUN_TIME;
  const items = entries.map(
    ([key, one]): Thunk =>
      what === 'entries' ? () => ({ kind: 'array', items: [key, one], isOpen: false }) : what === 'keys' ? key : one,
  );
  return { kind: 'array', items, isOpen: value.isOpen };
}

const METHODS: ReadonlySet<string> = new Set([
  ...['map', 'flatMap', 'filter', 'concat', 'slice', 'sort', 'toSorted', 'reverse', 'values', 'find', 'at', 'join'],
  ...['toLowerCase', 'toUpperCase', 'trim', 'toString', 'entries', 'keys', 'split'],
]);

/** A method of a list or a text; null when it is a method of something else. */
function callMethod(name: string, owner: Value, read: Read): Value | null {
  if (owner.kind === 'text') return name === 'split' ? pieces(owner, read(0)) : ofText(name, owner);
  if (owner.kind === 'object' && owner.isMap === true && STATIC[name] !== undefined) return listOf(owner, name);
  if (owner.kind !== 'array') return null;
  const { items } = owner;
  switch (name) {
    case 'map':
    case 'flatMap': {
      const by = read(0);
      if (by.kind !== 'function') return unknown('the list is made at run time');
      const mapped = items.map(
        (item, index): Thunk =>
          () =>
            by.run([item, () => ({ kind: 'number', text: String(index) })]),
      );
      if (name === 'map') return { ...owner, items: mapped };
      return { ...owner, items: mapped.flatMap((item) => elementsOf(item()) ?? [item]) };
    }
    // Whatever it looks for, what is nothing is what lists are rid of.
    case 'filter':
      return { ...owner, items: items.map((item) => () => truthyOf(item())) };
    case 'concat': {
      const more = elementsOf(read(0));
      return more === null ? { ...owner, isOpen: true } : { ...owner, items: [...items, ...more] };
    }
    case 'at':
      return items.length > 0 ? unknown('it is one of a list') : null;
    case 'join': {
      const separator = read(0);
      const texts = items.map((item) => asText(item()));
      const isWhole = !owner.isOpen && texts.every((one) => one.kind === 'text' && one.isWhole);
      const by = separator.kind === 'text' ? separator.text : ',';
      return { kind: 'text', text: texts.map((one) => (one.kind === 'text' ? one.text : '{}')).join(by), isWhole };
    }
    case 'entries': {
      const indexed = items.map((item, index): Thunk => {
        const place: Thunk = () => ({ kind: 'number', text: String(index) });
        return () => ({ kind: 'array', items: [place, item], isOpen: false });
      });
      return { ...owner, items: indexed };
    }
    case 'find':
    case 'keys':
    case 'toString':
    case 'trim':
    case 'toLowerCase':
    case 'toUpperCase':
      return AT_RUN_TIME;
    default:
      return owner;
  }
}

/** The pieces of a text that is known; null when they are not. */
function pieces(text: Extract<Value, { kind: 'text' }>, separator: Value): Value | null {
  if (!text.isWhole || separator.kind !== 'text' || !separator.isWhole) return null;
  const items = text.text.split(separator.text).map((piece) => () => textValue(piece));
  return { kind: 'array', items, isOpen: false };
}

function ofText(name: string, owner: Extract<Value, { kind: 'text' }>): Value | null {
  switch (name) {
    case 'toLowerCase':
      return { ...owner, text: owner.text.toLowerCase() };
    case 'toUpperCase':
      return { ...owner, text: owner.text.toUpperCase() };
    case 'trim':
      return { ...owner, text: owner.text.trim() };
    case 'toString':
      return owner;
    default:
      return AT_RUN_TIME;
  }
}
