import type { Compared } from './compare.js';
import { explains } from './explanations.js';
import { GROUPS } from './recorded.js';

/** What docs/truth.md shows of one database, counted in cases. */
export interface Summary {
  readonly groups: Readonly<Record<string, GroupSummary>>;
  /** By trouble, how many cases have it and how many of them each rule tells of. */
  readonly troubles: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By reason. */
  readonly benign: Readonly<Record<string, number>>;
}

interface GroupSummary {
  readonly cases: number;
  readonly asExpected: number;
  readonly explained: number;
  readonly benign: number;
  readonly misses: number;
  readonly falseAlarms: number;
}

export function summarise(compared: readonly Compared[]): Summary {
  return {
    groups: Object.fromEntries(
      GROUPS.map((group) => [group, ofGroup(compared.filter(({ given }) => given.group === group))]),
    ),
    troubles: byTrouble(compared),
    benign: countBy(compared.flatMap(({ judged }) => (judged.kind === 'benign' ? judged.reason : []))),
  };
}

function ofGroup(compared: readonly Compared[]): GroupSummary {
  const count = (is: (one: Compared) => boolean): number => compared.filter(is).length;
  return {
    cases: compared.length,
    asExpected: count(({ judged }) => judged.kind === 'delivered'),
    explained: count(({ judged, misses }) => judged.kind === 'trouble' && misses.length === 0),
    benign: count(({ judged }) => judged.kind === 'benign'),
    misses: count(({ misses }) => misses.length > 0),
    falseAlarms: count(({ falseAlarms }) => falseAlarms.length > 0),
  };
}

function byTrouble(compared: readonly Compared[]): Summary['troubles'] {
  const troubles: Record<string, Record<string, number>> = {};
  for (const { given, judged, findings } of compared) {
    for (const trouble of judged.kind === 'trouble' ? judged.troubles : []) {
      const told = new Set(findings.flatMap(({ ruleId }) => (explains(ruleId, trouble, given.event) ? ruleId : [])));
      const counts = troubles[trouble] ?? {};
      for (const key of ['cases', ...told]) counts[key] = (counts[key] ?? 0) + 1;
      troubles[trouble] = counts;
    }
  }
  return troubles;
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
