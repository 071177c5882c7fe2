import { groupBy } from '../model/group-by.js';
import { displayPattern } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { type FilterOperator, parseFilter } from '../model/parse-filter.js';
import { releaseOf, type ServerFeature, serverKnows } from '../model/realtime-version.js';
import type { Binding } from '../model/source.js';
import type { Subscription } from '../model/subscription.js';
import { shorten } from './filter-problems.js';
import { REFUSED } from './parameter-problem.js';
import { canBe, nameBinding } from './parameter-values.js';
import { inApplication, namedIn, numberSubjects, placesOf } from './source-findings.js';
import { askedAt } from './subscribed-relations.js';

/** What the first server with filters knew. */
const FIRST: readonly FilterOperator[] = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte'];

/** Something in a filter that not every server knows. */
interface Newer {
  readonly feature: Exclude<ServerFeature, 'select'>;
  /** What it is, as the end of `uses ...`. */
  readonly what: string;
  readonly detail: string;
}

export default {
  title: 'The Realtime server that is hosted knows every operator that is used',
  severity: 'warning',
  check({ policy, subscriptions, source }) {
    const server = policy.realtimeVersion;
    if (server === null) {
      return { status: 'not-applicable', reason: 'the config file names no realtime-version' };
    }
    const filtered = subscriptions.filter(({ filter }) => filter !== null);
    const selecting = inApplication(source?.bindings ?? []).filter(({ select }) => canBe(select, 'array'));
    if (filtered.length + selecting.length === 0) {
      return { status: 'not-applicable', reason: 'no subscription has a filter or selects columns' };
    }
    const alike = [...groupBy(filtered, ({ schema, table, filter }) => [schema, table, filter].join('\0')).values()];
    const knows = { in: serverKnows(server, 'in'), 'filter-operators': serverKnows(server, 'filter-operators') };
    const found = alike.flatMap((group) => {
      const newer = findNewer(group[0]?.filter ?? '').find(({ feature }) => !knows[feature]);
      return newer === undefined ? [] : [toViolation(group, newer, server)];
    });
    const selected = serverKnows(server, 'select')
      ? []
      : selecting.map((binding) => toSelectViolation(binding, server));
    return {
      status: 'checked',
      subjects: alike.length + selecting.length,
      found: numberSubjects([...found, ...selected]),
    };
  },
} satisfies Rule;

function findNewer(filter: string): readonly Newer[] {
  const parsed = parseFilter(filter, false);
  if (!parsed.accepted) return [];
  const parts: Newer[] = [];
  for (const { operator, isNegated } of parsed.conditions) {
    if (isNegated) parts.push({ feature: 'filter-operators', what: 'not.', detail: REFUSED });
    if (operator === 'in') parts.push({ feature: 'in', what: 'in', detail: REFUSED });
    else if (!FIRST.includes(operator)) parts.push({ feature: 'filter-operators', what: operator, detail: REFUSED });
  }
  if (parsed.conditions.length > 1) parts.push(SEVERAL);
  return parts;
}

const SEVERAL: Newer = {
  feature: 'filter-operators',
  what: 'several conditions',
  detail: `the server takes what follows the first comma for a part of the value: a column of text matches no row, and on any other ${REFUSED}`,
};

function toViolation(alike: readonly Subscription[], { feature, what, detail }: Newer, server: string): Violation {
  const [first] = alike;
  const name = first === undefined ? '' : displayPattern(first);
  const filter = first?.filter ?? '';
  return {
    subject: `${name} where ${shorten(filter)}`,
    message: `the filter of ${name} uses ${what}, which Realtime ${server} does not know`,
    detail,
    hint: `Host Realtime ${releaseOf(feature)} or later, or filter in the callback.`,
    fix: [],
    ...askedAt(alike),
  };
}

function toSelectViolation(binding: Binding, server: string): Violation {
  const of = nameBinding(binding);
  return {
    ...namedIn(binding.location, `select of ${of}`),
    message: `the subscription to ${of} selects columns, which Realtime ${server} does not know`,
    detail: 'the server leaves it unread and sends every column that the role may read',
    hint: `Host Realtime ${releaseOf('select')} or later, or revoke SELECT on the table and grant it by column, without those that nobody is to see.`,
    fix: [],
    location: binding.location,
    related: placesOf(binding.via, 'its parameters are here'),
  };
}
