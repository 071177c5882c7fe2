import { distance } from 'fastest-levenshtein';
import type { SimilarNames } from '../model/facts.js';
import type { RelationName } from '../model/names.js';
import { editsAllowed } from '../model/nearest-name.js';

const CANDIDATES_SHOWN = 3;
/** Comparing is missing x candidates; past this many missing names the mistake is not one of typing. */
const NAMES_COMPARED = 100;

/** What every project has besides its own tables; nobody publishes those, so that they were hardly meant. */
const SUPABASE_SCHEMAS: ReadonlySet<string> = new Set([
  '_analytics',
  '_realtime',
  'auth',
  'cron',
  'extensions',
  'graphql',
  'graphql_public',
  'net',
  'pgbouncer',
  'pgsodium',
  'pgtle',
  'realtime',
  'storage',
  'supabase_functions',
  'supabase_migrations',
  'vault',
]);

/** The lengths a name near one of these can have, for the query that fetches candidates. */
export function lengthsOfSimilarNames(names: readonly string[]): readonly number[] {
  const lengths = new Set<number>();
  for (const name of names) {
    const characters = [...name].length;
    const edits = editsAllowed(name);
    for (let length = characters - edits; length <= characters + edits; length += 1) lengths.add(length);
  }
  return [...lengths];
}

/**
 * For each missing relation at most three existing ones that may be meant, the likeliest first: the same name in
 * another case, the same name in another schema, then the fewest typing mistakes.
 */
export function findSimilarNames(
  missing: readonly RelationName[],
  candidates: readonly RelationName[],
): readonly SimilarNames[] {
  return missing.slice(0, NAMES_COMPARED).map((wanted) => {
    const ranked = candidates
      .map((candidate) => ({ candidate, rank: rankOf(wanted, candidate) }))
      .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
      .sort((one, other) => one.rank - other.rank);
    return { wanted, candidates: ranked.slice(0, CANDIDATES_SHOWN).map(({ candidate }) => candidate) };
  });
}

/** Edits between the names, half an edit for another schema and a quarter for another case; Infinity when not near. */
function rankOf(wanted: RelationName, candidate: RelationName): number {
  if (SUPABASE_SCHEMAS.has(candidate.schema) && candidate.schema !== wanted.schema) return Number.POSITIVE_INFINITY;
  const folded = wanted.name.toLowerCase();
  const allowed = editsAllowed(folded);
  if (Math.abs(candidate.name.length - folded.length) > allowed) return Number.POSITIVE_INFINITY;
  const edits = distance(folded, candidate.name.toLowerCase());
  if (edits > allowed) return Number.POSITIVE_INFINITY;
  return edits + (candidate.schema === wanted.schema ? 0 : 0.5) + (candidate.name === wanted.name ? 0 : 0.25);
}
