import { type MadeTable, type MadeWorld, twinOf } from './generate.js';

const KEYS: Readonly<Record<MadeTable['key'], readonly string[]>> = {
  plain: ['id'],
  deferrable: ['id'],
  'two columns': ['id', 'tag'],
  none: [],
};

const POLICIES: Readonly<Record<MadeTable['policies'][number], string>> = {
  everyone: 'for select using (true)',
  owner: 'using (owner = auth.uid())',
  'signed in': "for select to authenticated using (tag = 'a')",
  'only inserts': 'for insert with check (true)',
  restrictive: 'as restrictive for select using (id > 0)',
  'reads what is forbidden': 'for select using (exists (select 1 from secret))',
};

/** The SQL that makes a world, to be run in an empty database with an empty publication. */
export function worldSql({ publication, appUsage, tables }: MadeWorld): string {
  const { form, publish, viaRoot } = publication;
  const forms = {
    tables: '',
    'all tables': 'for all tables',
    schemas: 'for tables in schema public, app',
    missing: '',
  };
  const options = `with (publish = '${publish.join(', ')}', publish_via_partition_root = ${viaRoot})`;
  return [
    'create schema app;',
    appUsage ? 'grant usage on schema app to anon, authenticated;' : '',
    'create table secret (id int primary key); revoke all on secret from anon, authenticated;',
    'drop publication supabase_realtime;',
    form === 'missing' ? '' : `create publication supabase_realtime ${forms[form]} ${options};`,
    ...tables.map((table) => tableSql(table)),
    ...tables.filter(({ hasTwin }) => hasTwin).map((table) => twinSql(table, form === 'tables')),
    // Members come last: a table cannot become unlogged, and a key cannot go, once somebody depends on it.
    ...(form === 'tables' ? tables.filter(canBeMember).map((table) => memberSql(table, viaRoot)) : []),
  ].join('\n');
}

export function qualified({ schema, name }: Pick<MadeTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

function tableSql(table: MadeTable): string {
  const name = qualified(table);
  if (table.shape === 'view') return `create view ${name} as select 1 as id, 'a'::text as tag;`;
  const key = KEYS[table.key];
  const columns = [
    'id int not null, tag text not null, owner uuid, body text, doc json',
    ...(key.length === 0 ? [] : [`primary key (${key.join(', ')})${table.key === 'deferrable' ? ' deferrable' : ''}`]),
  ];
  const unlogged = table.shape === 'unlogged' ? 'unlogged ' : '';
  const partitioned = table.shape === 'partitioned' ? ' partition by range (id)' : '';
  return [
    `create ${unlogged}table ${name} (${columns.join(', ')})${partitioned};`,
    table.shape === 'partitioned' ? `create table ${name}_1 partition of ${name} for values from (0) to (100);` : '',
    table.shape === 'inherited' ? `create table ${name}_child () inherits (${name});` : '',
    identitySql(table),
    table.rowSecurity ? `alter table ${name} enable row level security;` : '',
    ...table.policies.map((policy, index) => `create policy p${index} on ${name} ${POLICIES[policy]};`),
    ...(table.shape === 'partitioned' ? [name, `${name}_1`] : [name]).map((one) => grantsSql(table, one)),
  ].join('\n');
}

function twinSql({ schema, name }: MadeTable, isToBeAdded: boolean): string {
  const twin = `${schema}.${twinOf({ name })}`;
  return `create table ${twin} (id int primary key, tag text, owner uuid, body text, doc json);
    alter table ${twin} replica identity full; grant all on ${twin} to anon, authenticated;
    ${isToBeAdded ? `alter publication supabase_realtime add table ${twin};` : ''}`;
}

function identitySql(table: MadeTable): string {
  const name = qualified(table);
  if (table.identity === 'default') return '';
  if (table.identity === 'full' || table.identity === 'nothing') {
    return `alter table ${name} replica identity ${table.identity};`;
  }
  const index = `${table.name}_by_tag`;
  const made = `create unique index ${index} on ${name} (${table.shape === 'partitioned' ? 'id, tag' : 'tag'});
    alter table ${name} replica identity using index ${index};`;
  return table.identity === 'index' ? made : `${made} drop index ${table.schema}.${index};`;
}

/** Of a partition the rights are its own. */
function grantsSql({ grants, schema }: MadeTable, name: string): string {
  if (grants === 'all') return schema === 'app' ? `grant all on ${name} to anon, authenticated;` : '';
  const columns = { none: '', 'two columns': 'id, tag', 'not the key': 'body' }[grants];
  const granted = columns === '' ? '' : `grant select (${columns}) on ${name} to anon, authenticated;`;
  return `revoke all on ${name} from anon, authenticated; ${granted}`;
}

/** PostgreSQL refuses the others. */
function canBeMember({ isMember, shape }: MadeTable): boolean {
  return isMember && shape !== 'view' && shape !== 'unlogged';
}

function memberSql(table: MadeTable, viaRoot: boolean): string {
  const key = KEYS[table.key];
  // Refused for a partitioned table whose leaves are sent.
  const isLimited = table.shape !== 'partitioned' || viaRoot;
  const lists = { key, 'key and tag': [...new Set([...key, 'tag'])], tag: ['tag'] };
  const listed = table.columnList === null || !isLimited ? [] : lists[table.columnList];
  const list = listed.length === 0 ? '' : ` (${listed.join(', ')})`;
  const filters = { key: ' where (id > 0)', tag: " where (tag = 'a')" };
  const filter = table.rowFilter === null || !isLimited ? '' : filters[table.rowFilter];
  return `alter publication supabase_realtime add table ${qualified(table)}${list}${filter};`;
}
