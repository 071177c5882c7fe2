import type { Binding, ParameterValue } from '../model/source.js';
import type { Sdk } from '../model/subscription.js';
import { type ParameterProblem, REFUSED, SEND_ANYTHING } from './parameter-problem.js';
import { A_SUBSCRIPTION, canBe, isMissing, isText, nameBinding, verbFor } from './parameter-values.js';

/** Clients that send what they are given and leave a missing schema to the server; the others put public in. */
const LEAVE_SCHEMA_OUT: readonly Sdk[] = ['supabase-js', 'supabase-cache-helpers', 'supabase-flutter', 'supabase-py'];

const NO_PARAMS = 'No subscription params provided. Please provide at least a `schema` or `table` to subscribe to: ...';

/** The server takes schema, table, both, or both with a filter. */
export function findShapeProblems(binding: Binding): readonly ParameterProblem[] {
  const of = nameBinding(binding);
  const { schema, table, filter, sdk } = binding;
  const leavesOut = LEAVE_SCHEMA_OUT.includes(sdk);
  const shape = (message: string, hint: string): ParameterProblem => ({
    parameter: 'parameters',
    of,
    message,
    detail: `${REFUSED}: ${NO_PARAMS}`,
    hint,
  });
  if (leavesOut && [schema, table, filter].every((values) => values.length > 0 && values.every(isMissing))) {
    return [
      shape(
        'a subscription names neither schema nor table',
        "Name both, for example schema: 'public', table: 'messages'.",
      ),
    ];
  }
  const isRefusedWithout = (values: readonly ParameterValue[]): boolean =>
    values.some(isMissing) &&
    filter.some(isText) &&
    // One condition may decide about both; then the two never come together.
    (values.every(isMissing) || filter.every(isText));
  if (leavesOut && isRefusedWithout(schema)) {
    const which = of === A_SUBSCRIPTION ? of : `the subscription to ${of}`;
    return [shape(`${which} has a filter but no schema`, "Name the schema, for example schema: 'public'.")];
  }
  if (!isRefusedWithout(table)) return [];
  return [shape('a subscription has a filter but no table', 'Name the table, or leave the filter out.')];
}

/** A value that JSON keeps and the server does not take; undefined is left out by JSON and does no harm. */
export function findTypeProblems(binding: Binding): readonly ParameterProblem[] {
  if (!SEND_ANYTHING.includes(binding.sdk)) return [];
  const of = nameBinding(binding);
  return (['schema', 'table', 'filter'] as const).flatMap((parameter) =>
    (['null', 'number', 'boolean'] as const).flatMap((kind) => {
      const values = binding[parameter];
      if (!canBe(values, kind)) return [];
      const what = kind === 'null' ? 'null' : `a ${kind}`;
      return [
        {
          parameter,
          of,
          message: `the ${parameter} of ${of} ${verbFor(values, (value) => value.kind === kind)} ${what}`,
          detail: `${REFUSED}: ${NO_PARAMS}`,
          hint: kind === 'null' ? 'Leave it out, or give undefined, where there is none.' : 'Give it as text.',
        },
      ];
    }),
  );
}
