import type { DelicateColumn } from '../model/column.js';
import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName, displayText } from '../model/names.js';
import type { Violation } from '../model/outcome.js';
import { isCut } from './compared-otherwise.js';

/** Why the server does not find a row by its key, as the end of a message and what comes of it. */
export interface UnfoundKey {
  /** The column and its type. */
  readonly column: string;
  /** What looking for the row raises; null where it finds none. */
  readonly raises: string | null;
  /** What is looked for in place of the key; null where it raises. */
  readonly sought: string | null;
  /** Whether it depends on the value: some rows are found all the same. */
  readonly isByChance: boolean;
}

/**
 * Under row level security the server looks each changed row up before it asks the policies: each column of the key is to be
 * equal to the text of its value in JSON. Not every type reads that back as the same value; the first such column, one that
 * fails for every row before one that fails for some. Null when every row is found.
 * Measured for every type that can be a key. Source: supabase/realtime, function realtime.build_prepared_statement_sql.
 */
export function findUnfoundKey({ delicateColumns }: Pick<Relation, 'delicateColumns'>): UnfoundKey | null {
  const unfound = delicateColumns.flatMap((column) => (column.isKey ? (whyUnfound(column) ?? []) : []));
  return unfound.find(({ isByChance }) => !isByChance) ?? unfound[0] ?? null;
}

function whyUnfound(key: DelicateColumn): UnfoundKey | null {
  const column = `${displayIdentifier(key.name)}, which is ${displayText(key.type)}`;
  const raises = whatItRaises(key);
  if (raises !== null) return { column, raises, sought: null, isByChance: false };
  if (key.baseType === 'jsonb') {
    return { column, raises: 'invalid input syntax for type json', sought: null, isByChance: true };
  }
  if (key.baseType === 'bytea' && !key.isDomain) {
    return { column, raises: null, sought: 'the bare hexadecimal digits of the key', isByChance: false };
  }
  if (!isCut(key)) return null;
  // A bit string has its length; of text a single character may be all there is.
  return { column, raises: null, sought: 'the first character of the key', isByChance: key.baseType === 'bpchar' };
}

function whatItRaises({ type, baseType, category, isDomain }: DelicateColumn): string | null {
  if (category === 'A') return 'malformed array literal';
  if (category === 'C') return 'input of anonymous composite types is not implemented';
  if (baseType === 'hstore') return 'Syntax error near """';
  return category === 'E' && isDomain ? `operator does not exist: ${type} = unknown` : null;
}

/** It tells of everybody: the row is looked up for roles too that row security does not hold for. */
export function toUnfoundViolation(
  table: Relation,
  { column, raises, sought, isByChance }: UnfoundKey,
  isAskedFor: boolean,
  related: Violation['related'],
): Violation {
  const name = displayName(table);
  const before = 'under row level security the server looks each changed row up by its key before it asks the policies';
  return {
    subject: name,
    message: `${isByChance ? 'some rows' : 'the rows'} of table ${name} cannot be found by the key ${column}`,
    detail:
      raises === null
        ? `${before}, and looks for ${sought}: it finds no row, and INSERT and UPDATE reach nobody`
        : `${before}, which raises "${displayText(raises)}"${isByChance ? ' for a JSON string' : ''}: the batch of changes is lost for every subscriber of the project, and again at the next INSERT or UPDATE`,
    hint: 'Give the table a primary key of a plain type, such as bigint, uuid or text.',
    fix: [],
    location: table.createdAt,
    confidence: table.confidence,
    related,
    ...(isByChance || !isAskedFor ? { severity: 'warning' } : {}),
  };
}
