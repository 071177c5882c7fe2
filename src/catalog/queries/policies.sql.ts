import type { Query } from '../../database/database.js';
import { LOOKED_AT } from './looked-at.sql.js';

/** A row security policy. */
export interface PolicyRow {
  readonly nspname: string;
  readonly relname: string;
  readonly polname: string;
  readonly polpermissive: boolean;
  /** `*` all, `r` select, `a` insert, `w` update, `d` delete. */
  readonly polcmd: string;
  /** `public` is everyone. */
  readonly roles: readonly string[];
  readonly using: string | null;
}

/**
 * $1 text: the publication's name. $2 text[], $3 text[]: schema and name of each relation asked for. Writing an expression
 * back waits for whoever has locked its table, so that other tables are left alone.
 */
export const policiesQuery: Query<PolicyRow> = {
  name: 'policies',
  columns: {
    nspname: 'text',
    relname: 'text',
    polname: 'text',
    polpermissive: 'boolean',
    polcmd: 'text',
    roles: 'text[]',
    using: 'text?',
  },
  sql: `
with ${LOOKED_AT}
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  policy.polname::text as polname,
  policy.polpermissive,
  policy.polcmd::text as polcmd,
  array(
    select case when wanted.oid = 0 then 'public' else pg_catalog.pg_get_userbyid(wanted.oid)::text end
      from unnest(policy.polroles) as wanted (oid)
     order by 1
  ) as roles,
  pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) as using
from relation
join pg_catalog.pg_policy as policy on policy.polrelid = relation.relid
join pg_catalog.pg_class as class on class.oid = policy.polrelid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
order by namespace.nspname, class.relname, policy.polname
`,
};
