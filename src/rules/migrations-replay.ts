import { groupBy } from '../model/group-by.js';
import type { FailedStatement } from '../model/migration.js';
import { displayText } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { digits } from '../model/plural.js';
import { isMissingObject } from '../model/sqlstate.js';

export default {
  title: 'Every statement that matters can be replayed',
  severity: 'warning',
  check({ catalog, history }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (history === null) return { status: 'not-applicable', reason: 'there are no migrations to look at' };
    const matters = history.failed.filter((statement) => statement.matters);
    const causes = groupBy(matters, causeOf);
    return { status: 'checked', subjects: history.statements, found: [...causes.values()].flatMap(toViolation) };
  },
} satisfies Rule;

/**
 * One cause, one finding. A table that was made in the dashboard fails every statement that names it; what is wrong in another
 * way, such as a dump of a database that is there already, fails alike for table after table.
 */
function causeOf({ code, message }: FailedStatement): string {
  return `${code} ${isMissingObject(code) ? message : message.replace(/"[^"]*"/g, '"…"')}`;
}

function toViolation(failed: readonly FailedStatement[]): readonly Violation[] {
  const [first, ...others] = failed;
  if (first === undefined) return [];
  const { location } = first.statement;
  const isSame = others.every(({ message }) => message === first.message);
  const what =
    others.length === 0 ? 'a statement fails' : `${digits(failed.length)} statements fail${isSame ? '' : ' alike'}`;
  return [
    {
      subject: displayText(`${location.file}:${location.line}`),
      identity: causeOf(first),
      message: `${what} when the migrations are replayed${isSame ? '' : ', the first with'}: ${displayText(first.message)}`,
      detail: `what that does to tables and publications is missing from the check${first.code === '' ? '' : ` (SQLSTATE ${first.code})`}`,
      hint: 'Complete the migrations so that they build the database from nothing, or check a database with database-url.',
      fix: [],
      location,
      related: others.map(({ statement }) => ({ ...statement.location, label: 'and here' })),
    },
  ];
}
