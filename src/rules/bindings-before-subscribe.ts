import type { Rule } from '../model/outcome.js';
import type { BindingHazard } from '../model/source.js';
import { type Effect, type Effects, MISMATCH, throws } from './client-effects.js';
import { judgeHazards } from './judge-hazards.js';

export default {
  title: 'Every binding is added before its channel is subscribed',
  severity: 'error',
  about: 'source',
  check: ({ source }) =>
    judgeHazards(source, {
      kind: 'on-after-subscribe',
      message: (channel, { when }) => `a binding is added to ${channel} ${AFTER[when]}`,
      effects,
      hint: () =>
        'Add every binding before subscribe(); for one that comes later, remove the channel and set it up again with all of them.',
      first: 'subscribed here',
    }),
} satisfies Rule;

const AFTER: Readonly<Record<BindingHazard['when'], string>> = {
  'same-tick': 'after subscribe()',
  subscribed: 'after it reported its status',
  rejoin: 'while its connection is lost',
  again: 'after subscribe(), by a second run',
  together: 'after subscribe(), by another component',
  retry: 'after subscribe(), by a second try',
};

/** The client sends the list of bindings that it had at subscribe(), at every rejoin too, and compares all it has by then. */
function effects({ when, topic }: BindingHazard): Effects {
  const late: Effect = when === 'same-tick' ? AT_ONCE : when === 'rejoin' ? AT_REJOIN : LATER;
  // A channel that is neither joining nor joined takes the binding in every version.
  const refused = when === 'rejoin' ? AT_REJOIN : throws(topic);
  return { 'leaves-topic': late, appends: late, throws: refused, 'drops-equal': refused };
}

const AT_ONCE: Effect = {
  kind: 'mismatch',
  says: `the channel ends in CHANNEL_ERROR: ${MISMATCH}`,
};

const LATER: Effect = {
  kind: 'mismatch-at-rejoin',
  says: `the callback never fires, and the next rejoin ends in CHANNEL_ERROR: ${MISMATCH}`,
};

const AT_REJOIN: Effect = {
  kind: 'mismatch-at-rejoin',
  says: `the rejoin ends in CHANNEL_ERROR: ${MISMATCH}`,
};
