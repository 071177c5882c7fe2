import type { Rule } from '../model/outcome.js';
import type { BindingHazard } from '../model/source.js';
import { type Effect, type Effects, MISMATCH } from './client-effects.js';
import { judgeHazards } from './judge-hazards.js';

export default {
  title: 'Every binding has parameters of its own',
  severity: 'error',
  about: 'source',
  check: ({ source }) =>
    judgeHazards(source, {
      kind: 'shared-params',
      message: (channel, { when }) =>
        when === 'same-tick'
          ? `bindings of ${channel} share one object of parameters, which is changed in between`
          : `the parameters of a binding of ${channel} are changed after subscribe()`,
      effects,
      hint: () => 'Make a new object for each binding, in the call itself.',
      first: 'first used here',
    }),
} satisfies Rule;

/** The client keeps the object, not a copy: what it sends and what it compares is what the object holds by then. */
function effects({ when }: BindingHazard): Effects {
  if (when === 'same-tick') return { 'leaves-topic': LAST, appends: LAST, throws: LAST, 'drops-equal': LAST_ONCE };
  return { 'leaves-topic': UNNOTICED, appends: CHANGED, throws: CHANGED, 'drops-equal': CHANGED };
}

const LAST: Effect = {
  kind: 'silent',
  says: 'every binding asks for what the object holds last, and nothing else ever arrives',
};

const LAST_ONCE: Effect = {
  kind: 'silent',
  says: 'every binding asks for what the object holds last, nothing else ever arrives, and only the first callback fires',
};

const UNNOTICED: Effect = { kind: 'works', says: 'nobody notices; later versions end in the bindings mismatch' };

const CHANGED: Effect = {
  kind: 'mismatch',
  says: `a change before the server has answered ends in CHANNEL_ERROR: ${MISMATCH}`,
};
