import { sayExplained } from '../model/explained.js';
import { groupBy } from '../model/group-by.js';
import { type Finding, type RuleResult, SEVERITIES } from '../model/outcome.js';
import { remember } from '../model/remember.js';
import type { RuleId } from '../model/rule-ids.js';
import { STORIES, type Story } from './stories.js';

/**
 * One subject, one story: where a deeper finding explains a shallower one, the deeper is shown and lists the other. It
 * must hold wherever the other does and be as severe, so that no run passes for it. Nothing is lost: the other is kept
 * in `explains`, with its fix.
 */
export function oneStory(results: readonly RuleResult[]): readonly RuleResult[] {
  const findings = results.flatMap((result) => (result.status === 'checked' ? result.findings : []));
  const hosts = findHosts(groupBy(findings, ({ ruleId }) => ruleId));
  if (hosts.size === 0) return results;
  const explained = new Map<Finding, Finding[]>();
  for (const finding of findings) {
    const host = rootOf(finding, hosts);
    if (host === finding) continue;
    const known = explained.get(host);
    if (known === undefined) explained.set(host, [finding]);
    else known.push(finding);
  }
  return results.map((result) => {
    if (result.status !== 'checked') return result;
    const left = result.findings.filter((finding) => !hosts.has(finding));
    return { ...result, findings: left.map((finding) => withExplained(finding, explained.get(finding) ?? [])) };
  });
}

/** Of each finding that another explains, that one. */
function findHosts(byRule: ReadonlyMap<RuleId, readonly Finding[]>): ReadonlyMap<Finding, Finding> {
  const hosts = new Map<Finding, Finding>();
  for (const story of STORIES) {
    const deep = byRule.get(story.deeper) ?? [];
    const shallow = byRule.get(story.shallower) ?? [];
    if (deep.length === 0 || shallow.length === 0) continue;
    const near = story.isOfAny ? () => deep : bySubject(deep);
    for (const finding of shallow) {
      const host = near(finding).find((one) => explains(one, finding, story));
      if (host !== undefined && !hosts.has(finding) && rootOf(host, hosts) !== finding) hosts.set(finding, host);
    }
  }
  return hosts;
}

/** Gives those of the findings that are about the table which another is about. */
const bySubject = remember((deep: readonly Finding[]): ((of: Finding) => readonly Finding[]) => {
  const groups = groupBy(deep, ({ subject }) => tableOf(subject));
  return ({ subject }) => groups.get(tableOf(subject)) ?? [];
});

function explains(deep: Finding, shallow: Finding, { isOfAny = false, when = () => true }: Story): boolean {
  return (
    (isOfAny || areOfOne(deep.subject, shallow.subject)) &&
    SEVERITIES.indexOf(deep.severity) <= SEVERITIES.indexOf(shallow.severity) &&
    shallow.databases.every((database) => deep.databases.includes(database)) &&
    when(deep, shallow)
  );
}

/** A table and something of it are one subject, two things of one table are two. */
function areOfOne(one: string, other: string): boolean {
  return one === other || tableOf(one) === other || tableOf(other) === one;
}

/** The table that a subject begins with: `public.messages` of `public.messages where room_id=eq.1`. */
function tableOf(subject: string): string {
  return TABLE.exec(subject)?.[0] ?? subject;
}

const TABLE = /^(?:"(?:[^"]|"")*"|[^\s".]+)\.(?:"(?:[^"]|"")*"|[^\s".]+)(?= |$)/;

/** What is shown for a finding in the end: the one that explains it may be explained itself. */
function rootOf(finding: Finding, hosts: ReadonlyMap<Finding, Finding>): Finding {
  let root = finding;
  for (let next = hosts.get(root); next !== undefined; next = hosts.get(root)) root = next;
  return root;
}

function withExplained(finding: Finding, explained: readonly Finding[]): Finding {
  if (explained.length === 0) return finding;
  const own = new Set(finding.related.map(({ file, line }) => `${file}\0${line}`));
  const places = explained.flatMap(({ location, ruleId }) =>
    location === null || own.has(`${location.file}\0${location.line}`) ? [] : [{ ...location, label: ruleId }],
  );
  return {
    ...finding,
    detail: `${finding.detail}${sayExplained(explained)}`,
    related: [...finding.related, ...places],
    explains: explained,
  };
}
