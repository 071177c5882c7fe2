import type { Asked, CaseSchema } from './recorded.js';

const PUBLISH = 'alter publication supabase_realtime add table';

const IDENTITIES: Readonly<Record<string, string>> = {
  default: 'default',
  full: 'full',
  nothing: 'nothing',
  'using-index(tag)': 'using index t_tag_key',
};

const ROW_SECURITY: Readonly<Record<string, string>> = {
  off: '',
  'on+using(true)': 'alter table t enable row level security; create policy p on t using (true);',
  'on+owner': 'alter table t enable row level security; create policy p on t using (owner = auth.uid());',
  'on+no-policy': 'alter table t enable row level security;',
};

/** The table of the group `base`, whose row 1 is of the user 1111… and has the tag `a`. */
export function baseSchema(identity: string, rowSecurity: string): string {
  return `create table t (id int primary key, owner uuid, tag text not null unique, body text);
    alter table t replica identity ${wordsOf(IDENTITIES, identity)};
    ${wordsOf(ROW_SECURITY, rowSecurity)}
    ${PUBLISH} t;`;
}

function wordsOf(words: Readonly<Record<string, string>>, key: string): string {
  const found = words[key];
  if (found === undefined) throw new Error(`no SQL is written down for ${key}`);
  return found;
}

const FILTERED_TYPES: readonly string[] = [
  ...['int4', 'int8', 'numeric', 'float8', 'bool', 'text', 'varchar', 'char(3)', 'citext', 'uuid', 'date'],
  ...['timestamptz', 'interval', 'json', 'jsonb', 'text[]', 'int4[]', 'bytea', 'point', 'inet', 'xml', 'tsvector'],
  ...['int4range', 'myenum', '"MyEnum"', 'mydomain', 'mycomp', 'bit', 'money', 'oid', 'hstore'],
];

/** The table whose column `v` has that type. */
export function filteredTable(type: string): string {
  const index = FILTERED_TYPES.indexOf(type);
  if (index < 0) throw new Error(`no table is made for the type ${type}`);
  return `o${index}`;
}

/** A table for each type of the group `operator`, all in one database. */
export const OPERATOR_SCHEMA: CaseSchema = {
  key: 'operator',
  setup: `create extension if not exists citext;
    create extension if not exists hstore;
    create type myenum as enum ('a', 'b');
    create type "MyEnum" as enum ('a', 'b');
    create domain mydomain as text;
    create type mycomp as (x int, y text);
    ${FILTERED_TYPES.map(
      (type) => `create table ${filteredTable(type)} (id int primary key, v ${type});
        ${PUBLISH} ${filteredTable(type)};`,
    ).join('\n')}`,
};

/** The table of the group `filter-syntax`. */
export const FILTER_SCHEMA: CaseSchema = {
  key: 'filter-syntax',
  setup: `create table f (id uuid primary key, n int); ${PUBLISH} f;`,
};

const ROWS = '(id int primary key, tag text, body text)';
const guarded = (policy: string): string =>
  `create table rp ${ROWS}; alter table rp enable row level security; ${policy} ${PUBLISH} rp;`;
const NO_USAGE = `create schema app; create table app.t ${ROWS}; grant select on app.t to authenticated;
  alter table app.t enable row level security; create policy p on app.t using (true); ${PUBLISH} app.t;`;
const READS_FORBIDDEN = `create table secret (id int primary key); revoke all on secret from anon, authenticated;
  ${guarded('create policy p on rp using (exists (select 1 from secret));')}`;
const asks = (table: string, filter: string | null = null, schema = 'public'): Asked => ({
  event: '*',
  schema,
  table,
  filter,
});

/** The schemas of the group `extra` that were not recorded, from what their cases are called. */
const UNRECORDED: Readonly<Record<string, { readonly setup: string; readonly asked: Asked }>> = {
  'renamed, re-subscription at the 60 s check': {
    setup: `create table rn ${ROWS}; ${PUBLISH} rn; alter table rn rename to rn_renamed;`,
    asked: asks('rn'),
  },
  'probe: policy reads a forbidden table': { setup: READS_FORBIDDEN, asked: asks('rp') },
  'probe: no USAGE on schema': { setup: NO_USAGE, asked: asks('t', null, 'app') },
  'probe: policy calls a function without EXECUTE': {
    setup: `create function f1() returns boolean language sql as 'select true';
      revoke all on function f1() from public, anon, authenticated;
      ${guarded('create policy p on rp using (f1());')}`,
    asked: asks('rp'),
  },
  'probe: infinite recursion in policy': {
    setup: guarded('create policy p on rp using (exists (select 1 from rp as other));'),
    asked: asks('rp'),
  },
  'probe: healthy': { setup: guarded('create policy p on rp using (true);'), asked: asks('rp') },
  'poison: eq filter on a json column': {
    setup: `create table js (id int primary key, v json); ${PUBLISH} js;`,
    asked: asks('js', 'v=eq.{}'),
  },
  'poison: eq filter on a jsonb column': {
    setup: `create table js (id int primary key, v jsonb); ${PUBLISH} js;`,
    asked: asks('js', 'v=eq.{}'),
  },
  'poison: RLS policy reads a table the role may not read': { setup: READS_FORBIDDEN, asked: asks('rp') },
  'poison: no USAGE on the schema, RLS on': { setup: NO_USAGE, asked: asks('t', null, 'app') },
  'poison: RLS on, PK granted by column but table policy needs other column': {
    setup: `${guarded("create policy p on rp using (tag = 'a');")}
      revoke all on rp from anon, authenticated; grant select (id) on rp to authenticated;`,
    asked: asks('rp'),
  },
};

/** @throws Error for a case that nothing is written down for */
export function unrecordedSchema(name: string): { readonly setup: string; readonly asked: Asked } {
  const found = UNRECORDED[name];
  if (found === undefined) throw new Error(`no schema is written down for the case ${name}`);
  return found;
}
