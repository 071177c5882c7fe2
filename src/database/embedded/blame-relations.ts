import type { Confidence, RelationHistory } from '../../model/history.js';
import type { RelationName } from '../../model/names.js';
import type { Location } from '../../model/subscription.js';
import type { ReplayEvent } from './blame.js';

/** A relation that is there after the replay, and the statements its state goes back to. */
export interface ReplayedRelation extends RelationName {
  readonly createdAt: Location | null;
  /** The last statement that set or reset the replica identity; null when none changed it. */
  readonly identityAt: Location | null;
  readonly rowSecurityAt: Location | null;
  /** The publications it is in, and what put it there. */
  readonly publishedAt: readonly { readonly publication: string; readonly location: Location }[];
  readonly confidence: Confidence;
}

/** What a retried statement did is deferred, and what was made up is assumed. */
export interface Doubts {
  /** Numbers of the statements that needed a second try after the last file. */
  readonly deferred: ReadonlySet<number>;
  /** By their ids, the relations made up for the migrations, as they are called now. */
  readonly assumed: ReadonlyMap<number, RelationName>;
}

/** Follows each relation through the events to what it is now. */
export function relationsOf(events: readonly ReplayEvent[], doubts: Doubts): readonly ReplayedRelation[] {
  const relations = new Map([...doubts.assumed].map(([id, name]) => [id, unchanged(name, 'assumed')]));
  for (const event of events) {
    const { relation, relationId } = event;
    if (relation === null || relationId === null) continue;
    if (event.kind === 'dropped') relations.delete(relationId);
    else relations.set(relationId, after(relations.get(relationId) ?? unchanged(relation, 'replayed'), event, doubts));
  }
  return [...relations.values()];
}

/** The same for one publication, as facts have it. */
export function historiesFor(relations: readonly ReplayedRelation[], publication: string): readonly RelationHistory[] {
  return relations.map(({ schema, name, createdAt, publishedAt, identityAt, confidence }) => ({
    schema,
    name,
    createdAt,
    publishedAt: publishedAt.find((membership) => membership.publication === publication)?.location ?? null,
    identityAt,
    confidence,
  }));
}

function unchanged(name: RelationName, confidence: Confidence): ReplayedRelation {
  return {
    ...name,
    createdAt: null,
    identityAt: null,
    rowSecurityAt: null,
    publishedAt: [],
    confidence,
  };
}

function after(before: ReplayedRelation, event: ReplayEvent, { deferred }: Doubts): ReplayedRelation {
  const relation = deferred.has(event.index) && before.confidence === 'replayed' ? doubted(before) : before;
  const { location, publication } = event;
  switch (event.kind) {
    case 'created':
      return { ...relation, createdAt: location };
    case 'identity':
      return { ...relation, identityAt: location };
    case 'row-security':
      return { ...relation, rowSecurityAt: location };
    case 'published':
    case 'unpublished': {
      if (publication === null) return relation;
      const others = relation.publishedAt.filter((membership) => membership.publication !== publication);
      return { ...relation, publishedAt: event.kind === 'published' ? [...others, { publication, location }] : others };
    }
    default:
      return relation;
  }
}

function doubted(relation: ReplayedRelation): ReplayedRelation {
  return { ...relation, confidence: 'deferred' };
}
