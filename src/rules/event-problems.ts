import { displayText } from '../model/names.js';
import type { Binding, ParameterValue } from '../model/source.js';
import { type ParameterProblem, SEND_ANYTHING } from './parameter-problem.js';
import { isMissing, nameBinding, verbFor } from './parameter-values.js';

const EVERYTHING_SENT =
  'the server sends every change, the client compares its event with this one, and the callback never fires';

export function findMissingEvent(binding: Binding): readonly ParameterProblem[] {
  const isNone = (value: ParameterValue): boolean => isMissing(value) || value.kind === 'null';
  if (!SEND_ANYTHING.includes(binding.sdk) || !binding.event.some(isNone)) return [];
  const of = nameBinding(binding);
  return [
    {
      parameter: 'event',
      of,
      message: `the event of ${of} ${verbFor(binding.event, isNone)} missing`,
      detail: EVERYTHING_SENT,
      hint: "Name the event: '*', 'INSERT', 'UPDATE' or 'DELETE'.",
    },
  ];
}

/** Case does not matter: the server raises it and the client lowers it. */
export function findUnknownEvents(binding: Binding): readonly ParameterProblem[] {
  const of = nameBinding(binding);
  const isUnknown = (value: ParameterValue): boolean =>
    value.kind === 'text' && value.isWhole && !/^(\*|insert|update|delete)$/i.test(value.text);
  return binding.event.flatMap((value) => {
    if (value.kind !== 'text' || !isUnknown(value)) return [];
    return [
      {
        parameter: 'event',
        of,
        message: `the event of ${of} ${verbFor(binding.event, isUnknown)} "${displayText(value.text)}", which is none`,
        detail: EVERYTHING_SENT,
        hint: "Name one of '*', 'INSERT', 'UPDATE' and 'DELETE'.",
      },
    ];
  });
}
