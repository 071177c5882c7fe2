/**
 * What could change what Realtime needs, or hide such a change: tables, publications, schemas with their tables, and
 * what runs code of its own. A function called by SELECT is left out: nearly every SELECT of a migration is harmless.
 */
const MATTERS = new RegExp(
  `^(${[
    'create\\s+((global|local)\\s+)?(temp(orary)?\\s+|unlogged\\s+)?table',
    'create\\s+(publication|schema)',
    'alter\\s+(table|publication|schema)',
    'drop\\s+(table|publication|schema|owned)',
    'import\\s+foreign\\s+schema',
    'select\\b[^;]*\\binto',
    'do',
    'call',
    'execute',
  ].join('|')})\\b`,
  'i',
);

/**
 * Whether a statement that failed leaves the facts in doubt.
 * @param text from its first token, as splitStatements gives it
 */
export function matters(text: string): boolean {
  return MATTERS.test(text);
}
