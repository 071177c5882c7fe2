import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayIdentifier, displayName, displayText } from '../../src/model/names.js';
import type { Finding } from '../../src/model/outcome.js';
import type { Verdict } from '../../src/model/verdict.js';
import { renderComment } from '../../src/reports/comment-body.js';
import { renderFixMigration } from '../../src/reports/fix-migration.js';
import { renderJobSummary } from '../../src/reports/job-summary.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, subscription, table } from '../support/builders.js';
import { readMarkdown } from '../support/github-markdown.js';
import { hostileName } from '../support/hostile-names.js';

/** So many names stand in a page: more tables than a diagram is drawn of. */
const IN_A_PAGE = 10;

const links = { server: 'https://github.com', repository: 'octo/app', commit: '0'.repeat(40) };
const BASE = judge(facts([]), [], 'error');

/** A page's worth of findings that name tables and files everywhere a name can stand. */
function verdictNaming(names: readonly string[]): Verdict {
  const relations = names.map((name) => table('public.x', { name, relreplident: 'd' }));
  const subscriptions = names.map((name) =>
    subscription('public.x', { table: name, location: { file: fileOf(name), line: 3, column: 1 } }),
  );
  const findings = names.map((name, index) => findingNaming(name, index));
  return {
    ...BASE,
    conclusion: 'failure',
    reason: null,
    findings: findings.slice(0, -2),
    known: findings.slice(-2, -1),
    gone: findings.slice(-1),
    counts: { error: names.length, warning: 0, notice: 0 },
    facts: facts(relations, subscriptions, {}, { publication: names[0] ?? '' }),
    limits: names.map((name) => `${displayText(fileOf(name))} was not read, ${displayText(name)} neither`),
  };
}

function findingNaming(name: string, index: number): Finding {
  const subject = displayName({ schema: 'public', name });
  const place = { file: fileOf(name), line: 3, column: 1 };
  return {
    ruleId: 'replica-identity-full',
    severity: 'error',
    subject,
    message: `table ${subject} has REPLICA IDENTITY DEFAULT, not FULL`,
    detail: `a DELETE filtered on ${displayText(name)} never arrives (${displayText(name)}, ${index})`,
    hint: `Set ${subject} FULL.`,
    fix: index === 0 ? [{ kind: 'replica-identity-full', table: { schema: 'public', name } }] : [],
    location: place,
    related: [{ ...place, label: 'subscribed here' }],
    fingerprint: `f${index}`,
    databases: ['preview'],
  };
}

/** A file's name holds no slash; one that is no Unicode has no link, of which the next test. */
function fileOf(name: string): string {
  return `src/of-${name.replaceAll(/[/\p{Surrogate}]/gu, '_')}.ts`;
}

const HARMLESS = Array.from({ length: IN_A_PAGE }, (_, index) => `harmless${index}x`);

/** What a page that names something harmless says when it names these instead. */
function expectedText(text: string, names: readonly string[]): string {
  return text
    .replace(/(src\/of-|public\.|publication |)harmless(\d)x(?:\.ts)?/g, (_, before: string, index: string) => {
      const name = names[Number(index)] ?? '';
      if (before === 'public.') return displayName({ schema: 'public', name });
      if (before === 'publication ') return `${before}${displayIdentifier(name)}`;
      return displayText(before === '' ? name : fileOf(name));
    })
    .replace(/\s+/g, ' ');
}

/** Text as it reaches a browser, which knows no half characters. */
const asRead = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\\u{7c}', '|')
    .replace(/\s+/g, '');

const PAGES = [
  ['the job summary', (verdict: Verdict) => renderJobSummary(verdict, { links, summaryUrl: null })],
  ['the job summary without links', (verdict: Verdict) => renderJobSummary(verdict, { links: null, summaryUrl: null })],
  [
    'the comment',
    (verdict: Verdict) => renderComment(verdict, { links, summaryUrl: 'https://github.com/octo/app/actions/runs/1' }),
  ],
] as const;

const tenNames = fc.uniqueArray(hostileName, { minLength: IN_A_PAGE, maxLength: IN_A_PAGE, selector: displayText });

test.each(PAGES)('%s: no name breaks out of its place, becomes a link or is lost', (_, render) => {
  const harmless = readMarkdown(render(verdictNaming(HARMLESS)));
  fc.assert(
    fc.property(tenNames, (names) => {
      const verdict = verdictNaming(names);
      const page = readMarkdown(render(verdict));
      expect(page.structure).toBe(harmless.structure);
      expect(page.links).toHaveLength(harmless.links.length);
      expect(asRead(page.text)).toBe(asRead(expectedText(harmless.text, names)));
      expect(page.loose.join('\n')).not.toMatch(/[@#|`<>]|:\w+:|\b[0-9a-f]{7,}\b|\w\.\w*[a-z]|GH-/i);
      expect(page.blocks).toEqual([asBlock(renderFixMigration(verdict) ?? '')]);
    }),
    { numRuns: 340 },
  );
});

/** A fenced block's text as Markdown has it: NUL is replaced, and each kind of line break is one. */
function asBlock(text: string): string {
  return text.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd').replace(/\r\n?/g, '\n');
}
