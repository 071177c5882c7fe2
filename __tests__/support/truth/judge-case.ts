import type { RecordedCase } from './recorded.js';

/** What an application notices that did not get what it asked for. */
export type Trouble =
  | 'refused'
  | 'write fails'
  | 'poison'
  | 'error 400'
  | 'error 401'
  | 'lost'
  | 'leak'
  /** A DELETE that does not say which row is gone. */
  | 'keyless';

/** What a measured case is to the application that subscribed, and why. */
export type Judged =
  | { readonly kind: 'trouble'; readonly troubles: readonly Trouble[] }
  | { readonly kind: 'delivered' }
  /** Looks like trouble and is none, or none that any fact before the run can tell. */
  | { readonly kind: 'benign'; readonly reason: string };

interface Row {
  readonly reason: string;
  readonly is: (given: RecordedCase) => boolean;
}

const inSchema =
  (...words: readonly string[]) =>
  ({ schema }: RecordedCase): boolean =>
    words.some((word) => schema.key.includes(word));

/** Row security lets this user SELECT the row of the group `base`. */
function isHidden({ schema, role }: RecordedCase): boolean {
  return schema.key.endsWith('no-policy') || (schema.key.endsWith('owner') && role !== 'authenticated');
}

/** The row holds the very value that is filtered for. */
const MATCHES_ITSELF: readonly string[] = ['eq', 'lte', 'gte', 'in', 'like', 'ilike', 'match', 'imatch'];

function isFilteredOut({ operator }: RecordedCase): boolean {
  return operator !== undefined && !MATCHES_ITSELF.includes(operator.operator);
}

/** Nothing arrives, and nothing should: each row with its reason. */
export const BENIGN: readonly Row[] = [
  {
    reason: 'no delivery was measured: the figure is a cost, or PostgreSQL refused the statement and nobody subscribes',
    is: ({ group, id, seen }) => group === 'cost' || (id.includes('system table') && seen.delivered === undefined),
  },
  {
    reason: 'row security hides the row from this user, as the policy says: a SELECT would not give it either',
    is: (given) => given.group === 'base' && given.schema.key.endsWith('owner') && isHidden(given) && isSilent(given),
  },
  {
    reason: 'the filter does not match the row: the row holds the value, and the operator asks for another',
    is: (given) => given.group === 'operator' && isFilteredOut(given) && isSilent(given),
  },
  {
    reason: 'the filter does not match the row: the generated column has another value after the UPDATE',
    is: (given) => given.id.endsWith('filter generated, UPDATE') && isSilent(given),
  },
  {
    reason:
      'the UPDATE moves the row out of the filter or the policy; the database cannot say which rows will be moved',
    is: (given) => inSchema('update moves row out of')(given) && isSilent(given),
  },
  {
    reason: 'Realtime has no TRUNCATE event, so nobody can have asked for one',
    is: ({ event }) => event === 'TRUNCATE',
  },
  {
    reason:
      'the token names no role; tokens are made at run time, and no fact of the database or the source says what is in them',
    is: ({ id }) => id.includes('no role claim'),
  },
];

/** The event arrives where rights, row security, the filter or the publication's own limits should have kept it. */
const LEAKS: readonly Row['is'][] = [
  (given) => given.group === 'base' && given.event === 'DELETE' && isHidden(given),
  ({ note }) => note?.includes('sees 0 rows') === true,
  inSchema('row filter', 'column list', 'no USAGE, RLS off'),
  isOfAnotherTable,
  isFilteredOut,
];

function isOfAnotherTable({ asked, seen: { from } }: RecordedCase): boolean {
  return asked !== null && asked.table !== '*' && from !== undefined && from !== `${asked.schema}.${asked.table}`;
}

const MEASURED_ON = 15;

/** PostgreSQL 17 reads `{{}}` as an empty array, which the versions before refuse; this is what it then comes to. */
const SINCE_17: Readonly<Record<string, Judged>> = {
  'operator: json in.({})': { kind: 'trouble', troubles: ['poison'] },
  'operator: jsonb in.({})': {
    kind: 'benign',
    reason: 'the value is refused by PostgreSQL 15 and 16; 17 and later read it as an empty list, which matches no row',
  },
};

/**
 * As the application expects is: the subscription is accepted, its own writes work, every change that it asked for and
 * that the user may SELECT arrives once, without an error, an INSERT and an UPDATE with every column that the role may
 * SELECT, a DELETE with the key. `payload.old` with nothing but the key is expected, because it is PostgreSQL's default;
 * an application that reads more of it says so in its source, of which these cases have none.
 */
export function judgeCase(given: RecordedCase, major = MEASURED_ON): Judged {
  const later = major < 17 ? undefined : SINCE_17[given.id];
  if (later !== undefined) return later;
  const benign = BENIGN.find(({ is }) => is(given));
  if (benign !== undefined) return { kind: 'benign', reason: benign.reason };
  const troubles = troublesOf(given);
  return troubles.length === 0 ? { kind: 'delivered' } : { kind: 'trouble', troubles };
}

function troublesOf(given: RecordedCase): readonly Trouble[] {
  const { subscribed = 'ok', wrote = 'ok', poison = null, errors = [], delivered } = given.seen;
  if (subscribed !== 'ok') return ['refused'];
  if (wrote !== 'ok') return ['write fails'];
  if (poison !== null) return ['poison'];
  if (errors.length > 0) return errors.map((error) => (error.includes('400') ? 'error 400' : 'error 401'));
  if (delivered === 0) return ['lost'];
  if (delivered === undefined) return [];
  return [
    ...(LEAKS.some((is) => is(given)) ? ['leak' as const] : []),
    // What was asked for is not what came.
    ...(isOfAnotherTable(given) ? ['lost' as const] : []),
    ...(isKeyless(given) ? ['keyless' as const] : []),
  ];
}

function isKeyless({ event, seen }: RecordedCase): boolean {
  return event === 'DELETE' && seen.old !== null && seen.old !== undefined && !seen.old.includes('id');
}

function isSilent({ seen }: RecordedCase): boolean {
  return (
    seen.subscribed === 'ok' && (seen.wrote ?? 'ok') === 'ok' && seen.delivered === 0 && (seen.poison ?? null) === null
  );
}
