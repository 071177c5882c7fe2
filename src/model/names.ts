import { KEYWORDS_THAT_NEED_QUOTES } from './sql-keywords.js';

/** A relation's two names exactly as the catalogue holds them, unquoted. */
export interface RelationName {
  readonly schema: string;
  readonly name: string;
}

const SAFE_IDENTIFIER = /^[a-z_][a-z0-9_]*$/;

/**
 * One identifier for SQL, quoted only when PostgreSQL's own quote_ident() would quote it.
 * Source: src/backend/utils/adt/ruleutils.c, quote_identifier().
 */
export function quoteIdentifier(identifier: string): string {
  if (SAFE_IDENTIFIER.test(identifier) && !KEYWORDS_THAT_NEED_QUOTES.has(identifier)) return identifier;
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** `schema.name` for SQL, each part quoted only when needed. */
export function quoteRelation({ schema, name }: RelationName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** A string constant for SQL; safe under standard_conforming_strings, which every supported server has on. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

// C0, DEL, C1, line and paragraph separators, and the bidirectional controls: what could move a terminal's cursor,
// split a log line or show a name other than the one it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be shown, not printed
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Any text from a database, made safe to print on one line: invisible characters become `\u{hex}`. */
export function displayText(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** A relation's name for people: as in SQL, with invisible characters spelt out. Also the subject of a finding. */
export function displayName({ schema, name }: RelationName): string {
  return `${displayIdentifier(schema)}.${displayIdentifier(name)}`;
}

/** One identifier for people: as in SQL, with invisible characters spelt out. */
export function displayIdentifier(identifier: string): string {
  const quoted = quoteIdentifier(identifier);
  // What needs no quotes has nothing invisible in it.
  return quoted === identifier ? identifier : displayText(quoted);
}

/** What a subscription asks for, for people: a relation's name, or `public.*` and `*.*` for every one. */
export function displayPattern({ schema, table }: { readonly schema: string; readonly table: string }): string {
  return [schema, table].map((part) => (part === '*' ? part : displayIdentifier(part))).join('.');
}

/** A Map key for a relation. PostgreSQL forbids NUL in identifiers, so no two relations share one. */
export function relationKey({ schema, name }: RelationName): string {
  return `${schema}\0${name}`;
}
