import type { Query } from '../../database/database.js';

/** A relation that may be the one meant by a name that does not exist. */
export interface CandidateRow {
  readonly nspname: string;
  readonly relname: string;
}

/** $1 text[]: the missing names in lower case. $2 int4[]: lengths, in characters, that a near name can have. */
export const candidatesQuery: Query<CandidateRow> = {
  name: 'candidates',
  columns: { nspname: 'text', relname: 'text' },
  sql: `
select namespace.nspname::text as nspname, class.relname::text as relname
  from pg_catalog.pg_class as class
  join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
 where class.relkind in ('r', 'p', 'v', 'm', 'f')
   and namespace.nspname <> 'information_schema'
   and namespace.nspname !~ '^pg_'
   and (lower(class.relname::text) = any ($1) or char_length(class.relname::text) = any ($2::int4[]))
 order by class.relname, namespace.nspname
`,
};
