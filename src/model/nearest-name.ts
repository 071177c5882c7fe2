import { distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant, or null when none is near: equal but for case, or at most one edit in four
 * characters away.
 */
export function nearestName(wanted: string, known: readonly string[]): string | null {
  const folded = wanted.toLowerCase();
  let nearest: string | null = null;
  let fewest = editsAllowed(folded) + 1;
  for (const name of known) {
    if (Math.abs(name.length - folded.length) >= fewest) continue;
    const edits = distance(folded, name.toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      nearest = name;
    }
  }
  return nearest;
}

/** How many edits still count as a typing mistake in a name of this length. */
export function editsAllowed(name: string): number {
  return Math.max(1, Math.floor(name.length / 4));
}
