import { answersOf } from '../model/filter-value.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { Binding } from '../model/source.js';
import { findMissingEvent, findUnknownEvents } from './event-problems.js';
import { type AnswerOf, findFilterProblems } from './filter-problems.js';
import { findSelectProblems } from './select-problems.js';
import { findShapeProblems, findTypeProblems } from './shape-problems.js';
import { inApplication, NO_BINDINGS, namedIn, numberSubjects, placesOf, SOURCE_NOT_READ } from './source-findings.js';

export default {
  title: 'The server accepts the parameters of every subscription',
  severity: 'error',
  about: 'source',
  check({ source, catalog }) {
    if (source === null) return SOURCE_NOT_READ;
    const bindings = inApplication(source.bindings);
    if (bindings.length === 0) return NO_BINDINGS;
    const answerOf = answersOf(catalog.known ? catalog.value.filterValues : []);
    const found = bindings.flatMap((binding) => toViolations(binding, answerOf));
    return { status: 'checked', subjects: bindings.length, found: numberSubjects(found) };
  },
} satisfies Rule;

/** What the server refuses, or answers without a callback ever firing, of all that the parameters can be. */
function toViolations(binding: Binding, answerOf: AnswerOf): readonly Violation[] {
  const problems = [
    findShapeProblems,
    findTypeProblems,
    findMissingEvent,
    findUnknownEvents,
    findFilterProblems,
    findSelectProblems,
  ].flatMap((find) => find(binding, answerOf));
  return problems.map(({ parameter, of, ...texts }) => ({
    ...namedIn(binding.location, `${parameter} of ${of}`),
    ...texts,
    fix: [],
    location: binding.location,
    related: placesOf(binding.via, 'its parameters are here'),
  }));
}
