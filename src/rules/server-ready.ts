import { displayText } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { judgeSettings } from './judge-settings.js';
import { judgeSlots } from './judge-slots.js';

export default {
  title: 'The server lets Realtime read changes',
  severity: 'error',
  check({ catalog, server }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (server === null) return { status: 'not-applicable', reason: 'no Realtime reads from the embedded database' };
    if (!server.known) return { status: 'unknown', reason: server.reason };
    const { isSetUp, walLevel, slots, walSenders, realtimeSlots } = server.value;
    // A throw-away copy of the schema in CI needs none of it.
    if (isSetUp.known && !isSetUp.value) {
      return {
        status: 'not-applicable',
        reason:
          'Realtime is not set up in this database: it has no table realtime.subscription and no slot of Realtime',
      };
    }
    const facts = [isSetUp, walLevel, slots, walSenders, realtimeSlots];
    const unread = facts.flatMap((fact) => (fact.known ? [] : [displayText(fact.reason)]));
    const hasTables = catalog.value.relations.some(({ published }) => published);
    const found = [
      ...judgeSettings(server.value, hasTables),
      ...(realtimeSlots.known ? judgeSlots(realtimeSlots.value) : []),
    ];
    // What was found is so, whatever else could not be looked at.
    if (found.length > 0 || unread.length === 0) {
      return { status: 'checked', subjects: facts.length - unread.length, found };
    }
    return {
      status: 'unknown',
      reason: `${[...new Set(unread)].join('; ')}; let the login read the server's settings and slots, as every login may by default`,
    };
  },
} satisfies Rule;
