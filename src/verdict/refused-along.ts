import type { Facts } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import { displayName } from '../model/names.js';
import type { Finding, RelatedLocation, RuleResult } from '../model/outcome.js';
import { REFUSED } from '../model/refused.js';
import type { RuleId } from '../model/rule-ids.js';
import type { Binding } from '../model/source.js';
import type { Location } from '../model/subscription.js';

/** Rules about a subscribed name: the server refuses one that no published relation has. */
const ABOUT_A_NAME: readonly (RuleId | 'subscribed-relation-streams')[] = [
  'subscribed-table-exists',
  'subscribed-table-published',
  'subscribed-relation-streams',
];

const MOST_SIBLINGS = 50;

/**
 * The server takes all bindings of a channel in one transaction, so that one which it refuses is the end of the others.
 * Nothing is wrong with those, and no rule finds them: their lines are put beside the finding.
 */
export function tellRefusedAlong(results: readonly RuleResult[], { catalog, source }: Facts): readonly RuleResult[] {
  const bindings = source?.bindings.filter(({ role, channel }) => role === 'app' && channel !== null) ?? [];
  if (bindings.length === 0) return results;
  const relations = catalog.known ? catalog.value.relations : [];
  const published = new Set(relations.flatMap((relation) => (relation.published ? displayName(relation) : [])));
  const byLine = groupBy(bindings, ({ location }) => lineOf(location));
  const byChannel = groupBy(bindings, ({ channel }) => placeOf(channel));
  const tell = (finding: Finding): Finding => {
    const siblings = findSiblings(finding, byLine, byChannel);
    return siblings.length === 0 ? finding : { ...finding, related: [...finding.related, ...siblings] };
  };
  return results.map((result) => {
    if (result.status !== 'checked') return result;
    const isAboutAName = ABOUT_A_NAME.includes(result.ruleId);
    const isRefused = ({ subject, detail }: Finding): boolean =>
      isAboutAName ? !published.has(subject) : detail.includes(REFUSED);
    return { ...result, findings: result.findings.map((finding) => (isRefused(finding) ? tell(finding) : finding)) };
  });
}

function findSiblings(
  { location, related }: Finding,
  byLine: ReadonlyMap<string, readonly Binding[]>,
  byChannel: ReadonlyMap<string, readonly Binding[]>,
): readonly RelatedLocation[] {
  const told = new Set([...(location === null ? [] : [location]), ...related].map(lineOf));
  const siblings = new Map<string, RelatedLocation>();
  for (const line of told) {
    for (const refused of byLine.get(line) ?? []) {
      // Of a wrapper only what is called from a line of the finding.
      if (refused.via.length > 0 && !refused.via.some((call) => told.has(lineOf(call)))) continue;
      for (const sibling of byChannel.get(placeOf(refused.channel)) ?? []) {
        if (siblings.size >= MOST_SIBLINGS) return [...siblings.values()];
        const key = lineOf(sibling.location);
        if (told.has(key) || siblings.has(key) || !areOfOneCall(refused, sibling)) continue;
        siblings.set(key, { ...sibling.location, label: 'refused along with it' });
      }
    }
  }
  return [...siblings.values()];
}

/** A wrapper makes a channel for each call of it; what it says itself, it says to all. */
function areOfOneCall({ via }: Binding, other: Binding): boolean {
  if (via.length === 0 || other.via.length === 0) return true;
  return via.map(placeOf).join('\0') === other.via.map(placeOf).join('\0');
}

function lineOf({ file, line }: Location): string {
  return `${file}\0${line}`;
}

function placeOf(place: Location | null): string {
  return place === null ? '' : `${lineOf(place)}\0${place.column}`;
}
