import { displayIdentifier, type RelationName } from '../model/names.js';
import { remember } from '../model/remember.js';
import type { Binding, ParameterValue } from '../model/source.js';

/** Whether a parameter is left out of what is sent: JSON drops undefined. */
export function isMissing({ kind }: ParameterValue): boolean {
  return kind === 'absent' || kind === 'undefined';
}

/** Whether it is text, whole or in part. */
export function isText(value: ParameterValue): boolean {
  return value.kind === 'text';
}

/** Whether one of the values that a parameter can have is of the kind. */
export function canBe(values: readonly ParameterValue[], kind: ParameterValue['kind']): boolean {
  return values.some((value) => value.kind === kind);
}

/** `is` where every value is so, `can be` where a condition decides. */
export function verbFor(values: readonly ParameterValue[], isSo: (value: ParameterValue) => boolean): 'is' | 'can be' {
  return values.every(isSo) ? 'is' : 'can be';
}

/** A binding whose table is not one text. */
export const A_SUBSCRIPTION = 'a subscription';

/** A binding by its table, for people: the name where it is one text, else A_SUBSCRIPTION. */
export const nameBinding = remember(({ schema, table }: Binding): string => {
  const [name, inSchema] = [onlyText(table), onlyText(schema)];
  if (name === null) return A_SUBSCRIPTION;
  return [inSchema, name]
    .flatMap((part) => (part === null ? [] : [part === '*' ? part : displayIdentifier(part)]))
    .join('.');
});

/** The table that a binding names; null where that is not one whole text, or stands for many. */
export function tableOf({ schema, table }: Binding): RelationName | null {
  const name = onlyText(table);
  const inSchema = schema.every(isMissing) ? 'public' : onlyText(schema);
  return name === null || inSchema === null || name === '*' || inSchema === '*' ? null : { schema: inSchema, name };
}

function onlyText(values: readonly ParameterValue[]): string | null {
  const [only, ...others] = values;
  return only?.kind === 'text' && only.isWhole && others.length === 0 ? only.text : null;
}
