import { argumentFor, fits } from './bind-arguments.js';
import type { Case, Element, FunctionDeclaration } from './declarations.js';
import type { Context } from './outcome.js';
import type { Call } from './project.js';

/** What a case says of a property: its raw value (`= "x"`), or the argument that its constructor calls so; null where it has none. */
export function partOfCase({ project }: Context, { file, type, token }: Case, property: string): Element | null {
  if (file.is(token + 1, '(')) {
    const makers = project.scopes(file).functions.filter(({ name }) => name === type.name);
    return givenFor({ file, name: token, open: token + 1 }, makers, property);
  }
  const isRaw = property === 'rawValue' && file.is(token + 1, '=');
  return isRaw ? { file, span: { from: token + 2, to: token + 3 } } : null;
}

/** What a call of a constructor gives for a member; null where that is not clear. */
export function givenFor(call: Call, makers: readonly FunctionDeclaration[], member: string): Element | null {
  const found = makers.flatMap((maker): readonly Element[] => {
    const parameter = maker.parameters.find(({ name }) => name === member);
    if (parameter === undefined || !fits(call, maker)) return [];
    const given = argumentFor(call, parameter);
    if (given !== null) return [{ file: call.file, span: given }];
    return parameter.initial === null ? [] : [{ file: maker.file, span: parameter.initial }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}
