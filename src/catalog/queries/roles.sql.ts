import type { Query } from '../../database/database.js';

/** A role whose rights are judged. */
export interface RoleRow {
  readonly rolname: string;
  readonly exists: boolean;
  readonly bypasses: boolean;
  readonly server_version_num: number;
}

/** $1 text[]: the roles, in their order. Says besides what version the server has, in a row without a name. */
export const rolesQuery: Query<RoleRow> = {
  name: 'roles',
  columns: { rolname: 'text', exists: 'boolean', bypasses: 'boolean', server_version_num: 'integer' },
  sql: `
select
  wanted.rolname,
  role.oid is not null as exists,
  coalesce(role.rolsuper or role.rolbypassrls, false) as bypasses,
  pg_catalog.current_setting('server_version_num')::int as server_version_num
from unnest(array[''] || $1::text[]) with ordinality as wanted (rolname, position)
left join pg_catalog.pg_roles as role on role.rolname::text = wanted.rolname
order by wanted.position
`,
};
