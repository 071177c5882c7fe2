import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayText } from '../model/names.js';
import type { FailingWrite } from './failing-writes.js';

/** Statements that PostgreSQL refuses for one reason. */
export interface Refusal {
  readonly statements: readonly FailingWrite['statement'][];
  readonly problem: FailingWrite;
}

export function codeOf({ kind }: FailingWrite): string {
  return kind === 'no-identity' ? '55000' : '42P10';
}

/** The reason, as the end of a sentence. */
export function whyRefused(problem: FailingWrite, table: Relation): string {
  if (problem.kind === 'no-identity') return whyUnidentified(table);
  const publication = displayIdentifier(problem.publication);
  const columns = problem.columns.map(displayIdentifier).join(', ');
  switch (problem.kind) {
    case 'filter':
      return `the row filter of publication ${publication} reads ${columns}, which is not in the replica identity`;
    case 'list':
      return problem.columns.length === 0
        ? `publication ${publication} lists columns, which no REPLICA IDENTITY FULL allows`
        : `the column list of publication ${publication} lacks ${columns} of the replica identity`;
    case 'generated':
      return `publication ${publication} does not send generated column ${columns} of the replica identity`;
  }
}

function whyUnidentified({ relreplident, primaryKey }: Relation): string {
  if (relreplident === 'n') return 'its REPLICA IDENTITY is NOTHING';
  if (relreplident === 'i') return 'the index of its REPLICA IDENTITY was dropped';
  return primaryKey === null ? 'nothing identifies a row of it' : 'its primary key is deferrable and identifies no row';
}

/** PostgreSQL's own words, which are what people look for. */
export function whatIsSaid({ statements, problem }: Refusal, { name }: Relation): string {
  const [first] = statements;
  const verbs = first === 'UPDATE' ? { does: 'update', sends: 'updates' } : { does: 'delete from', sends: 'deletes' };
  const refused = `cannot ${verbs.does} table "${displayText(name)}"`;
  const said =
    problem.kind === 'no-identity'
      ? `${refused} because it does not have a replica identity and publishes ${verbs.sends}`
      : `${refused}, ${DETAILS[problem.kind]}`;
  return `every ${statements.join(' and ')} of the application is refused: ${said}`;
}

const DETAILS = {
  filter: 'Column used in the publication WHERE expression is not part of the replica identity',
  list: 'Column list used by the publication does not cover the replica identity',
  generated: 'Replica identity must not contain unpublished generated columns',
} as const;
