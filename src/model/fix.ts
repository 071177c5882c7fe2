import type { RelationName } from './names.js';

/** One step of the fix migration, told as what is wanted; reports/fix-migration.ts writes the SQL. */
export type FixStep =
  | { readonly kind: 'create-publication'; readonly publication: string }
  | { readonly kind: 'publish'; readonly publication: string; readonly table: RelationName }
  | { readonly kind: 'replica-identity-full'; readonly table: RelationName };
