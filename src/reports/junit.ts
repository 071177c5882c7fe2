import { everyFinding } from '../model/explained.js';
import type { Finding, RuleResult } from '../model/outcome.js';
import type { Verdict } from '../model/verdict.js';
import type { RuleTexts } from './rule-texts.js';

/** What a JUnit file says besides the verdict. */
export interface JUnitContext {
  readonly rules: RuleTexts;
  /** Whether a finding fails the build. */
  readonly fails: (finding: Finding) => boolean;
}

interface TestCase {
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

/**
 * The result as JUnit XML: a suite a rule, a case a finding. One below `fail-on`, or accepted by the baseline, passes and
 * is told in its output; a rule that could not look is an error, one with nothing to look at is skipped.
 * Source: the elements that Jenkins, GitLab and others read, https://github.com/testmoapp/junitxml
 */
export function renderJUnit(verdict: Verdict, context: JUnitContext): string {
  const suites = [
    ...verdict.results.map((result) => ({ name: result.ruleId, cases: toCases(result, verdict, context) })),
    ...(verdict.reason === null ? [] : [{ name: 'verdict', cases: [undetermined(verdict.reason)] }]),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="realtime-guard"${renderCounts(all)}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${escapeXml(name)}"${renderCounts(cases)}>`,
      ...cases.map(({ xml }) => xml),
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
}

function toCases(result: RuleResult, { known }: Verdict, { rules, fails }: JUnitContext): readonly TestCase[] {
  const { ruleId } = result;
  const { title } = rules[ruleId];
  if (result.status === 'unknown') return [bare(ruleId, title, 'error', result.reason)];
  if (result.status === 'not-applicable') return [bare(ruleId, title, 'skipped', result.reason)];
  const cases = [
    ...result.findings.map((finding) => toCase(finding, fails(finding))),
    ...known.filter((finding) => finding.ruleId === ruleId).map((finding) => toCase(finding, false)),
  ];
  return cases.length === 0 ? [{ outcome: 'passed', xml: `    <testcase ${attributes(ruleId, title)}/>` }] : cases;
}

function undetermined(reason: string): TestCase {
  return bare('verdict', 'everything was looked at', 'error', reason);
}

function bare(suite: string, name: string, outcome: 'error' | 'skipped', reason: string): TestCase {
  const told = `<${outcome} message="${escapeXml(reason)}"/>`;
  return { outcome, xml: `    <testcase ${attributes(suite, name)}>${told}</testcase>` };
}

function toCase(finding: Finding, isFailed: boolean): TestCase {
  const { ruleId, severity, subject, message, detail, hint, location, related, explains = [] } = finding;
  const text = [
    `${severity}: ${message}`,
    detail,
    hint,
    ...(location === null ? [] : [`at ${location.file}:${location.line}`]),
    ...related.map(({ file, line, label }) => `${label}: ${file}:${line}`),
    ...everyFinding(explains).map((other) => `also: ${other.message} (${other.ruleId})`),
  ].join('\n');
  const place = location === null ? '' : ` file="${escapeXml(location.file)}" line="${location.line}"`;
  const inside = isFailed
    ? `<failure message="${escapeXml(message)}" type="${severity}">${escapeXml(text)}</failure>`
    : `<system-out>${escapeXml(text)}</system-out>`;
  return {
    outcome: isFailed ? 'failure' : 'passed',
    xml: `    <testcase ${attributes(ruleId, subject)}${place}>${inside}</testcase>`,
  };
}

function attributes(suite: string, name: string): string {
  return `classname="${escapeXml(`realtime-guard.${suite}`)}" name="${escapeXml(name)}"`;
}

function renderCounts(cases: readonly TestCase[]): string {
  const count = (wanted: TestCase['outcome']): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return ` tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

// Everything that XML 1.0 cannot hold even as a reference, and halves of characters.
const NOT_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text for an element or an attribute; line breaks survive in both. */
function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
