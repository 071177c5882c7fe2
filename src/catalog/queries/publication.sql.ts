import type { Query } from '../../database/database.js';

/** Always one row: pg_publication_tables alone cannot tell an absent publication from an empty one. */
export interface PublicationRow {
  readonly exists: boolean;
  readonly puballtables: boolean | null;
  readonly pubinsert: boolean | null;
  readonly pubupdate: boolean | null;
  readonly pubdelete: boolean | null;
  readonly pubtruncate: boolean | null;
  readonly pubviaroot: boolean | null;
  /** Schemas of FOR TABLES IN SCHEMA. */
  readonly schemas: readonly string[];
  /** The other publications of the database, for a misspelt name. */
  readonly other_publications: readonly string[];
}

/** $1 text: the publication's name. */
export const publicationQuery: Query<PublicationRow> = {
  name: 'publication',
  columns: {
    exists: 'boolean',
    puballtables: 'boolean?',
    pubinsert: 'boolean?',
    pubupdate: 'boolean?',
    pubdelete: 'boolean?',
    pubtruncate: 'boolean?',
    pubviaroot: 'boolean?',
    schemas: 'text[]',
    other_publications: 'text[]',
  },
  sql: `
select
  publication.oid is not null as exists,
  publication.puballtables,
  publication.pubinsert,
  publication.pubupdate,
  publication.pubdelete,
  publication.pubtruncate,
  publication.pubviaroot,
  array(
    select namespace.nspname::text
      from pg_catalog.pg_publication_namespace as member
      join pg_catalog.pg_namespace as namespace on namespace.oid = member.pnnspid
     where member.pnpubid = publication.oid
     order by namespace.nspname
  ) as schemas,
  array(
    select other.pubname::text
      from pg_catalog.pg_publication as other
     where other.pubname::text <> wanted.pubname
     order by other.pubname
  ) as other_publications
from (select $1::text as pubname) as wanted
left join pg_catalog.pg_publication as publication on publication.pubname::text = wanted.pubname
`,
};
