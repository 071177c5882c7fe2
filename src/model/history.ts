import type { RelationName } from './names.js';
import type { Location } from './subscription.js';

/**
 * How sure a fact is: `live` was read from a running database; `replayed` follows from the migrations in order,
 * `deferred` needed a second try after the last file, `assumed` rests on a relation that no migration creates.
 */
export type Confidence = 'live' | 'replayed' | 'deferred' | 'assumed';

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
  /** Null for an event of a publication as a whole. */
  readonly relation: RelationName | null;
  /** Null for an event that is of no publication. */
  readonly publication: string | null;
  readonly location: Location;
  /** The statement's text, so that a rule can tell a deliberate DROP TABLE from a lost membership. */
  readonly statement: string;
}

/** The statements a relation's state goes back to. */
export interface RelationHistory extends RelationName {
  readonly createdAt: Location | null;
  readonly publishedAt: Location | null;
  readonly identityAt: Location | null;
  readonly confidence: Confidence;
}
