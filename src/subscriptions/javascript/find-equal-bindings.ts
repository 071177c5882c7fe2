import type { Node } from '@babel/types';
import { areAlternatives, type Call, chainOf, isInside, keyOfRoot, type Root, runsIn } from './channels.js';
import { UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import { keyOfExpression } from './expression-keys.js';
import { lastGiven, valuesOf } from './given-channels.js';
import { isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import { isLeft, loopAround, mentionsNameOf } from './loops.js';
import type { Module } from './module.js';
import { readOptions } from './parameters.js';
import type { Project } from './project.js';
import { isOnCondition } from './rule-out.js';
import type { Value } from './value.js';

/** Two equal bindings on one channel. */
export function findEqualBindings(project: Project, module: Module, ons: readonly Call[]): readonly Hazard[] {
  const found: Hazard[] = [];
  const byChannel = new Map<unknown, Map<string, Call>>();
  for (const on of [...ons].sort((one, other) => (one.end ?? 0) - (other.end ?? 0))) {
    const chain = chainOf(project, module, on);
    const said = chain && spell(project, module, on);
    if (chain === null || said === null) continue;
    const values = valuesOf(module, on, chain.root);
    const key = (values && lastGiven(module, values, on)) ?? keyOfRoot(chain.root);
    const bound = byChannel.get(key) ?? new Map<string, Call>();
    byChannel.set(key, bound);
    const before = bound.get(said);
    if (before === undefined) bound.set(said, on);
    const first =
      before === undefined ? inLoop(module, chain.root, on) : areOfOneRun(module, before, on) ? before : null;
    if (first === null) continue;
    found.push({
      kind: 'equal-bindings',
      when: 'same-tick',
      channel: chain.root,
      at: on,
      first,
      firstIn: module,
      via: [],
    });
  }
  return found;
}

/** The loop that makes a binding with the same parameters in each round, on a channel that has a name before it begins. */
function inLoop(module: Module, root: Root, on: Call): Node | null {
  const loop = loopAround(module, on);
  const [, options] = on.arguments;
  if (loop === null || options === undefined || root.kind !== 'name' || root.declared.kind !== 'variable') return null;
  const made = [root.declared.node, ...root.declared.writes];
  if (root.module !== module || made.some((node) => isInside(node, loop))) return null;
  const isOnce = isLeft(loop) || isGuarded(module, on, loop) || isOnCondition(module, on, loop);
  return isOnce || mentionsNameOf(module, options, loop) ? null : loop;
}

/** Under one name, what runs in two functions or on two sides of a condition may be two channels. */
function areOfOneRun(module: Module, one: Call, other: Call): boolean {
  return runsIn(module, one) === runsIn(module, other) && !areAlternatives(module, one, other);
}

/** The parameters in words that are equal when the client takes them for equal; null when they are not known. */
function spell(project: Project, module: Module, on: Call): string | null {
  const options = on.arguments[1];
  if (options === undefined) return null;
  const evaluation = new Evaluation(project, UNDECIDED, false);
  const { event, schema, table, filter, select } = readOptions(evaluation, (one) => one.evaluate(module, options));
  const words = [event, schema, table, filter, select].map((value) => spellValue(value));
  if (words.every((word) => word !== null)) return JSON.stringify(words);
  // What is not known is equal where it is spelt alike, and made of names alone.
  const isOfNames = options.type === 'ObjectExpression' && !/[(]|\.\.\.|\+\+|--/.test(module.textOf(options));
  return isOfNames ? keyOfExpression(module, options) : null;
}

function spellValue(value: Value): string | null {
  switch (value.kind) {
    case 'text':
      return value.isWhole ? value.text : null;
    case 'undefined':
    case 'null':
      return '';
    default:
      return null;
  }
}
