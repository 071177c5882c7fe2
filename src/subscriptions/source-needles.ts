import { SCRIPT_NEEDLES } from './javascript/needles.js';
import type { Needle } from './needles.js';

const OTHERS: Readonly<Record<string, readonly Needle[]>> = {
  '.dart': ['onPostgresChanges', 'primaryKey', 'postgresChanges'],
  '.swift': ['ostgresChange'],
  '.kt': ['postgresChangeFlow', 'DataFlow', 'selectAsFlow', 'selectSingleValueAsFlow'],
  '.py': ['postgres_changes', 'POSTGRES_CHANGES'],
  '.cs': ['PostgresChangesOptions', 'OnPostgresChange', { beside: 'upabase', any: ['Channel(', '.On(', 'Register('] }],
};

/** The ends of the names of source files, each with the texts one of which stands in every file that subscribes. */
export const SOURCE_NEEDLES: ReadonlyMap<string, readonly Needle[]> = new Map([
  ...SCRIPT_NEEDLES,
  ...Object.entries(OTHERS),
]);
