import type { RelationName } from './names.js';

/** What a publication can send, as its option `publish` names it. */
export const PUBLISHABLE = ['insert', 'update', 'delete', 'truncate'] as const;

export type Publishable = (typeof PUBLISHABLE)[number];

/** One step of the fix migration, told as what is wanted; reports/fix-migration.ts writes the SQL. */
export type FixStep =
  | { readonly kind: 'create-publication'; readonly publication: string }
  | { readonly kind: 'publish'; readonly publication: string; readonly table: RelationName }
  | { readonly kind: 'replica-identity-full'; readonly table: RelationName }
  /** All that the publication is to send, what it sends already included. */
  | { readonly kind: 'publish-events'; readonly publication: string; readonly events: readonly Publishable[] };
