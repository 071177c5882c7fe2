import { readArguments } from './arguments.js';
import type { FunctionDeclaration, Parameter } from './declarations.js';
import type { Span } from './lexed-file.js';
import type { Call } from './project.js';

/** What a call gives for a parameter; null where it leaves it out. */
export function argumentFor(call: Call, parameter: Parameter): Span | null {
  let place = 0;
  for (const argument of readArguments(call.file, call.open)) {
    if (argument.name !== null) {
      if (argument.name === parameter.label) return argument;
      continue;
    }
    if (place === parameter.place) return argument;
    place += 1;
  }
  return null;
}

/** Whether a call may be one of this function: no name that it does not know, no more than it takes, nothing missing. */
export function fits(call: Call, { parameters }: FunctionDeclaration): boolean {
  const given = readArguments(call.file, call.open);
  const places = parameters.filter(({ place }) => place !== null).length;
  if (given.filter(({ name }) => name === null).length > places) return false;
  if (given.some(({ name }) => name !== null && !parameters.some(({ label }) => label === name))) return false;
  const missing = parameters.filter((parameter) => parameter.isRequired && argumentFor(call, parameter) === null);
  // A closure behind the parentheses is an argument, too.
  return missing.length <= (call.file.is(call.file.partner(call.open) + 1, '{') ? 1 : 0);
}
