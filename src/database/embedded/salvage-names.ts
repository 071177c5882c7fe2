import type { Statement } from '../../model/migration.js';

/** A relation as a statement or a message names it; the schema may be left to the search path. */
export interface WrittenName {
  readonly schema: string | null;
  readonly name: string;
}

const PART = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
const NAME = String.raw`${PART}(?:\s*\.\s*${PART})*`;
const MODIFIERS = String.raw`(?:(?:or\s+replace|global|local|temp|temporary|unlogged|foreign|materialized|recursive)\s+)*`;
const CREATES = new RegExp(
  String.raw`\bcreate\s+${MODIFIERS}(?:table|view)\s+(?:if\s+not\s+exists\s+)?(${NAME})|\brename\s+to\s+(${NAME})|\bselect\b[^;]{0,2000}?\binto\s+(${NAME})|(${PART})\s+set\s+schema\b`,
  'giu',
);

/**
 * Every relation that some statement may create, wherever it says so: in a DO block, a function or a text for EXECUTE
 * too. Better one too many: what is created later is waited for, not made up.
 */
export function createdNames(statements: readonly Statement[]): CreatedNames {
  const schemas = new Map<string, Set<string | null>>();
  for (const { text } of statements) {
    for (const match of text.matchAll(CREATES)) {
      const { schema, name } = toWrittenName(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
      schemas.set(name, (schemas.get(name) ?? new Set()).add(schema));
    }
  }
  return schemas;
}

const ALTERS_IF_THERE = new RegExp(String.raw`^alter\s+table\s+if\s+exists\s+(?:only\s+)?(${NAME})`, 'iu');

/** The table that an ALTER TABLE IF EXISTS is for; null for any other statement. */
export function alteredIfThere({ text }: Statement): WrittenName | null {
  const name = ALTERS_IF_THERE.exec(text)?.[1];
  return name === undefined ? null : toWrittenName(name);
}

export type CreatedNames = ReadonlyMap<string, ReadonlySet<string | null>>;

/** Whether a relation of that name is created somewhere; a name without a schema may be in any. */
export function mayBeCreated(names: CreatedNames, { schema, name }: WrittenName): boolean {
  const schemas = names.get(name);
  return schemas !== undefined && (schema === null || schemas.has(schema) || schemas.has(null));
}

/** The relation that PostgreSQL misses, which it names unquoted: `relation "public.rooms" does not exist`. */
export function missingRelation(message: string): WrittenName | null {
  const name = /^relation "(.+)" does not exist/s.exec(message)?.[1];
  if (name === undefined) return null;
  const dot = name.indexOf('.');
  return dot === -1 ? { schema: null, name } : { schema: name.slice(0, dot), name: name.slice(dot + 1) };
}

function toWrittenName(sql: string): WrittenName {
  const parts = [...sql.matchAll(new RegExp(PART, 'gu'))].map(([part]) =>
    part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase(),
  );
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}
