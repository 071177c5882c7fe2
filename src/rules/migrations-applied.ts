import type { Rule } from '../model/outcome.js';

export default {
  title: 'The database has had this commit’s migrations',
  severity: 'error',
  check({ catalog, applied }) {
    // A database that lacks some is not judged at all: its catalogue is unknown for that very reason.
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (applied === null) return { status: 'not-applicable', reason: 'the migrations were replayed in this database' };
    if (!applied.compared) return { status: 'not-applicable', reason: applied.reason };
    return { status: 'checked', subjects: applied.files, found: [] };
  },
} satisfies Rule;
