import { displayText } from '../model/names.js';
import type { Outcome, Violation } from '../model/outcome.js';
import type { BindingHazard, SourceFacts } from '../model/source.js';
import { type Effects, judgeEffects, severityOf } from './client-effects.js';
import {
  countBindings,
  inApplication,
  NO_BINDINGS,
  namedIn,
  numberSubjects,
  placesOf,
  SOURCE_NOT_READ,
} from './source-findings.js';

/** What a rule says of its kind of hazard. */
export interface HazardWords {
  readonly kind: BindingHazard['kind'];
  /** `channel` is the channel by its topic, or `a channel`. */
  readonly message: (channel: string, hazard: BindingHazard) => string;
  readonly effects: (hazard: BindingHazard) => Effects;
  readonly hint: (hazard: BindingHazard) => string;
  /** What is at the first of the two places. */
  readonly first: string;
}

/** Every hazard of one kind in the application, with what the clients of the lockfiles make of it. */
export function judgeHazards(source: SourceFacts | null, words: HazardWords): Outcome {
  if (source === null) return SOURCE_NOT_READ;
  const subjects = countBindings(source);
  if (subjects === 0) return NO_BINDINGS;
  const hazards = inApplication(source.hazards).filter(({ kind }) => kind === words.kind);
  return {
    status: 'checked',
    subjects,
    found: numberSubjects(hazards.map((hazard) => toViolation(hazard, source, words))),
  };
}

function toViolation(hazard: BindingHazard, { clients }: SourceFacts, words: HazardWords): Violation {
  const { kind, detail } = judgeEffects(words.effects(hazard), clients);
  const channel = hazard.topic === null ? 'a channel' : `channel ${displayText(hazard.topic)}`;
  return {
    ...namedIn(hazard.location, channel),
    message: words.message(channel, hazard),
    detail,
    hint: words.hint(hazard),
    fix: [],
    location: hazard.location,
    related: [...placesOf([hazard.first], words.first), ...placesOf(hazard.via, 'called here')],
    ...(hazard.when === 'together' ? MAYBE : severityOf(kind)),
  };
}

/** Whether two components are shown at once is not in the source. */
const MAYBE = { severity: 'warning' } as const;
