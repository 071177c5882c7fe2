import { type ChangedLines, textOfChanged } from '../model/changed-lines.js';
import { groupBy } from '../model/group-by.js';
import type { Finding } from '../model/outcome.js';
import type { Location } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';
import { renderStatements } from './fix-migration.js';
import { fenced, prose } from './markdown.js';

/** An edit of a line that the pull request adds, offered in a review. */
export interface Suggestion {
  readonly path: string;
  readonly line: number;
  /** Markdown, with a hidden line at the end that tells it from any other. */
  readonly body: string;
  readonly marker: string;
}

/** More than these are no longer read one by one. */
const MOST_SUGGESTIONS = 20;
/** A longer statement is hardly one that publishes tables. */
const MOST_LINES = 50;
const ENDS_A_STATEMENT = /;\s*$/;
/** Where a semicolon may be part of something else: a comment, a text, a function. */
const MAY_HIDE = /--|\/\*|\$|'/;

/**
 * Where a statement of this pull request publishes tables without REPLICA IDENTITY FULL, its last line followed by what is
 * missing. All its lines must be of this pull request, and such that one can tell from them where it ends.
 */
export function toSuggestions(verdict: Verdict, changes: ChangedLines): readonly Suggestion[] {
  if (verdict.isFixWithdrawn) return [];
  const edits = verdict.findings.flatMap((finding) => {
    const end = isEdit(finding) && finding.location !== null ? endOfStatement(finding.location, changes) : null;
    return end === null ? [] : [{ finding, ...end }];
  });
  return [...groupBy(edits, ({ path, line }) => `${path}\0${line}`).values()]
    .flatMap(toSuggestion)
    .slice(0, MOST_SUGGESTIONS);
}

interface Edit {
  readonly finding: Finding;
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function isEdit({ fix, location }: Finding): boolean {
  return (
    location?.file.endsWith('.sql') === true &&
    fix.length > 0 &&
    fix.every(({ kind }) => kind === 'replica-identity-full')
  );
}

function endOfStatement({ file, line: first }: Location, changes: ChangedLines): Omit<Edit, 'finding'> | null {
  for (let line = first; line < first + MOST_LINES; line += 1) {
    const text = textOfChanged(changes, file, line);
    if (text === null || MAY_HIDE.test(text)) return null;
    if (ENDS_A_STATEMENT.test(text)) return { path: file, line, text };
  }
  return null;
}

function toSuggestion(edits: readonly Edit[]): readonly Suggestion[] {
  const [first] = edits;
  if (first === undefined) return [];
  const { path, line, text } = first;
  const statements = [...new Set(edits.flatMap(({ finding }) => renderStatements(finding.fix)))];
  const prints = edits.map(({ finding }) => encodeURIComponent(finding.fingerprint).replaceAll('-', '%2D'));
  const marker = `<!-- realtime-guard-suggestion:${prints.join(' ')} -->`;
  const messages = edits.map(({ finding }) => `- ${prose(finding.message)}`);
  const edited = fenced([text, ...statements].join('\n'), 'suggestion');
  return [{ path, line, body: [messages.join('\n'), edited, marker].join('\n\n'), marker }];
}
