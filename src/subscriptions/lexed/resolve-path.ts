import { argumentFor } from './bind-arguments.js';
import { caseValue } from './case-value.js';
import type { Binding } from './declarations.js';
import { elementsOf } from './elements.js';
import { findBindings, type Place } from './find-bindings.js';
import type { LexedFile, Span } from './lexed-file.js';
import { type Context, deeper, type Evaluate, type Outcome, unknown } from './outcome.js';
import { toPath, trim } from './trim.js';

/** What a case of an enum is asked for: its raw value, or a member that its constructor sets. */
const LONGEST_DETOUR = 8;

/** Every value that a name may have where it stands. @param names the parts of `AppConstants.tableOrders` */
export function resolvePath(
  outer: Context,
  at: Place,
  names: readonly string[],
  evaluate: Evaluate,
): readonly Outcome[] {
  const context = deeper(outer);
  if (context === null) return [unknown('it takes too many steps to follow')];
  const last = names.at(-1) ?? '';
  if (names[0] === 'nameof') return [{ kind: 'text', text: last, isWhole: true }];
  if (names.length > 1) {
    const cases = casesOf(context, at, names.slice(0, -1), LONGEST_DETOUR);
    const found = cases.flatMap((one) =>
      'kind' in one && one.kind === 'case' ? caseValue(context, one, last, evaluate) : [],
    );
    if (found.length > 0) return found;
    const needs = cases.flatMap((one) => (one.kind === 'needs' ? one : []));
    if (needs.length > 0) return needs;
  }
  const bindings = findBindings(context, at, names);
  const isProperty = names.length > 1 && (last === 'value' || last === 'rawValue');
  if (bindings.length === 0 && isProperty) return resolvePath(context, at, names.slice(0, -1), evaluate);
  if (bindings.length === 0) return [unknown(`what ${names.join('.')} is cannot be read`)];
  const values = bindings.flatMap((binding) => valuesOf(context, binding, evaluate, names));
  // What is empty until it is given a value is not subscribed to.
  const given = values.filter((value) => !(value.kind === 'text' && value.text === ''));
  return given.length > 0 ? given : values;
}

function valuesOf(
  context: Context,
  binding: Binding,
  evaluate: Evaluate,
  names: readonly string[],
): readonly Outcome[] {
  switch (binding.kind) {
    case 'value':
      return evaluate(context, binding.file, binding.span);
    case 'element': {
      const elements = elementsOf(context, binding.file, binding.span);
      if (elements === null) return [unknown(`what ${names.join('.')} goes through cannot be read`)];
      return elements.flatMap(({ file, span }) => evaluate(context, file, span));
    }
    case 'case':
      return caseValue(context, binding, '', evaluate);
    case 'parameter':
      return parameterValues(context, binding, evaluate);
  }
}

function parameterValues(
  context: Context,
  { of, parameter }: Binding & { readonly kind: 'parameter' },
  evaluate: Evaluate,
): readonly Outcome[] {
  const call = context.bound.get(of);
  if (call === undefined) return [{ kind: 'needs', of, partial: null }];
  const given = argumentFor(call, parameter);
  if (given !== null) return evaluate(context, call.file, given);
  if (parameter.initial !== null) return evaluate(context, of.file, parameter.initial);
  return [{ kind: 'absent' }];
}

type Case = Extract<Binding, { kind: 'case' }> | Extract<Outcome, { kind: 'needs' }>;

/** The cases of an enum that a path may stand for, through parameters and values. */
function casesOf(context: Context, at: Place, names: readonly string[], left: number): readonly Case[] {
  if (left === 0) return [];
  return findBindings(context, at, names).flatMap((binding): readonly Case[] => {
    if (binding.kind === 'case') return [binding];
    if (binding.kind === 'parameter') {
      const call = context.bound.get(binding.of);
      if (call === undefined) return [{ kind: 'needs', of: binding.of, partial: null }];
      const given = argumentFor(call, binding.parameter);
      const file = given === null ? binding.of.file : call.file;
      return casesIn(context, file, given ?? binding.parameter.initial, binding.parameter.type, left);
    }
    if (binding.kind === 'value') return casesIn(context, binding.file, binding.span, null, left);
    const elements = elementsOf(context, binding.file, binding.span) ?? [];
    return elements.flatMap(({ file, span }) => casesIn(context, file, span, null, left));
  });
}

function casesIn(
  context: Context,
  file: LexedFile,
  span: Span | null,
  type: string | null,
  left: number,
): readonly Case[] {
  if (span === null) return [];
  const trimmed = trim(file, span);
  const path = toPath(file, trimmed);
  if (path === null) return [];
  // `.messages` alone is a case of the type that is asked for.
  const names = path[0] === '' && type !== null ? [type, ...path.slice(1)] : path;
  return casesOf(context, { file, token: trimmed.from }, names, left - 1);
}
