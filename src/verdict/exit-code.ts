import type { Conclusion } from '../model/verdict.js';

/** The process's exit code: 0 success, 1 a finding at or above fail-on, 2 could not determine. */
export const EXIT_CODES: Readonly<Record<Conclusion, 0 | 1 | 2>> = { success: 0, failure: 1, undetermined: 2 };
