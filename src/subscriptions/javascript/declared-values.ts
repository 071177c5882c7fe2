import type { Node } from '@babel/types';
import { withAdditions } from './additions.js';
import { keyAt } from './choice-keys.js';
import { propertiesOf } from './component-properties.js';
import type { Declaration, Step } from './declarations.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { importedValue } from './module-values.js';
import { isClass, isFunction } from './nodes.js';
import { enumValue } from './objects.js';
import { elementsOf, elementValue, entriesOf, member, notNothing, withoutKeys } from './parts.js';
import { either, isNullish, type Thunk, UNDEFINED, unknown, type Value } from './value.js';

/** What a declared name is worth. */
export function declaredValue(evaluator: Evaluator, module: Module, declared: Declaration): Value {
  switch (declared.kind) {
    case 'import':
      return importedValue(evaluator, module, declared.source, declared.imported);
    case 'variable':
      return variableValue(evaluator, module, declared);
    case 'each':
      return eachValue(evaluator, module, declared.loop, declared.steps);
    case 'parameter':
      return parameterValue(evaluator, module, declared);
    case 'function':
      return isFunction(declared.node) ? evaluator.functionValue(module, declared.node) : unknown('it is no function');
    case 'class':
      return isClass(declared.node) ? { kind: 'class', module, node: declared.node } : unknown('it is no class');
    case 'enum':
      return enumValue(evaluator, module, declared.node);
    case 'other':
      return unknown(`${declared.name} is worked out at run time`);
  }
}

function variableValue(
  evaluator: Evaluator,
  module: Module,
  declared: Extract<Declaration, { kind: 'variable' }>,
): Value {
  const { node, steps, writes } = declared;
  const { init } = node;
  const options: Thunk[] = writes.map((write) => () => writtenValue(evaluator, module, declared, write));
  if (isExported(module, node) && isGivenFromOutside(module, node)) {
    const given = member(evaluator, propertiesOf(evaluator, module), declared.name);
    if (given.kind !== 'unknown') {
      options.unshift(() => (init ? orDefault(evaluator, module, given, init) : given));
      return evaluator.choose(keyAt(module, node, declared.name), options);
    }
  }
  // What is empty until it is given a value is not subscribed to.
  const isPlaceholder = init?.type === 'StringLiteral' && init.value === '' && options.length > 0;
  if (init && !isPlaceholder)
    options.unshift(() => applied(evaluator, module, evaluator.evaluate(module, init), steps));
  if (init && isGivenFromOutside(module, node) && isExported(module, node)) {
    options.push(() => unknown(`${declared.name} is given from outside`));
  }
  if (options.length === 0) {
    return isGivenFromOutside(module, node) ? unknown(`${declared.name} is given from outside`) : UNDEFINED;
  }
  const value = evaluator.choose(keyAt(module, node, declared.name), options);
  if (isNullish(value) === true && isGivenFromOutside(module, node)) {
    return unknown(`${declared.name} is given from outside`);
  }
  return withAdditions(evaluator, module, node, declared.name, declared.additions, value);
}

function writtenValue(evaluator: Evaluator, module: Module, declared: Declaration, write: Node): Value {
  const isSelf = write.type === 'Identifier' && write.name === declared.name;
  return isSelf ? unknown(`${declared.name} is changed at run time`) : evaluator.evaluate(module, write);
}

function eachValue(
  evaluator: Evaluator,
  module: Module,
  loop: Extract<Declaration, { kind: 'each' }>['loop'],
  steps: readonly Step[],
): Value {
  const values = evaluator.evaluate(module, loop.right);
  const elements =
    loop.type === 'ForInStatement' && values.kind === 'object'
      ? (entriesOf(values)?.map(([key]) => key) ?? null)
      : elementsOf(values);
  return applied(evaluator, module, elementValue(evaluator, keyAt(module, loop, 'each'), elements, values), steps);
}

function parameterValue(
  evaluator: Evaluator,
  module: Module,
  declared: Extract<Declaration, { kind: 'parameter' }>,
): Value {
  const { of, index, writes } = declared;
  const isRest = of.params[index]?.type === 'RestElement';
  const steps = isRest ? declared.steps.slice(1) : declared.steps;
  const options: Thunk[] = writes.map((write) => () => writtenValue(evaluator, module, declared, write));
  options.unshift(() => applied(evaluator, module, evaluator.argument(module, of, index, isRest), steps));
  return evaluator.choose(keyAt(module, of, declared.name), options);
}

/** What the steps of a pattern take out of a value: `{ table = 'a' }`. */
function applied(evaluator: Evaluator, module: Module, start: Value, steps: readonly Step[]): Value {
  let value = start;
  for (const step of steps) {
    switch (step.kind) {
      case 'key':
        value = member(evaluator, notNothing(value), step.key);
        break;
      case 'rest':
        value = withoutKeys(value, step.without);
        break;
      case 'default':
        value = orDefault(evaluator, module, value, step.otherwise);
        break;
      case 'computed':
        value = unknown('its name is worked out at run time');
    }
  }
  return value;
}

function orDefault(evaluator: Evaluator, module: Module, value: Value, otherwise: Node): Value {
  if (value.kind === 'undefined') return evaluator.evaluate(module, otherwise);
  if (value.kind === 'either') return either(value.of.map((one) => orDefault(evaluator, module, one, otherwise)));
  // What nobody calls is worth what it would be by itself.
  const isOpen = value.kind === 'unknown' && (value.dead !== undefined || !evaluator.asks);
  return isOpen ? either([evaluator.evaluate(module, otherwise), value]) : value;
}

/** `export let table = 'a'`, which of a component of Svelte is a property with what it is when nobody gives it. */
function isExported(module: Module, node: Node): boolean {
  const declaration = module.parentOf(node);
  return declaration !== null && module.parentOf(declaration)?.type === 'ExportNamedDeclaration';
}

/** Whether a variable that says nothing gets its value elsewhere: `declare let`, and `export let` or `bind:` of Svelte. */
function isGivenFromOutside(module: Module, node: Node): boolean {
  const declaration = module.parentOf(node);
  if (declaration?.type !== 'VariableDeclaration') return false;
  const isPlain = node.type === 'VariableDeclarator' && node.id.type === 'Identifier';
  const isOfComponent = module.functionAround(node) === null && /\.svelte$/i.test(module.source.file);
  return declaration.declare === true || (isOfComponent && isPlain && declaration.kind !== 'const');
}
