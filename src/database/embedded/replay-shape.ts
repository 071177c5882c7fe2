import { isMissingObject } from '../../model/sqlstate.js';

/** Statements and failures by their text and SQLSTATE, as far as replaying them needs to know. */

/** What a failure says is already so: the statement changes nothing that is not there, or misses nothing it removes. */
export function isAlreadySo(sql: string, code: string, message: string): boolean {
  if (/^(42P07|42710|42P06|42723|42701)$/.test(code) && /already (exists|(a )?member)/.test(message)) return true;
  if (code === '42704' && /is not part of the publication/.test(message)) return true;
  return /^drop\b/i.test(sql) && isMissingObject(code);
}

/** Statements that a placeholder is made for: what they fail on is most often a table made in the dashboard. */
export function takesPlaceholder(sql: string): boolean {
  if (/^alter\s+publication\b/i.test(sql)) return !removes(sql);
  return /^(create\s+(unlogged\s+)?table|alter\s+table|create\s+publication|do)\b/i.test(sql);
}

const SHAPES =
  /^(do|grant|(create(\s+or\s+replace)?|alter)\s+((global|local|temp|temporary|unlogged|foreign|materialized|recursive|unique)\s+)*(table|type|domain|schema|extension|sequence|function|procedure|aggregate|operator|cast|collation|view|index|policy|publication))\b/i;

/** Statements worth a second try: they make or change a shape or who may see it, and take nothing away that was made since. */
export function isRetriable(sql: string): boolean {
  return SHAPES.test(sql) && !removes(sql);
}

function removes(sql: string): boolean {
  if (/^do\b/i.test(sql)) return /\bdrop\s+(table|publication|schema|owned)\b/i.test(sql);
  return /^alter\b/i.test(sql) && /\bdrop\b/i.test(sql);
}
