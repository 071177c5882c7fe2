import type { Verdict } from '../model/verdict.js';
import { type Annotation, toAnnotations } from './annotations.js';

/**
 * The report for the log of a GitHub job that runs the command line: the text, of which the runner reads no line as a
 * command, then the annotations.
 * @param token that nobody can guess, so that no name in the text ends the pause
 */
export function renderGitHubCommands(verdict: Verdict, text: string, token: string): string {
  const annotations = toAnnotations(verdict).map(renderAnnotation);
  return [`::stop-commands::${token}`, text.trimEnd(), `::${token}::`, ...annotations, ''].join('\n');
}

function renderAnnotation({ severity, title, message, location }: Annotation): string {
  const place = location === null ? {} : { file: location.file, line: location.line, col: location.column };
  const properties = Object.entries({ ...place, title }).map(
    ([name, value]) => `${name}=${escapeProperty(`${value}`)}`,
  );
  return `::${severity} ${properties.join(',')}::${escapeData(message)}`;
}

/** The runner ends a message at a line break, and takes these three back. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
