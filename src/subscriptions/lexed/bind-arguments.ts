import { type Argument, readArguments } from './arguments.js';
import type { FunctionDeclaration, Parameter } from './declarations.js';
import type { LexedFile, Span } from './lexed-file.js';
import type { Call } from './project.js';

/** What a call gives for a parameter; null where it leaves it out. */
export function argumentFor(call: Call, parameter: Parameter): Span | null {
  let place = 0;
  for (const argument of givenBy(call)) {
    if (argument.name !== null) {
      if (argument.name === parameter.label) return argument;
      continue;
    }
    if (place === parameter.place) return argument;
    place += 1;
  }
  return null;
}

/** What a call gives. `Live.__init__(self, "jobs")` says what it is called on as its first argument. */
function givenBy({ file, name, open, also = [] }: Call): readonly Argument[] {
  const given = open < 0 ? [] : readArguments(file, open);
  const isOnSelf = file.word(name) === '__init__' && file.word(given[0]?.from ?? name) === 'self';
  return [...also, ...given.slice(isOnSelf ? 1 : 0)];
}

/** Whether a text is asked for and a function is given, as to a namesake. */
function isFunctionForText(file: LexedFile, given: Span | null, { type }: Parameter): boolean {
  if (given === null || !/^(String|string|str)$/.test(type ?? '')) return false;
  const at = file.seek(given.from, given.to, /^([{=?]|if|when|switch|lambda)$/);
  return at < given.to && /^[{=l]/.test(file.text(at)) && !file.is(at, '==');
}

/** Whether a call may be one of this function: no name that it does not know, no more than it takes, nothing missing. */
export function fits(call: Call, { parameters }: FunctionDeclaration): boolean {
  const given = givenBy(call);
  const places = parameters.filter(({ place }) => place !== null).length;
  if (given.filter(({ name }) => name === null).length > places) return false;
  if (given.some(({ name }) => name !== null && !parameters.some(({ label }) => label === name))) return false;
  if (parameters.some((parameter) => isFunctionForText(call.file, argumentFor(call, parameter), parameter)))
    return false;
  const missing = parameters.filter((parameter) => parameter.isRequired && argumentFor(call, parameter) === null);
  // A closure behind the parentheses is an argument, too.
  return missing.length <= (call.file.is(call.file.partner(call.open) + 1, '{') ? 1 : 0);
}
