import type { Node } from '@babel/types';
import { keyAt } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import { readFilterBuilder } from './filter-builder.js';
import type { Module } from './module.js';
import { bare, nameOf, receiverOf } from './nodes.js';
import { assignedValue } from './objects.js';
import { elementsOf } from './parts.js';
import { truthyOf } from './rule-out.js';
import { type Thunk, textValue, unknown, type Value } from './value.js';

type Call = Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>;

/** What a call of a function of the language or of a framework is worth; null for any other function. */
export function callKnown(evaluation: Evaluator, module: Module, node: Call): Value | null {
  const name = nameOf(node.callee);
  if (name === null) return null;
  const filter = isFilterBuilder(name) ? readFilterBuilder(node, (one) => evaluation.evaluate(module, one)) : null;
  if (filter !== null) return filter;
  const receiver = receiverOf(node.callee);
  const read = (index: number): Value => {
    const argument = node.arguments[index];
    return argument === undefined ? { kind: 'undefined' } : evaluation.evaluate(module, argument);
  };
  if (receiver === null) {
    if (module.find(name, node)?.kind === 'function') return null;
    return PLAIN[name]?.(read) ?? requireOf(evaluation, module, node, name);
  }
  const owner = nameOf(receiver);
  if (owner === 'Object' && name === 'assign') return assignedValue(evaluation, module, node.arguments);
  if (owner === 'Object' || owner === 'Array') return STATIC[name]?.(read) ?? null;
  if (name === 'get') return ofMap(evaluation, module, receiver);
  if (!METHODS.has(name)) return null;
  return callMethod(name, evaluation.evaluate(module, receiver), read);
}

/** Whether a call can be the end of a chain that builds a filter. */
function isFilterBuilder(name: string): boolean {
  return /^(eq|neq|gte?|lte?|in|i?like|i?match|is|isDistinct|not|build|toString|postgresChangesFilter)$/.test(name);
}

/** What a Map that begins empty gives for a key: one of the values that are put in it. */
function ofMap(evaluation: Evaluator, module: Module, receiver: Node): Value | null {
  const inner = bare(receiver);
  const declared = inner.type === 'Identifier' ? module.find(inner.name, inner) : null;
  if (declared?.kind !== 'variable' || declared.kept.length === 0) return null;
  const { init } = declared.node;
  const isMap = init?.type === 'NewExpression' && nameOf(init.callee) === 'Map' && init.arguments.length === 0;
  const options = declared.kept.map((node) => () => evaluation.evaluate(module, node));
  return isMap ? evaluation.choose(keyAt(module, declared.node, 'kept'), options) : null;
}

type Read = (index: number) => Value;

/** What is done to one value and leaves it what it is, or wraps it. Sources: the documentations of React, Vue, Svelte, Solid. */
const PLAIN: Readonly<Record<string, ((read: Read) => Value) | undefined>> = {
  useMemo: (read) => runOf(read(0)),
  computed: (read) => wrapped(['value'], () => runOf(read(0))),
  useCallback: (read) => read(0),
  memo: (read) => read(0),
  forwardRef: (read) => read(0),
  observer: (read) => read(0),
  reactive: (read) => read(0),
  readonly: (read) => read(0),
  shallowReactive: (read) => read(0),
  markRaw: (read) => read(0),
  toRaw: (read) => read(0),
  structuredClone: (read) => read(0),
  $state: (read) => read(0),
  $derived: (read) => read(0),
  unref: (read) => unwrapped(read(0)),
  toValue: (read) => unwrapped(read(0)),
  ref: (read) => wrapped(['value'], () => read(0)),
  shallowRef: (read) => wrapped(['value'], () => read(0)),
  useRef: (read) => wrapped(['current'], () => read(0)),
  String: (read) => asText(read(0)),
};

function wrapped(keys: readonly string[], value: Thunk): Value {
  return { kind: 'object', properties: new Map(keys.map((key) => [key, value])), isOpen: false };
}

function unwrapped(value: Value): Value {
  return value.kind === 'object' ? (value.properties.get('value')?.() ?? value) : value;
}

function runOf(value: Value): Value {
  return value.kind === 'function' ? value.run([]) : unknown('it is worked out at run time');
}

function asText(value: Value): Value {
  if (value.kind === 'text') return value;
  return value.kind === 'number' || value.kind === 'boolean'
    ? textValue(value.text)
    : { kind: 'text', text: '{}', isWhole: false };
}

/** `require('./x')` */
function requireOf(evaluation: Evaluator, module: Module, { arguments: given }: Call, name: string): Value | null {
  const [first] = given;
  if (name !== 'require' || first?.type !== 'StringLiteral') return null;
  const other = evaluation.project.imported(first.value, module);
  if (other === null) return unknown(`it comes from ${first.value}`);
  const properties = new Map<string, Thunk>();
  for (const key of other.exports.keys()) properties.set(key, () => evaluation.exported(other, key));
  return { kind: 'object', properties, isOpen: true };
}

/** Functions of Object and Array. */
const STATIC: Readonly<Record<string, ((read: Read) => Value | null) | undefined>> = {
  freeze: (read) => read(0),
  seal: (read) => read(0),
  from: (read) => {
    const list = read(0);
    const by = read(1);
    return by.kind === 'function' ? callMethod('map', list, () => by) : list;
  },
  keys: (read) => ofEntries(read(0), (key) => textValue(key)),
  values: (read) => ofEntries(read(0), (_, value) => value()),
  entries: (read) =>
    ofEntries(read(0), (key, value) => ({ kind: 'array', items: [() => textValue(key), value], isOpen: false })),
};

function ofEntries(value: Value, toItem: (key: string, value: Thunk) => Value): Value {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'object') return unknown('it is worked out at run time');
  const items = [...value.properties].map(
    ([key, one]): Thunk =>
      () =>
        toItem(key, one),
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
  const items = owner.kind === 'array' ? owner.items : null;
  if (owner.kind !== 'array' || items === null) return null;
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
    case 'find':
    case 'entries':
    case 'keys':
    case 'toString':
    case 'trim':
    case 'toLowerCase':
    case 'toUpperCase':
      return unknown('it is worked out at run time');
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
      return unknown('it is worked out at run time');
  }
}
