import { type ChangedLines, textOfChanged } from '../model/changed-lines.js';
import type { Finding } from '../model/outcome.js';
import type { Verdict } from '../model/verdict.js';
import { renderStatements } from './fix-migration.js';
import { escapeMarkdown, fenced } from './markdown.js';

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

/** A line that holds whole statements and nothing else, so that another can follow it. */
const ENDS_A_STATEMENT = /;\s*$/;
const MAY_BE_INSIDE = /--|\/\*|\$|'/;

/**
 * Where a migration line of this pull request publishes a table without REPLICA IDENTITY FULL, the same line followed by
 * what is missing. Only where the line ends a statement, which is all that can be told from the line alone.
 */
export function toSuggestions(verdict: Verdict, changes: ChangedLines): readonly Suggestion[] {
  if (verdict.isFixWithdrawn) return [];
  return verdict.findings.flatMap((finding) => suggest(finding, changes)).slice(0, MOST_SUGGESTIONS);
}

function suggest(
  { ruleId, message, fix, location, fingerprint }: Finding,
  changes: ChangedLines,
): readonly Suggestion[] {
  const isEdit = fix.length > 0 && fix.every(({ kind }) => kind === 'replica-identity-full');
  if (location === null || !isEdit || !location.file.endsWith('.sql')) return [];
  const text = textOfChanged(changes, location.file, location.line);
  if (text === null || !ENDS_A_STATEMENT.test(text) || MAY_BE_INSIDE.test(text)) return [];
  const marker = `<!-- realtime-guard-suggestion:${encodeURIComponent(fingerprint).replaceAll('-', '%2D')} -->`;
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  const edited = [text, ...renderStatements(fix).map((statement) => indent + statement)].join('\n');
  return [
    {
      path: location.file,
      line: location.line,
      body: `${escapeMarkdown(message)} (${ruleId})\n\n${fenced(edited, 'suggestion')}\n\n${marker}`,
      marker,
    },
  ];
}
