import type { Finding, Severity } from '../model/outcome.js';
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

/** The runner keeps ten annotations of a kind and step; the tenth says how many there are besides. */
const ANNOTATIONS_SHOWN = 9;

/** Annotations for a verdict, errors first; at most nine and one that counts the rest. */
export function toAnnotations(verdict: Verdict): readonly Annotation[] {
  if (verdict.reason !== null) {
    const undetermined: Annotation = {
      severity: 'error',
      title: 'realtime-guard could not determine',
      message: verdict.reason,
      location: null,
    };
    return [
      undetermined,
      ...verdict.findings.slice(0, ANNOTATIONS_SHOWN - 1).map((finding) => toAnnotation(finding, verdict)),
    ];
  }
  const shown = verdict.findings.slice(0, ANNOTATIONS_SHOWN).map((finding) => toAnnotation(finding, verdict));
  const hidden = verdict.findings.slice(ANNOTATIONS_SHOWN);
  const [firstHidden] = hidden;
  if (firstHidden === undefined) return shown;
  const more: Annotation = {
    severity: firstHidden.severity,
    title: 'realtime-guard',
    message: `${plural(hidden.length, 'more finding')}: see the job summary`,
    location: null,
  };
  return [...shown, more];
}

function toAnnotation(finding: Finding, verdict: Verdict): Annotation {
  const standing = renderStanding(finding, verdict);
  const fix = finding.fix.length === 0 ? [] : [`Fix:\n${renderFix(finding.fix)}`];
  const [first, ...others] = finding.related;
  // Without a line of its own it stands at the first of the others.
  const { places, hidden } = firstPlaces(finding.location === null ? others : finding.related);
  return {
    severity: finding.severity,
    title: finding.ruleId,
    message: [
      finding.message,
      finding.detail,
      ...(standing === null ? [] : [standing]),
      finding.hint,
      ...places.map(({ file, line, label }) => `${label}: ${file}:${line}`),
      ...(hidden > 0 ? [renderMore(hidden, 'the JSON report has them all')] : []),
      ...fix,
    ].join('\n'),
    location: finding.location ?? first ?? null,
  };
}
