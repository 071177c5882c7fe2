import type { Evaluation } from './evaluation.js';
import { member, notNothing } from './parts.js';
import { isNullish, NEVER, UNDEFINED, type Value } from './value.js';

/** The parameters of a subscription as values. */
export interface Parameters {
  readonly schema: Value;
  readonly table: Value;
  readonly event: Value;
  readonly filter: Value;
  readonly select: Value;
}

/** Works out the parameters; null when this way makes no subscription. */
export type ReadParameters = (evaluation: Evaluation) => Parameters | null;

/** The parameters in an object of options. What is in a filter never makes two subscriptions of one. */
export function readOptions(evaluation: Evaluation, read: (evaluation: Evaluation) => Value): Parameters {
  const given = read(evaluation);
  // Nothing is read of what is null; where that is all there is, the call is for a value that is not seen from here.
  const options = isNullish(given) === true ? NEVER : notNothing(given);
  const quiet = evaluation.question === null ? read(evaluation.quietly()) : UNDEFINED;
  return {
    schema: member(evaluation, options, 'schema'),
    table: member(evaluation, options, 'table'),
    event: member(evaluation, options, 'event'),
    filter: member(evaluation.quietly(), quiet, 'filter'),
    select: member(evaluation.quietly(), quiet, 'select'),
  };
}
