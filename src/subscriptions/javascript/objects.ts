import type { Node, ObjectMethod } from '@babel/types';
import { oneOf, writtenAt } from './additions.js';
import { defaultsIn, propertiesOf, resultOf, withDefaults } from './component-properties.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { bare, isCall, keyOf } from './nodes.js';
import { member } from './parts.js';
import { spread } from './spreading.js';
import { type ObjectValue, type Thunk, UNDEFINED, type Value } from './value.js';

/** An object as it is written out. */
export function objectValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'ObjectExpression' }>,
): ObjectValue {
  const properties = new Map<string, Thunk>();
  let isOpen = false;
  let rest: Value | null = null;
  for (const one of node.properties) {
    if (one.type === 'SpreadElement') {
      const more = spread(evaluator, module, one.argument, properties);
      isOpen ||= more.isOpen;
      rest ??= more.rest;
      continue;
    }
    const key = keyOf(one.key, one.computed) ?? computedKey(evaluator, module, one.key);
    if (key === null) isOpen = true;
    else if (one.type === 'ObjectProperty') properties.set(key, () => evaluator.evaluate(module, one.value));
    else if (one.kind === 'method') properties.set(key, () => evaluator.functionValue(module, one));
    else if (one.kind === 'get') properties.set(key, () => runGetter(evaluator, module, one));
  }
  return { kind: 'object', properties, isOpen, ...(rest === null ? {} : { rest }) };
}

/** What `Object.assign` makes of objects: the later ones go over the earlier. */
export function assignedValue(evaluator: Evaluator, module: Module, nodes: readonly Node[]): Value {
  const properties = new Map<string, Thunk>();
  const areOpen = nodes.map((node) => node.type === 'SpreadElement' || spread(evaluator, module, node, properties));
  return { kind: 'object', properties, isOpen: areOpen.includes(true) };
}

/** Where a component of Vue or a store of Pinia has what its functions find in `this`. */
const SECTIONS = ['setup', 'data', 'state', 'methods', 'actions', 'computed', 'getters'];

/** What `this` is in a function of an object: the object, or all that the component has of which it is a part. */
export function thisOfObject(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'ObjectExpression' }>,
): ObjectValue {
  const own = objectValue(evaluator, module, node);
  const holder = module.parentOf(node);
  const around = holder?.type === 'ObjectProperty' ? module.parentOf(holder) : null;
  const whole = around?.type === 'ObjectExpression' ? objectValue(evaluator, module, around) : own;
  const properties = new Map(own.properties);
  for (const section of SECTIONS) {
    const part = whole.properties.get(section)?.();
    const value = part?.kind === 'function' ? part.run([() => propertiesOf(evaluator, module)]) : part;
    for (const [key, one] of value?.kind === 'object' ? value.properties : []) {
      if (!properties.has(key)) properties.set(key, /^[cg]/.test(section) ? () => resultOf(one()) : one);
    }
  }
  const defaults = defaultsIn(evaluator, whole.properties.get('props')?.() ?? UNDEFINED);
  for (const key of defaults.properties.keys()) {
    const given = (): Value => withDefaults(propertiesOf(evaluator, module), defaults);
    if (!properties.has(key)) properties.set(key, () => member(evaluator, given(), key));
  }
  for (const [key, writes] of module.writes.toThis) {
    const first = properties.get(key);
    const later = writes.map((node) => writtenAt(evaluator, module, node));
    if (first !== undefined) properties.set(key, () => oneOf(evaluator, module, key, first, later));
  }
  return { kind: 'object', properties, isOpen: true };
}

/** What markup means by a name that its component has as an option or a property; null for another. */
export function memberOfComponent(evaluator: Evaluator, module: Module, name: string): Value | null {
  const [declared] = ['withDefaults', 'defineProps'].flatMap((macro) => module.calls.get(macro) ?? []);
  const found = module.exports.get('default');
  const given = found?.kind === 'value' ? bare(found.node) : null;
  const [first] = isCall(given) ? given.arguments : [given];
  const options =
    first?.type === 'ObjectExpression'
      ? thisOfObject(evaluator, module, first)
      : declared && evaluator.evaluate(module, declared);
  return options?.kind === 'object' ? (options.properties.get(name)?.() ?? null) : null;
}

function computedKey(evaluator: Evaluator, module: Module, key: Node): string | null {
  const value = evaluator.quietly().evaluate(module, key);
  return value.kind === 'text' && value.isWhole ? value.text : null;
}

/** The attributes of a JSX element are one object. */
export function attributesValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'JSXOpeningElement' }>,
): Value {
  const properties = new Map<string, Thunk>();
  let isOpen = false;
  for (const attribute of node.attributes) {
    if (attribute.type === 'JSXSpreadAttribute') {
      isOpen = spread(evaluator, module, attribute.argument, properties).isOpen || isOpen;
      continue;
    }
    const { name, value } = attribute;
    const inner = value?.type === 'JSXExpressionContainer' ? value.expression : value;
    if (name.type !== 'JSXIdentifier') continue;
    properties.set(name.name, () => (inner ? evaluator.evaluate(module, inner) : { kind: 'boolean', text: 'true' }));
  }
  return { kind: 'object', properties, isOpen };
}

/** An enum is an object of its members; those without a value are counted. */
export function enumValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'TSEnumDeclaration' }>,
): Value {
  const properties = new Map<string, Thunk>();
  let next: number | null = 0;
  for (const one of node.members) {
    const name = keyOf(one.id, false);
    const { initializer } = one;
    if (name === null) continue;
    if (initializer) {
      properties.set(name, () => evaluator.evaluate(module, initializer));
      next = initializer.type === 'NumericLiteral' ? initializer.value + 1 : null;
    } else if (next !== null) {
      const number = String(next);
      properties.set(name, () => ({ kind: 'number', text: number }));
      next += 1;
    }
  }
  return { kind: 'object', properties, isOpen: false };
}

function runGetter(evaluator: Evaluator, module: Module, getter: ObjectMethod): Value {
  return resultOf(evaluator.functionValue(module, getter));
}
