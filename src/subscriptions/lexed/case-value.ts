import { argumentFor } from './bind-arguments.js';
import type { Binding } from './declarations.js';
import { type Context, type Evaluate, type Outcome, text } from './outcome.js';

/**
 * What a case of an enum says: its raw value (`= "x"`), the argument that its constructor calls by the property's name,
 * or its own name. Nothing where it has no such property.
 */
export function caseValue(
  context: Context,
  { file, type, token }: Extract<Binding, { kind: 'case' }>,
  property: string,
  evaluate: Evaluate,
): readonly Outcome[] {
  if (file.is(token + 1, '(')) {
    const call = { file, name: token, open: token + 1 };
    const { functions } = context.project.scopes(file);
    const parameter = functions
      .filter(({ name, span }) => name === type.name && span.from <= type.span.to && span.to >= type.span.from)
      .flatMap(({ parameters }) => parameters)
      .find(({ name }) => name === property);
    const given = parameter === undefined ? null : argumentFor(call, parameter);
    if (given !== null) return evaluate(context, file, given);
  }
  if (property === 'rawValue' && file.is(token + 1, '=')) {
    return evaluate(context, file, { from: token + 2, to: token + 3 });
  }
  const isOwnName =
    property === 'rawValue' || property === 'name' || (property === '' && file.language.name === 'csharp');
  return isOwnName ? [text(file.word(token))] : [];
}
