import { READ_NOTES } from './blame-schema.sql.js';
import type { ReplayDatabase } from './replay-database.js';

interface NoteBase {
  /** The statement's number; null for what was there before, and for what the replay does itself. */
  readonly index: number | null;
  /** PG_CONTEXT of the trigger. */
  readonly context: string;
}

/** What a relation looked like after a command that touched it. */
export interface RelationNote extends NoteBase {
  readonly kind: 'relation';
  readonly relation: number;
  readonly schema: string;
  readonly name: string;
  readonly identity: string;
  readonly rowSecurity: boolean;
}

export interface DroppedNote extends NoteBase {
  readonly kind: 'dropped';
  readonly relation: number;
}

/** Every publication and who was in it after a command that can have changed that. */
export interface MembersNote extends NoteBase {
  readonly kind: 'members';
  readonly publications: ReadonlyMap<string, ReadonlySet<number>>;
}

export type Note = RelationNote | DroppedNote | MembersNote;

/** The notes in the order they were taken. */
export async function readNotes(database: ReplayDatabase): Promise<readonly Note[]> {
  const notes: Note[] = [];
  let snapshot: { id: unknown; publications: Map<string, ReadonlySet<number>> } | null = null;
  for (const row of await database.select(READ_NOTES)) {
    const base = { index: numberOf(row['statement']), context: String(row['context'] ?? '') };
    const relation = Number(row['relation']);
    if (row['kind'] === 'relation') {
      const [schema, name, identity] = [String(row['schema']), String(row['name']), String(row['identity'])];
      notes.push({
        ...base,
        kind: 'relation',
        relation,
        schema,
        name,
        identity,
        rowSecurity: row['row_security'] === true,
      });
    } else if (row['kind'] === 'dropped') {
      notes.push({ ...base, kind: 'dropped', relation });
    } else {
      if (snapshot === null || snapshot.id !== row['snapshot']) {
        snapshot = { id: row['snapshot'], publications: new Map() };
        notes.push({ ...base, kind: 'members', publications: snapshot.publications });
      }
      if (typeof row['publication'] === 'string') {
        snapshot.publications.set(row['publication'], toIds(String(row['members'])));
      }
    }
  }
  return notes;
}

function toIds(members: string): ReadonlySet<number> {
  return new Set(members.split(' ').filter(Boolean).map(Number));
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
