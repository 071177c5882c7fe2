import { type ChangedLines, isChanged } from '../model/changed-lines.js';
import { groupBy } from '../model/group-by.js';
import { displayText } from '../model/names.js';
import { type Finding, SEVERITIES, type Severity } from '../model/outcome.js';
import { plural } from '../model/plural.js';
import type { Location } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';
import { renderFix } from './fix-migration.js';
import { renderMore } from './headline.js';
import { firstPlaces } from './places.js';
import { renderStanding } from './standing.js';

/** One annotation on a pull request. The title is never masked by the runner, so it holds nothing but our own words. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly location: Location | null;
}

/** Which findings are annotated, and where. */
export interface AnnotationRequest {
  /** The lines that the pull request changes; null when there is none, or they are not known. */
  readonly changes: ChangedLines | null;
  /** `changed` leaves out what has no such line, where they are known. */
  readonly mode: 'all' | 'changed';
}

/** The runner keeps ten annotations of a kind and step; the tenth says how many there are besides. */
const ANNOTATIONS_SHOWN = 9;
/** The runner cuts a message after 4,096 UTF-16 units, in the middle of a word. */
const LONGEST_MESSAGE = 4_000;

/**
 * Annotations for a verdict, errors first and then those on lines that the pull request changes; at most nine and one
 * that counts the rest.
 */
export function toAnnotations(
  verdict: Verdict,
  request: AnnotationRequest = { changes: null, mode: 'all' },
): readonly Annotation[] {
  const undetermined: readonly Annotation[] =
    verdict.reason === null
      ? []
      : [
          {
            severity: 'error',
            title: 'realtime-guard could not determine',
            message: shorten([displayText(verdict.reason)]),
            location: null,
          },
        ];
  const all = annotationsOf(verdict, request).map(({ isOnChange: _, ...annotation }) => annotation);
  const shown = all.slice(0, ANNOTATIONS_SHOWN - undetermined.length);
  const hidden = all.slice(shown.length);
  const [firstHidden] = hidden;
  if (firstHidden === undefined) return [...undetermined, ...shown];
  const more: Annotation = {
    severity: firstHidden.severity,
    title: 'realtime-guard',
    message: `${plural(hidden.length, 'more finding')}: see the job summary`,
    location: null,
  };
  return [...undetermined, ...shown, more];
}

/** Every one of them, in the order they are shown: what a check run has room for. */
export function annotationsOf(
  verdict: Verdict,
  { changes, mode }: AnnotationRequest,
): readonly (Annotation & { readonly isOnChange: boolean })[] {
  const alike = groupBy(verdict.findings, ({ ruleId, subject }) => `${ruleId}\0${subject}`);
  const annotations = [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [toAnnotation(first, others, verdict, changes)],
  );
  const rank = ({ severity, isOnChange }: (typeof annotations)[number]): number =>
    2 * SEVERITIES.indexOf(severity) + (isOnChange ? 0 : 1);
  const kept =
    mode === 'changed' && changes !== null ? annotations.filter(({ isOnChange }) => isOnChange) : annotations;
  return kept.toSorted((one, other) => rank(one) - rank(other));
}

function toAnnotation(
  finding: Finding,
  others: readonly Finding[],
  verdict: Verdict,
  changes: ChangedLines | null,
): Annotation & { readonly isOnChange: boolean } {
  const all = [finding, ...others];
  const places: readonly Location[] = all.flatMap(({ location, related }) => [
    ...(location === null ? [] : [location]),
    ...related,
  ]);
  const changed = changes === null ? undefined : places.find((place) => isChanged(changes, place));
  const anchor = changed ?? places[0] ?? null;
  const standing = renderStanding(finding, verdict);
  return {
    severity: finding.severity,
    title: finding.ruleId,
    message: shorten([
      [
        ...all.map(({ message }) => message),
        finding.detail,
        ...(standing === null ? [] : [standing]),
        finding.hint,
      ].join('\n'),
      otherPlaces(all, anchor),
      finding.fix.length === 0 ? '' : `Fix:\n${renderFix(finding.fix)}`,
    ]),
    location: anchor,
    isOnChange: changed !== undefined,
  };
}

/** What the annotation does not stand at: the finding's own line comes first. */
function otherPlaces(findings: readonly Finding[], anchor: Location | null): string {
  const own = findings.flatMap(({ location }) =>
    location === null || isSame(location, anchor) ? [] : [{ ...location, label: 'found here' }],
  );
  const related = findings.flatMap((finding) => finding.related).filter((place) => !isSame(place, anchor));
  const { places, hidden } = firstPlaces([...own, ...related]);
  const lines = places.map(({ file, line, label }) => `${label}: ${displayText(file)}:${line}`);
  return [...lines, ...(hidden > 0 ? [renderMore(hidden, 'the JSON report has them all')] : [])].join('\n');
}

function isSame(one: Location, other: Location | null): boolean {
  return other !== null && one.file === other.file && one.line === other.line;
}

const REST = 'The rest is in the job summary.';

/** Drops whole parts from the end rather than words; the first is cut when it alone is too long. */
function shorten(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '');
  for (let kept = said.length; kept > 0; kept -= 1) {
    const text = [...said.slice(0, kept), ...(kept < said.length ? [REST] : [])].join('\n');
    if (text.length <= LONGEST_MESSAGE) return text;
  }
  // Half of a character at the cut is left out.
  return `${said[0]?.slice(0, LONGEST_MESSAGE).replace(/[\ud800-\udbff]$/, '')} … ${REST}`;
}
