import { displayText } from '../model/names.js';
import type { Outcome, RelatedLocation, Violation } from '../model/outcome.js';
import { remember } from '../model/remember.js';
import type { SourceFacts } from '../model/source.js';
import type { Location, SourceRole } from '../model/subscription.js';

/** The answer of a rule about the source when nobody read that. */
export const SOURCE_NOT_READ: Outcome = { status: 'not-applicable', reason: 'the source was not read' };

/** The answer of a rule about bindings when there are none. */
export const NO_BINDINGS: Outcome = { status: 'not-applicable', reason: 'the application has no binding' };

/** Tests, stories and scripts do what they like; only the application is judged. */
export function inApplication<Item extends { readonly role: SourceRole }>(items: readonly Item[]): readonly Item[] {
  // Nearly always all of it is, and many rules ask.
  return isAllOfApplication(items) ? items : items.filter(isOfApplication);
}

const isAllOfApplication = remember((items: readonly { readonly role: SourceRole }[]) => items.every(isOfApplication));

function isOfApplication({ role }: { readonly role: SourceRole }): boolean {
  return role === 'app';
}

/** How many bindings a rule about them looks at; a hazard is one that the scanner need not have read whole. */
export function countBindings({ bindings, hazards }: SourceFacts): number {
  return Math.max(inApplication(bindings).length, inApplication(hazards).length);
}

/**
 * What a finding about source is about: for people the file and what it is in there, which moved lines leave alone, and
 * for its fingerprint without the file, which may be renamed.
 */
export function namedIn({ file }: Location, what: string): Pick<Violation, 'subject' | 'identity'> {
  return { subject: displayText(`${file}: ${what}`), identity: what };
}

/** Places with what is there. */
export function placesOf(locations: readonly Location[], label: string): readonly RelatedLocation[] {
  return locations.map((location) => ({ ...location, label }));
}

/** A subject that is there twice is numbered, in the order of the file, so that each can be accepted by itself. */
export function numberSubjects(violations: readonly Violation[]): readonly Violation[] {
  const seen = new Map<string, number>();
  return violations.map((violation) => {
    const count = (seen.get(violation.subject) ?? 0) + 1;
    seen.set(violation.subject, count);
    return count === 1 ? violation : { ...violation, subject: `${violation.subject} (${count})` };
  });
}
