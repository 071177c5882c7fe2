import type { Rule, Violation } from '../model/outcome.js';
import type { Binding, ParameterValue } from '../model/source.js';
import { MISMATCH } from './client-effects.js';
import { nameBinding, verbFor } from './parameter-values.js';
import { inApplication, NO_BINDINGS, namedIn, numberSubjects, placesOf, SOURCE_NOT_READ } from './source-findings.js';

export default {
  title: 'Every value of a binding is the same after JSON',
  severity: 'error',
  about: 'source',
  check({ source }) {
    if (source === null) return SOURCE_NOT_READ;
    const bindings = inApplication(source.bindings);
    if (bindings.length === 0) return NO_BINDINGS;
    return { status: 'checked', subjects: bindings.length, found: numberSubjects(bindings.flatMap(toViolations)) };
  },
} satisfies Rule;

/** The parameters that the client compares with the server's answer by ===; a list in `select` is not compared. */
const COMPARED = ['event', 'schema', 'table', 'filter'] as const;

/** What is another object, another value or nothing at all when it comes back. */
const LOST: Readonly<Partial<Record<ParameterValue['kind'], string>>> = {
  object: 'an object',
  array: 'an array',
  date: 'a Date',
  nan: 'NaN',
  function: 'a function',
};

function toViolations(binding: Binding): readonly Violation[] {
  const of = nameBinding(binding);
  return COMPARED.flatMap((parameter) => {
    const values = binding[parameter];
    const lost = values.find(({ kind }) => LOST[kind] !== undefined);
    if (lost === undefined) return [];
    return [
      {
        ...namedIn(binding.location, `${parameter} of ${of}`),
        message: `the ${parameter} of ${of} ${verbFor(values, ({ kind }) => kind === lost.kind)} ${LOST[lost.kind]}`,
        detail: `whatever the version, the channel ends in CHANNEL_ERROR: ${MISMATCH}`,
        hint:
          lost.kind === 'array' && parameter !== 'filter'
            ? 'Add a binding for each, all of them before subscribe().'
            : 'Give it as text.',
        fix: [],
        location: binding.location,
        related: placesOf(binding.via, 'its parameters are here'),
      },
    ];
  });
}
