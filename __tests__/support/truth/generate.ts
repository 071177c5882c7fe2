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
  /** Its name has a `_`, and a healthy published table has another letter in its place. */
  readonly hasTwin: boolean;
  readonly columnList: null | 'key' | 'key and tag' | 'tag';
  readonly rowFilter: null | 'key' | 'tag';
  readonly event: SubscribedEvent;
  readonly filter: string | null;
  /** Of a partitioned table: whether the leaf is asked for instead. */
  readonly isLeafAsked: boolean;
}

const POLICIES = ['everyone', 'owner', 'signed in', 'only inserts', 'restrictive', 'reads what is forbidden'] as const;

type MadePolicy = (typeof POLICIES)[number];

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

const FILTERS = [
  ...['id=eq.1', 'tag=eq.a', 'body=like.x%', 'id=eq.1,tag=eq.a', 'doc=eq.{}', 'tag=in.(a,b)'],
  ...['nope=eq.1', 'id=eq.abc', 'id=like.1', 'tag=is.true'],
];

/** A project in which each thing is as in a healthy one, `weight` to two. */
function worldOf(weight: number): fc.Arbitrary<MadeWorld> {
  const often = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
    fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });
  const table = fc.record({
    schema: often<MadeTable['schema']>('public', 'app'),
    shape: often<MadeTable['shape']>('table', 'partitioned', 'inherited', 'unlogged', 'view'),
    key: often<MadeTable['key']>('plain', 'deferrable', 'two columns', 'none'),
    identity: often<MadeTable['identity']>('full', 'default', 'nothing', 'index', 'dropped index'),
    rowSecurity: fc.boolean(),
    policies: fc.oneof(
      { weight, arbitrary: fc.constant<MadePolicy[]>(['everyone']) },
      { weight: 2, arbitrary: fc.subarray<MadePolicy>([...POLICIES], { maxLength: 2 }) },
    ),
    grants: often<MadeTable['grants']>('all', 'none', 'two columns', 'not the key'),
    isMember: often(true, false),
    hasTwin: often(false, true),
    columnList: often<MadeTable['columnList']>(null, 'key', 'key and tag', 'tag'),
    rowFilter: often<MadeTable['rowFilter']>(null, 'key', 'tag'),
    event: fc.constantFrom<SubscribedEvent>('*', 'INSERT', 'UPDATE', 'DELETE'),
    filter: often<string | null>(null, ...FILTERS),
    isLeafAsked: fc.boolean(),
  });

  return fc.record({
    publication: fc.record({
      form: fc.oneof(
        { weight, arbitrary: fc.constant('tables' as const) },
        { weight: 2, arbitrary: fc.constantFrom('all tables' as const, 'schemas' as const, 'missing' as const) },
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
      .map((tables) => tables.map((one, index) => ({ ...one, name: one.hasTwin ? `t_${index}` : `t${index}` }))),
  });
}

/** Half of them wild, for many things at once, and half of them tame, for one at a time and for none. */
const world = fc.oneof(worldOf(3), worldOf(24));

/** As many projects as asked for, the same for the same seed. */
export function generateWorlds(count: number, seed: number): readonly MadeWorld[] {
  return fc.sample(world, { numRuns: count, seed });
}

/** What the application of a world subscribes to. */
export function askedIn({ tables, wildcard }: MadeWorld): readonly Asked[] {
  const all: Asked = { event: '*', schema: 'public', table: '*', filter: null };
  return [...tables.map(askedOf), ...(wildcard ? [all] : [])];
}

/** The table that answers to the name of another. */
export function twinOf({ name }: Pick<MadeTable, 'name'>): string {
  return name.replace('_', 'x');
}

export function askedOf({ event, schema, filter, ...made }: MadeTable): Asked {
  return {
    event,
    schema,
    table: made.shape === 'partitioned' && made.isLeafAsked ? `${made.name}_1` : made.name,
    filter,
  };
}
