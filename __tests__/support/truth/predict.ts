import type { MadeTable, MadeWorld } from './generate.js';
import type { Trouble } from './judge-case.js';

type Project = Pick<MadeWorld, 'publication' | 'appUsage'>;

/** The columns of the replica identity. */
function identityColumns({ identity, shape }: MadeTable, key: readonly string[]): readonly string[] {
  if (identity === 'full') return ['id', 'tag', 'owner', 'body', 'doc'];
  if (identity === 'index') return shape === 'partitioned' ? ['id', 'tag'] : ['tag'];
  return key;
}

const KEY_COLUMNS: Readonly<Record<MadeTable['key'], readonly string[]>> = {
  plain: ['id'],
  deferrable: ['id'],
  'two columns': ['id', 'tag'],
  none: [],
};

const SELECTABLE: Readonly<Record<MadeTable['grants'], readonly string[]>> = {
  all: ['id', 'tag', 'owner', 'body', 'doc'],
  none: [],
  'two columns': ['id', 'tag'],
  'not the key': ['body'],
};

const REFUSED_FILTERS: readonly string[] = ['nope=eq.1', 'id=eq.abc', 'id=like.1', 'tag=is.true'];

/** What the engine will do to the subscription of a table: the measured matrix, put as rules of its own. */
export function predict(
  { publication, appUsage }: Project,
  table: MadeTable,
  isUnwritable: boolean,
): ReadonlySet<Trouble> {
  const troubles = new Set<Trouble>();
  const listing = listingOf(publication, table);
  const isMistaken = hasListedTwin(publication, table);
  const { filter, event, rowSecurity } = table;
  const asks = (one: 'INSERT' | 'UPDATE' | 'DELETE'): boolean => event === '*' || event === one;
  const sends = (one: string): boolean => publication.publish.includes(one.toLowerCase());
  const getsAny = (['INSERT', 'UPDATE', 'DELETE'] as const).some((one) => asks(one) && sends(one));
  if (listing === 'no') {
    if (!isMistaken || (filter !== null && REFUSED_FILTERS.includes(filter))) return new Set(['refused']);
    return new Set(getsAny ? ['lost', 'leak'] : ['lost']);
  }
  const filtered = filter === null ? [] : filter.split(/,(?=[a-z]+=)/).map((one) => one.slice(0, one.indexOf('=')));
  const selectable = SELECTABLE[table.grants];
  const isRefused =
    (filter !== null && REFUSED_FILTERS.includes(filter)) || filtered.some((column) => !selectable.includes(column));
  if (isRefused) return new Set(['refused']);
  if (isMistaken && getsAny) troubles.add('leak');
  if (listing === 'in name only') return troubles.add('lost');
  for (const one of ['INSERT', 'UPDATE', 'DELETE'] as const) if (asks(one) && !sends(one)) troubles.add('lost');
  if (isUnwritable) troubles.add('write fails');
  const getsRows = (asks('INSERT') && sends('INSERT')) || (asks('UPDATE') && sends('UPDATE') && !isUnwritable);
  const getsDeletes = asks('DELETE') && sends('DELETE') && !isUnwritable;
  const key = KEY_COLUMNS[table.key];
  // Row security of a parent is not the leaf's.
  const isGuarded = rowSecurity && table.shape !== 'partitioned';
  if (getsRows) for (const trouble of ofRows(table, key, selectable, isGuarded, appUsage)) troubles.add(trouble);
  if (getsDeletes) for (const trouble of ofDeletes(table, key, filtered, isGuarded)) troubles.add(trouble);
  if ((getsRows || getsDeletes) && isLeaking(publication, table, appUsage)) troubles.add('leak');
  return troubles;
}

/** A row of pg_publication_tables, none, or one that no event ever names. */
function listingOf({ form, viaRoot }: MadeWorld['publication'], table: MadeTable): 'yes' | 'no' | 'in name only' {
  if (form === 'missing' || table.shape === 'view' || table.shape === 'unlogged') return 'no';
  if (form === 'tables' && !table.isMember) return 'no';
  if (table.shape !== 'partitioned') return 'yes';
  if (viaRoot) return table.isLeafAsked ? 'no' : 'in name only';
  return table.isLeafAsked ? 'yes' : 'no';
}

/** Names are matched with LIKE: another published table answers to the name that is asked for. */
function hasListedTwin({ form }: MadeWorld['publication'], { hasTwin, shape, isLeafAsked }: MadeTable): boolean {
  return hasTwin && form !== 'missing' && !(shape === 'partitioned' && isLeafAsked);
}

function ofRows(
  { key: kind, policies, filter, schema }: MadeTable,
  key: readonly string[],
  selectable: readonly string[],
  isGuarded: boolean,
  appUsage: boolean,
): readonly Trouble[] {
  if (kind === 'none' || kind === 'deferrable') return ['error 400'];
  if (key.some((column) => !selectable.includes(column))) return ['error 401'];
  if (filter?.startsWith('doc=') === true) return ['poison'];
  if (!isGuarded) return [];
  if (schema === 'app' && !appUsage) return ['poison'];
  if (policies.includes('reads what is forbidden')) return ['poison'];
  const letsIn = policies.some((policy) => ['everyone', 'owner', 'signed in'].includes(policy));
  return letsIn ? [] : ['lost'];
}

function ofDeletes(
  table: MadeTable,
  key: readonly string[],
  filtered: readonly string[],
  isGuarded: boolean,
): readonly Trouble[] {
  const old = identityColumns(table, key);
  if (filtered.some((column) => !old.includes(column))) return ['lost'];
  // Filters are tried on the old row too.
  if (filtered.includes('doc')) return ['poison'];
  const isHiding = isGuarded && !(table.policies.includes('everyone') && !table.policies.includes('restrictive'));
  const told = key.filter((column) => old.includes(column) && SELECTABLE[table.grants].includes(column));
  return [
    ...(isHiding ? ['leak' as const] : []),
    ...(key.length > 0 && told.length < key.length ? ['keyless' as const] : []),
  ];
}

/** Kept back by the publication or the rights in everybody's mind, and sent all the same. */
function isLeaking({ form, viaRoot }: MadeWorld['publication'], table: MadeTable, appUsage: boolean): boolean {
  const isLimited = form === 'tables' && (table.shape !== 'partitioned' || viaRoot);
  const hasList = table.columnList !== null && !(table.columnList === 'key' && table.key === 'none');
  if (isLimited && (hasList || table.rowFilter !== null)) return true;
  if (table.shape === 'partitioned' && table.rowSecurity) return true;
  return table.schema === 'app' && !appUsage && !table.rowSecurity;
}
