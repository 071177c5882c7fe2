import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Format, Options } from './model/options.js';
import { RULE_IDS, type RuleId } from './model/rule-ids.js';
import type { Verdict } from './model/verdict.js';
import { PLAIN } from './reports/paint.js';
import type { RuleTexts } from './reports/rule-texts.js';
import { fails } from './verdict/judge.js';
import { VERSION } from './version.js';

/** The options that reports depend on. */
export type RenderOptions = 'commentKey' | 'failOn' | 'links';

/** A report in one of the formats for programs and other places; each is loaded only when it is asked for. */
export async function renderReport(
  format: Exclude<Format, 'text'>,
  verdict: Verdict,
  options: Pick<Options, RenderOptions>,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./reports/json-v1.js')).renderJson(verdict);
    case 'sarif': {
      const { renderSarif } = await import('./reports/sarif.js');
      return renderSarif(verdict, { version: VERSION, rules: await readRuleTexts(), key: options.commentKey });
    }
    case 'junit': {
      const { renderJUnit } = await import('./reports/junit.js');
      const isFailed = ({ severity }: Verdict['findings'][number]): boolean => fails(severity, options.failOn);
      return renderJUnit(verdict, { rules: await readRuleTexts(), fails: isFailed });
    }
    case 'gitlab':
      return (await import('./reports/gitlab.js')).renderGitLab(verdict);
    case 'markdown':
      return (await import('./reports/job-summary.js')).renderJobSummary(verdict, {
        links: options.links,
        summaryUrl: null,
      });
    case 'github': {
      const [{ renderGitHubCommands }, { renderText }] = await Promise.all([
        import('./reports/github-commands.js'),
        import('./reports/text.js'),
      ]);
      return renderGitHubCommands(verdict, renderText(verdict, PLAIN), randomUUID());
    }
  }
}

async function readRuleTexts(): Promise<RuleTexts> {
  const { RULES } = await import('./rules/index.js');
  const pages = findPages();
  const pageOf = (id: RuleId): string | null => (pages === null ? null : readFileSync(join(pages, `${id}.md`), 'utf8'));
  const texts = RULE_IDS.map((id) => [id, { title: RULES[id].title, severity: RULES[id].severity, page: pageOf(id) }]);
  return Object.fromEntries(texts) as RuleTexts;
}

/** Beside the command line, also where the action asks; in the sources they are documents. */
function findPages(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const folders = ['rules', 'cli/rules', '../docs/rules'].map((folder) => join(here, folder));
  return folders.find((folder) => existsSync(join(folder, `${RULE_IDS[0]}.md`))) ?? null;
}
