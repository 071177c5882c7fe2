import { locateName } from '../../migrations/locate-name.js';
import type { HistoryEvent, UnpublishCause } from '../../model/history.js';
import type { Statement } from '../../model/migration.js';
import type { RelationName } from '../../model/names.js';
import { type Change, changesOf } from './blame-changes.js';
import { readNotes } from './blame-notes.js';
import { INSTALL_BLAME, UNINSTALL_BLAME } from './blame-schema.sql.js';
import type { ReplayDatabase } from './replay-database.js';

/**
 * One thing that a statement changed. `statement` is the SQL that did it, the innermost one when it was run by a DO block
 * or a function.
 */
export interface ReplayEvent extends HistoryEvent {
  /** Of a rename: `schema.name` as SQL. Of an identity: pg_class.relreplident. Of row security: `true` or `false`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly statement: string;
  /** Tells relations apart that had one name after another; null for an event of a publication as a whole. */
  readonly relationId: number | null;
  /** The statement's place in the replay, from 0. */
  readonly index: number;
}

/** What was written down: the events of the statements in order, and the last names of all relations by their ids. */
export interface Blame {
  readonly events: readonly ReplayEvent[];
  readonly names: ReadonlyMap<number, RelationName>;
}

/** Starts to write down who changes what, from what is there now. */
export async function installBlame(database: ReplayDatabase): Promise<void> {
  await database.exec(UNINSTALL_BLAME);
  await database.exec(INSTALL_BLAME);
}

/** Takes every trace of it out of the database again. */
export async function uninstallBlame(database: ReplayDatabase): Promise<void> {
  await database.exec(UNINSTALL_BLAME);
}

/** The statement with its number, which its changes are charged to. */
export function numbered(sql: string, index: number): string {
  return `/*rg:${index}*/${sql}`;
}

/** Everything since the installation; `statements` by their numbers. */
export async function readBlame(database: ReplayDatabase, statements: readonly Statement[]): Promise<Blame> {
  const { changes, names } = changesOf(await readNotes(database));
  const events = changes.flatMap((change) => {
    const { index } = change.note;
    const statement = index === null ? undefined : statements[index];
    return index === null || statement === undefined ? [] : [toEvent(change, statement, index, names)];
  });
  return { events, names };
}

function toEvent(
  { kind, relation, publication, from, to, note }: Change,
  statement: Statement,
  index: number,
  names: Blame['names'],
): ReplayEvent {
  const ran = innermostSql(note.context);
  const sql = ran ?? statement.text;
  const named = relation === null ? null : (names.get(relation) ?? null);
  return {
    kind,
    relation: named,
    publication,
    location: named === null ? statement.location : locateName(statement, named.name, ran),
    statement: sql,
    from,
    to,
    cause: kind === 'unpublished' && publication !== null ? causeOf(note, publication, sql) : null,
    relationId: relation,
    index,
  };
}

/** What is still there was taken out by ALTER PUBLICATION, or by a command that moved it to another schema. */
function causeOf(note: Change['note'], publication: string, sql: string): UnpublishCause {
  if (note.kind === 'dropped') return 'table-dropped';
  if (note.kind === 'members' && !note.publications.has(publication)) return 'publication-dropped';
  const verb = /^alter\s+publication\s+(?:"(?:[^"]|"")*"|\S+)\s+(set\s+tables?|drop)\b/i.exec(sql)?.[1];
  if (verb === undefined) return 'other';
  return /^drop$/i.test(verb) ? 'named' : 'list-replaced';
}

/**
 * PG_CONTEXT is the stack from the trigger outwards. Its second frame is the SQL that fired it when that was run by a
 * PL/pgSQL block; at the top level there is none, and SQL functions do not tell their text.
 */
function innermostSql(context: string): string | null {
  const frame = /^PL\/pgSQL function realtime_guard\.[^\n]*\nSQL statement "([\s\S]*?)"\nPL\/pgSQL function /.exec(
    context,
  );
  return frame?.[1]?.trim() ?? null;
}
