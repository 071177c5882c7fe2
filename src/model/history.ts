import type { FailedStatement, MigrationOrigin } from './migration.js';
import type { RelationName } from './names.js';
import type { Location } from './subscription.js';

/**
 * How sure a fact is: `live` was read from a running database; `replayed` follows from the migrations in order,
 * `deferred` needed a second try after the last file, `assumed` rests on a relation that no migration creates.
 */
export type Confidence = 'live' | 'replayed' | 'deferred' | 'assumed';

/** How a table left a publication: by its name, or along with something else. */
export type UnpublishCause = 'named' | 'list-replaced' | 'publication-dropped' | 'table-dropped' | 'other';

/** What the migrations did that Realtime feels, in order, each with the statement that did it. */
export interface HistoryEvent {
  readonly kind:
    | 'created'
    | 'renamed'
    | 'dropped'
    | 'identity'
    | 'row-security'
    | 'published'
    | 'unpublished'
    | 'publication-created'
    | 'publication-dropped';
  /** As it is called after the replay, or was when it was dropped; null for an event of a publication as a whole. */
  readonly relation: RelationName | null;
  /** Null for an event that is of no publication. */
  readonly publication: string | null;
  /** Null unless the kind is `unpublished`. */
  readonly cause: UnpublishCause | null;
  /** Where the statement names the relation, else where it begins. */
  readonly location: Location;
}

/** The statements a relation's state goes back to. */
export interface RelationHistory extends RelationName {
  readonly createdAt: Location | null;
  readonly publishedAt: Location | null;
  readonly identityAt: Location | null;
  readonly confidence: Confidence;
}

/** What a replay of the migrations gave besides the catalogue. */
export interface History {
  readonly origin: MigrationOrigin;
  /** Replayed files and statements. */
  readonly files: number;
  readonly statements: number;
  /** Statements that failed, in order. */
  readonly failed: readonly FailedStatement[];
  /** Every relation that is there after the replay, published or not. */
  readonly relations: readonly RelationHistory[];
  readonly events: readonly HistoryEvent[];
}
