import type { Rule } from '../model/outcome.js';
import type { Effect } from './client-effects.js';
import { judgeHazards } from './judge-hazards.js';

export default {
  title: 'No two bindings of a channel are equal',
  severity: 'warning',
  about: 'source',
  check: ({ source }) =>
    judgeHazards(source, {
      kind: 'equal-bindings',
      message: (channel) => `two bindings of ${channel} are equal`,
      effects: () => ({ 'leaves-topic': BOTH, appends: BOTH, throws: BOTH, 'drops-equal': DROPPED }),
      hint: () => 'Keep one of the two and call both functions from its callback.',
      first: 'the same binding',
    }),
} satisfies Rule;

const BOTH: Effect = { kind: 'works', says: 'both callbacks fire; from 2.112.2 on the second never does' };

const DROPPED: Effect = {
  kind: 'silent',
  says: 'the second callback never fires, and only a log line says so; it is no cause of the bindings mismatch',
};
