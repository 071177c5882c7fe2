import { SCRIPT_NEEDLES } from './javascript/needles.js';
import type { Needle } from './needles.js';
import { extensionOf } from './source-path.js';

const OTHERS: Readonly<Record<string, readonly Needle[]>> = {
  '.dart': ['onPostgresChanges', 'primaryKey', 'postgresChanges', { beside: '.execute(', any: ['.stream('] }],
  '.swift': ['ostgresChange', 'postgres_changes'],
  '.kt': ['postgresChangeFlow', 'DataFlow', 'selectAsFlow', 'selectSingleValueAsFlow'],
  '.py': ['postgres_changes', 'POSTGRES_CHANGES'],
  '.cs': ['PostgresChangesOptions', 'OnPostgresChange', { beside: 'upabase', any: ['Channel(', '.On(', 'Register('] }],
};

/** The ends of the names of source files, each with the texts one of which stands in every file that subscribes. */
export const SOURCE_NEEDLES: ReadonlyMap<string, readonly Needle[]> = new Map([
  ...SCRIPT_NEEDLES,
  ...Object.entries(OTHERS),
]);

/** The ends of the names of scripts and of what holds scripts. */
export const SCRIPTS: ReadonlySet<string> = new Set(SCRIPT_NEEDLES.keys());

/** Whether a file is for the parser. */
export function isScript({ file }: { readonly file: string }): boolean {
  return SCRIPTS.has(extensionOf(file));
}
