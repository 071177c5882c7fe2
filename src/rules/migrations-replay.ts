import { displayText } from '../model/names.js';
import type { Rule } from '../model/outcome.js';

export default {
  title: 'Every statement that matters can be replayed',
  severity: 'warning',
  check({ catalog, history }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (history === null) return { status: 'not-applicable', reason: 'there are no migrations to look at' };
    return {
      status: 'checked',
      subjects: history.statements,
      found: history.failed
        .filter(({ matters }) => matters)
        .map(({ statement: { location }, code, message }) => ({
          subject: displayText(`${location.file}:${location.line}`),
          message: `a statement fails when the migrations are replayed: ${displayText(message)}`,
          detail: `what it does to tables and publications is missing from the check${code === '' ? '' : ` (SQLSTATE ${code})`}`,
          hint: 'Complete the migrations so that they build the database from nothing, or check a database with database-url.',
          fix: [],
          location,
          related: [],
        })),
    };
  },
} satisfies Rule;
