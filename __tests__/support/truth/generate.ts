import fc from 'fast-check';
import type { SubscribedEvent } from '../../../src/model/subscription.js';
import type { Asked } from './recorded.js';

/** One table, with everything that decides what Realtime makes of its changes, and what is asked of it. */
export interface MadeTable {
  readonly name: string;
  readonly schema: 'public' | 'app';
  readonly shape: 'table' | 'partitioned' | 'inherited' | 'unlogged' | 'view';
  readonly key: 'plain' | 'deferrable' | 'two columns' | 'none';
  readonly identity: 'default' | 'full' | 'nothing' | 'index' | 'dropped index';
  readonly rowSecurity: boolean;
  readonly policies: readonly MadePolicy[];
  readonly grants: 'all' | 'none' | 'two columns' | 'not the key';
  readonly isMember: boolean;
  readonly columnList: null | 'key' | 'key and tag' | 'tag';
  readonly rowFilter: null | 'key' | 'tag';
  readonly event: SubscribedEvent;
  readonly filter: string | null;
  /** Of a partitioned table: whether the leaf is asked for instead. */
  readonly isLeafAsked: boolean;
}

type MadePolicy = 'everyone' | 'owner' | 'signed in' | 'only inserts' | 'restrictive' | 'reads what is forbidden';

/** A publication with its tables: what one project is. */
export interface MadeWorld {
  readonly publication: {
    readonly form: 'tables' | 'all tables' | 'schemas' | 'missing';
    readonly publish: readonly string[];
    readonly viaRoot: boolean;
  };
  readonly appUsage: boolean;
  readonly wildcard: boolean;
  readonly tables: readonly MadeTable[];
}

export const TABLES_A_WORLD = 10;

const often = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(usual, ...others) });

const filters: readonly (string | null)[] = [
  ...[null, 'id=eq.1', 'tag=eq.a', 'body=like.x%', 'id=eq.1,tag=eq.a', 'doc=eq.{}', 'tag=in.(a,b)'],
  ...['nope=eq.1', 'id=eq.abc', 'id=like.1', 'tag=is.true'],
];

const table = fc.record({
  schema: often<MadeTable['schema']>('public', 'app'),
  shape: often<MadeTable['shape']>('table', 'partitioned', 'inherited', 'unlogged', 'view'),
  key: often<MadeTable['key']>('plain', 'deferrable', 'two columns', 'none'),
  identity: fc.constantFrom<MadeTable['identity']>(
    'default',
    'default',
    'full',
    'full',
    'nothing',
    'index',
    'dropped index',
  ),
  rowSecurity: fc.boolean(),
  policies: fc.subarray<MadePolicy>(
    ['everyone', 'owner', 'signed in', 'only inserts', 'restrictive', 'reads what is forbidden'],
    { maxLength: 2 },
  ),
  grants: often<MadeTable['grants']>('all', 'none', 'two columns', 'not the key'),
  isMember: often(true, false),
  columnList: often<MadeTable['columnList']>(null, 'key', 'key and tag', 'tag'),
  rowFilter: often<MadeTable['rowFilter']>(null, 'key', 'tag'),
  event: fc.constantFrom<SubscribedEvent>('*', 'INSERT', 'UPDATE', 'DELETE'),
  filter: fc.constantFrom(...filters),
  isLeafAsked: fc.boolean(),
});

const world: fc.Arbitrary<MadeWorld> = fc.record({
  publication: fc.record({
    form: fc.oneof(
      { weight: 12, arbitrary: fc.constant('tables' as const) },
      { weight: 3, arbitrary: fc.constantFrom('all tables' as const, 'schemas' as const, 'missing' as const) },
    ),
    publish: often<readonly string[]>(
      ['insert', 'update', 'delete', 'truncate'],
      ...[['insert'], ['insert', 'update'], ['truncate'], ['update', 'delete']],
    ),
    viaRoot: often(false, true),
  }),
  appUsage: fc.boolean(),
  wildcard: often(false, true),
  tables: fc
    .array(table, { minLength: TABLES_A_WORLD, maxLength: TABLES_A_WORLD })
    .map((tables) => tables.map((one, index) => ({ ...one, name: `t${index}` }))),
});

/** As many projects as asked for, the same for the same seed. */
export function generateWorlds(count: number, seed: number): readonly MadeWorld[] {
  return fc.sample(world, { numRuns: count, seed });
}

/** What the application of a world subscribes to. */
export function askedIn({ tables, wildcard }: MadeWorld): readonly Asked[] {
  const all: Asked = { event: '*', schema: 'public', table: '*', filter: null };
  return [...tables.map(askedOf), ...(wildcard ? [all] : [])];
}

export function askedOf({ event, schema, filter, ...made }: MadeTable): Asked {
  return {
    event,
    schema,
    table: made.shape === 'partitioned' && made.isLeafAsked ? `${made.name}_1` : made.name,
    filter,
  };
}
