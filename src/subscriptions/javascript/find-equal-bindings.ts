import { areAlternatives, type Call, chainOf, isSameRoot, runsIn } from './channels.js';
import { Evaluation } from './evaluation.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { readOptions } from './parameters.js';
import type { Project } from './project.js';
import type { Value } from './value.js';

/** Two equal bindings on one channel. */
export function findEqualBindings(project: Project, module: Module, ons: readonly Call[]): readonly Hazard[] {
  const found: Hazard[] = [];
  const seen: { readonly on: Call; readonly said: string }[] = [];
  for (const on of [...ons].sort((one, other) => (one.end ?? 0) - (other.end ?? 0))) {
    const said = spell(project, module, on);
    if (said === null) continue;
    const first = seen.find((one) => one.said === said && isOfOneChannel(project, module, one.on, on));
    if (first === undefined) seen.push({ on, said });
    else {
      const channel = chainOf(project, module, on)?.root ?? null;
      found.push({
        kind: 'equal-bindings',
        when: 'same-tick',
        channel,
        at: on,
        first: first.on,
        firstIn: module,
        via: [],
      });
    }
  }
  return found;
}

function isOfOneChannel(project: Project, module: Module, one: Call, other: Call): boolean {
  const [first, second] = [chainOf(project, module, one), chainOf(project, module, other)];
  if (first === null || second === null || !isSameRoot(first.root, second.root)) return false;
  // Under one name, what runs in two functions may be two channels.
  return runsIn(module, one) === runsIn(module, other) && !areAlternatives(module, one, other);
}

/** The parameters in words that are equal when the client takes them for equal; null when they are not known. */
function spell(project: Project, module: Module, on: Call): string | null {
  const options = on.arguments[1];
  if (options === undefined) return null;
  const evaluation = new Evaluation(project, { given: new Map(), options: new Map() }, false);
  const { event, schema, table, filter, select } = readOptions(evaluation, (one) => one.evaluate(module, options));
  const words = [event, schema, table, filter, select].map((value) => spellValue(value));
  if (words.every((word) => word !== null)) return JSON.stringify(words);
  // What is not known is equal where it is spelt alike, and made of names alone.
  return options.type === 'ObjectExpression' && !/[(]|\.\.\./.test(module.textOf(options))
    ? module.textOf(options)
    : null;
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
