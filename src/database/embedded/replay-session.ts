import { quoteIdentifier } from '../../model/names.js';

/** The search path that Supabase's database has of its own. The embedded engine goes back to `public` instead. */
const SEARCH_PATH = 'set search_path to "$user", public, extensions';

/**
 * The session as the CLI has it at the start of a file. RESET ALL does not reset the role, which no file expects of the
 * one before: SET SESSION AUTHORIZATION does, and the engine does not know its own user, so it is named. Temporary files
 * are memory here.
 */
export function freshSession(owner: string): string {
  return `${ownSession(owner)}; reset all; set temp_file_limit to '256MB'; ${SEARCH_PATH}`;
}

/** The statement, or another one that does in the embedded engine what it does on a server. */
export function asEngineNeeds(sql: string, owner: string): string {
  if (!/^(set|reset|discard)\b/i.test(sql)) return sql;
  if (/^(reset\s+session\s+authorization|set\s+(session\s+)?session\s+authorization\s+default)$/i.test(sql)) {
    return ownSession(owner);
  }
  if (/^(reset\s+search_path|set\s+(session\s+)?search_path\s*(=|\bto\b)\s*default)$/i.test(sql)) return SEARCH_PATH;
  if (/^reset\s+all$/i.test(sql)) return `${sql}; ${SEARCH_PATH}`;
  if (/^discard\s+all$/i.test(sql)) return `close all; deallocate all; discard temp; ${freshSession(owner)}`;
  return sql;
}

function ownSession(owner: string): string {
  return `set session authorization ${quoteIdentifier(owner)}`;
}
