import type { HistoryEvent } from '../../model/history.js';
import { quoteRelation, type RelationName } from '../../model/names.js';
import type { MembersNote, Note, RelationNote } from './blame-notes.js';

/** What one note says is different from before. */
export interface Change {
  readonly kind: HistoryEvent['kind'];
  /** The relation's id; null for a change of a publication as a whole. */
  readonly relation: number | null;
  readonly publication: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly note: Note;
}

/** The changes in order, and every relation there ever was by its last name. */
export function changesOf(notes: readonly Note[]): {
  readonly changes: readonly Change[];
  readonly names: ReadonlyMap<number, RelationName>;
} {
  const relations = new Map<number, RelationNote>();
  const names = new Map<number, RelationName>();
  let publications: MembersNote['publications'] = new Map();
  const changes: Change[] = [];
  for (const note of notes) {
    switch (note.kind) {
      case 'relation':
        changes.push(...compareRelation(relations.get(note.relation), note));
        relations.set(note.relation, note);
        names.set(note.relation, { schema: note.schema, name: note.name });
        break;
      case 'dropped': {
        if (!relations.delete(note.relation)) break;
        const { relation } = note;
        for (const [publication, members] of publications) {
          if (members.has(relation)) changes.push({ ...NOTHING, kind: 'unpublished', relation, publication, note });
        }
        publications = without(publications, relation);
        changes.push({ ...NOTHING, kind: 'dropped', relation, note });
        break;
      }
      case 'members':
        changes.push(...comparePublications(publications, note));
        publications = note.publications;
    }
  }
  return { changes, names };
}

const NOTHING = { relation: null, publication: null, from: null, to: null } as const;

function compareRelation(before: RelationNote | undefined, note: RelationNote): readonly Change[] {
  const changes: Change[] = [];
  const add = (kind: Change['kind'], from: string | null, to: string | null): void => {
    if (from !== to || kind === 'created') changes.push({ ...NOTHING, kind, relation: note.relation, from, to, note });
  };
  if (before === undefined) add('created', null, null);
  else add('renamed', quoteRelation(before), quoteRelation(note));
  add('identity', before?.identity ?? 'd', note.identity);
  add('row-security', String(before?.rowSecurity ?? false), String(note.rowSecurity));
  return changes;
}

function comparePublications(before: MembersNote['publications'], note: MembersNote): readonly Change[] {
  const names = [...new Set([...before.keys(), ...note.publications.keys()])];
  return names.flatMap((publication): readonly Change[] => {
    const [old, now] = [before.get(publication), note.publications.get(publication)];
    const member = (kind: Change['kind']) => (relation: number) => ({ ...NOTHING, kind, relation, publication, note });
    const whole = (kind: Change['kind']) => ({ ...NOTHING, kind, publication, note });
    return [
      ...missingIn(old, now).map(member('unpublished')),
      ...(now === undefined ? [whole('publication-dropped')] : []),
      ...(old === undefined ? [whole('publication-created')] : []),
      ...missingIn(now, old).map(member('published')),
    ];
  });
}

function missingIn(of: ReadonlySet<number> | undefined, other: ReadonlySet<number> | undefined): readonly number[] {
  return [...(of ?? [])].filter((id) => other?.has(id) !== true);
}

function without(publications: MembersNote['publications'], relation: number): MembersNote['publications'] {
  return new Map(
    [...publications].map(([name, members]) => [
      name,
      members.has(relation) ? new Set([...members].filter((id) => id !== relation)) : members,
    ]),
  );
}
