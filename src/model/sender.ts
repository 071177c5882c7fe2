/**
 * A publication, this one or any other, that sends changes of a relation: by its name, its schema, a partition root above
 * it, or with every table. PostgreSQL refuses the application's own writes when one of them cannot be served.
 */
export interface Sender {
  readonly publication: string;
  readonly sendsUpdates: boolean;
  readonly sendsDeletes: boolean;
  /** The columns that it lists for the relation; null without a list. */
  readonly columnList: readonly string[] | null;
  /** The columns that its WHERE expression reads; none without one. */
  readonly filterColumns: readonly string[];
  /** publish_generated_columns = stored, of PostgreSQL 18. */
  readonly sendsGenerated?: boolean;
}
