/** pg_policy.polcmd in words. */
export type PolicyCommand = 'all' | 'select' | 'insert' | 'update' | 'delete';

/** A row security policy of a relation. */
export interface RowPolicy {
  readonly name: string;
  readonly isPermissive: boolean;
  readonly command: PolicyCommand;
  /** The roles it is for; `public` is everyone. */
  readonly roles: readonly string[];
  /** The USING expression as PostgreSQL writes it back; null without one. */
  readonly using: string | null;
}

/** What one of the roles that are judged may do with a relation. */
export interface Rights {
  readonly role: string;
  /** USAGE of the relation's schema. */
  readonly schemaUsage: boolean;
  /** SELECT of the whole relation. */
  readonly selectsAll: boolean;
  /** The columns it may SELECT without `selectsAll`: those that are granted one by one. */
  readonly columns: readonly string[];
}

/** A role whose right to receive is judged. */
export interface SubscriberRole {
  readonly name: string;
  readonly exists: boolean;
  /** Superuser or BYPASSRLS: row security never hides a row from it. */
  readonly bypassesRowSecurity: boolean;
}
