import type { Finding, Severity } from '../model/outcome.js';
import { digits } from '../model/plural.js';
import type { RuleId } from '../model/rule-ids.js';
import type { Location } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';
import type { RuleTexts } from './rule-texts.js';

/** What a SARIF file says besides the verdict. */
export interface SarifContext {
  readonly version: string;
  readonly rules: RuleTexts;
  /** Tells the runs of a monorepo apart; empty for the only one. */
  readonly key: string;
}

/** GitHub takes 25,000 results of a run and shows the first 5,000. */
const MOST_RESULTS = 5_000;
/** GitHub takes no more of one result. */
const MOST_RELATED = 100;

const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const satisfies Record<Severity, string>;

/**
 * Where a finding is shown that is in no file, since code scanning refuses one without a place: where the project can say
 * something to it.
 */
const NOWHERE: Location = { file: 'realtime-guard.yml', line: 1, column: 1 };

/**
 * The findings as SARIF 2.1.0 for code scanning, one line break at the end. What the baseline accepts is `unchanged`;
 * what is gone of it is not there, because code scanning would open it again.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/
 */
export function renderSarif(verdict: Verdict, { version, rules, key }: SarifContext): string {
  const all = [...verdict.findings, ...verdict.known];
  const shown = all.slice(0, MOST_RESULTS);
  const ruleIds = [...new Set(shown.map(({ ruleId }) => ruleId))];
  const hasBaseline = verdict.known.length + verdict.gone.length > 0;
  const known = new Set(verdict.known);
  const notes = [
    ...(verdict.reason === null ? [] : [{ level: 'error', message: { text: verdict.reason } }]),
    ...(all.length > shown.length
      ? [{ level: 'warning', message: { text: `${digits(all.length - shown.length)} findings are not in this file` } }]
      : []),
    ...verdict.limits
      .filter((limit) => limit !== verdict.reason)
      .map((limit) => ({ level: 'note', message: { text: limit } })),
  ];
  const run = {
    tool: { driver: { name: 'realtime-guard', version, rules: ruleIds.map((id) => toDescriptor(id, rules)) } },
    ...(key === '' ? {} : { automationDetails: { id: `realtime-guard/${encodePath(key)}/` } }),
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: verdict.conclusion !== 'undetermined', toolExecutionNotifications: notes }],
    results: shown.map((finding) => ({
      ...toResult(finding, ruleIds.indexOf(finding.ruleId)),
      ...(hasBaseline ? { baselineState: known.has(finding) ? 'unchanged' : 'new' } : {}),
    })),
  };
  const file = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function toDescriptor(id: RuleId, rules: RuleTexts): object {
  const { title, severity, page } = rules[id];
  return {
    id,
    shortDescription: { text: title },
    ...(page === null ? {} : { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function toResult(finding: Finding, ruleIndex: number): object {
  const { ruleId, severity, subject, message, detail, hint, location, related, fingerprint } = finding;
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message}: ${detail}. ${hint}` },
    locations: [
      { ...toPhysical(location ?? related[0] ?? NOWHERE), logicalLocations: [{ fullyQualifiedName: subject }] },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related
            .slice(0, MOST_RELATED)
            .map((place, index) => ({ id: index + 1, ...toPhysical(place), message: { text: place.label } })),
        }),
    partialFingerprints: { 'realtimeGuard/v1': fingerprint },
  };
}

function toPhysical({ file, line, column }: Location): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(file), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column },
    },
  };
}

/** Each part escaped; half a character, which a file's name may hold, would be an error. */
function encodePath(path: string): string {
  return path
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
