import type { SourceFacts } from '../../src/model/source.js';
import { runRules } from '../../src/rules/run-rules.js';
import { source, sourceFacts } from './builders.js';

/**
 * What a real client was seen to do, or what the rules say that it does: `ok`, `mismatch` (CHANNEL_ERROR), `throws`, or
 * `dead`: SUBSCRIBED, and a callback that never fires.
 */
export type Seen = 'ok' | 'mismatch' | 'throws' | 'dead';

/** The verdict of the rules: what the details of their errors and warnings say. */
export function judged(facts: Partial<SourceFacts>): Seen {
  const [detail] = errorsOf(facts);
  if (detail === undefined) return 'ok';
  if (detail.includes('.on throws')) return 'throws';
  if (detail.includes('CHANNEL_ERROR: mismatch')) return 'mismatch';
  if (/callback never fires|nothing else ever arrives/.test(detail)) return 'dead';
  if (detail.startsWith('the channel reports SUBSCRIBED, then the server refuses')) return 'ok';
  throw new Error(`what does it say? ${detail}`);
}

/** The details of what the rules about the source find, but for notices. */
export function errorsOf(facts: Partial<SourceFacts>): readonly string[] {
  const results = runRules(sourceFacts(source(facts)), { 'client-version-current': 'off' });
  return results.flatMap((result) =>
    result.status === 'checked'
      ? result.findings.filter(({ severity }) => severity !== 'notice').map(({ detail }) => detail)
      : [],
  );
}
