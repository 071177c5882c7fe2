import type { Rule } from '../model/outcome.js';
import type { BindingHazard } from '../model/source.js';
import { type Effect, type Effects, MISMATCH, throws } from './client-effects.js';
import { judgeHazards } from './judge-hazards.js';

export default {
  title: 'Every topic is set up once, or removed before the next time',
  severity: 'error',
  about: 'source',
  check: ({ source }) =>
    judgeHazards(source, {
      kind: 'topic-set-up-twice',
      message: (channel, { when }) => `${channel} ${AGAIN[when]}`,
      effects,
      hint: ({ when }) => HINTS[when],
      first: 'set up here first',
    }),
} satisfies Rule;

const AGAIN: Readonly<Record<BindingHazard['when'], string>> = {
  'same-tick': 'is set up twice under one topic',
  subscribed: 'is set up a second time after it reported its status',
  rejoin: 'is set up a second time while its connection is lost',
  again: 'is set up again without being removed',
  together: 'is set up by two components',
  retry: 'is set up again after an error without being removed',
};

const OTHER_TOPIC = 'Give each channel a topic of its own, or add all bindings to one channel before subscribe().';
/** Not to be waited for: with clients before 2.112 what follows the removal of the last channel may never join. */
const REMOVE_FIRST = 'Call removeChannel(channel) right before the channel is set up again.';

const HINTS: Readonly<Record<BindingHazard['when'], string>> = {
  'same-tick': OTHER_TOPIC,
  subscribed: REMOVE_FIRST,
  rejoin: REMOVE_FIRST,
  together: OTHER_TOPIC,
  again: 'Return a clean-up that calls removeChannel(channel), or give each use a topic of its own.',
  retry: REMOVE_FIRST,
};

/** A second .channel of one topic gives the first channel again, so that its bindings grow after it was subscribed. */
function effects({ when, topic }: BindingHazard): Effects {
  const appends = when === 'same-tick' || when === 'again' || when === 'together' ? AT_ONCE : AT_REJOIN;
  const refused = when === 'rejoin' ? AT_REJOIN : throws(topic);
  return { 'leaves-topic': LEFT, appends, throws: refused, 'drops-equal': refused };
}

const LEFT: Effect = {
  kind: 'works',
  says: 'the first channel is left and its callbacks fire no more; from 2.11.6 on the two are one channel',
};

const AT_ONCE: Effect = { kind: 'mismatch', says: `the channel ends in CHANNEL_ERROR: ${MISMATCH}` };

const AT_REJOIN: Effect = {
  kind: 'mismatch-at-rejoin',
  says: `it seems to work until the connection is lost, and the rejoin ends in CHANNEL_ERROR: ${MISMATCH}`,
};
