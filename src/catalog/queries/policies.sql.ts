import type { Query } from '../../database/database.js';

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

/** Every policy of the database: there are few, and they are on what is published. */
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
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  policy.polname::text as polname,
  policy.polpermissive,
  policy.polcmd::text as polcmd,
  array(
    select coalesce(role.rolname::text, 'public')
      from unnest(policy.polroles) as wanted (oid)
      left join pg_catalog.pg_roles as role on role.oid = wanted.oid
     order by 1
  ) as roles,
  pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) as using
from pg_catalog.pg_policy as policy
join pg_catalog.pg_class as class on class.oid = policy.polrelid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
order by namespace.nspname, class.relname, policy.polname
`,
};
