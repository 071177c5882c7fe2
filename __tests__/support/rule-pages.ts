import { readdirSync, readFileSync } from 'node:fs';

/** One example of a rule's page: SQL, optionally a config file, and the messages expected of the rule. */
export interface PageExample {
  /** What is run in a database that is found as it is; null when the example is one of migrations alone. */
  readonly database: string | null;
  /** What is replayed. */
  readonly migrations: string;
  /** Whether the two are checked together; else the same SQL is tried as the one and as the other. */
  readonly isBoth: boolean;
  readonly config: string | null;
  readonly messages: readonly string[];
}

export interface RulePage {
  readonly title: string;
  readonly summary: string;
  readonly headings: readonly string[];
  readonly fails: readonly PageExample[];
  readonly passes: readonly PageExample[];
}

/** The ids that have a page in docs/rules. */
export function rulePageIds(): readonly string[] {
  return readdirSync('docs/rules').map((file) => file.replace(/\.md$/, ''));
}

/** Takes a rule's page apart. */
export function readRulePage(id: string): RulePage {
  const text = readFileSync(`docs/rules/${id}.md`, 'utf8');
  const [head = '', ...sections] = text.split(/^## /m);
  const section = (heading: string): string => sections.find((one) => one.startsWith(`${heading}\n`)) ?? '';
  return {
    title: /^# (.+)$/m.exec(head)?.[1] ?? '',
    summary: head.split('\n\n')[1]?.trim() ?? '',
    headings: sections.map((one) => one.split('\n', 1)[0] ?? ''),
    fails: examplesIn(section('Fails')),
    passes: examplesIn(section('Passes')),
  };
}

/**
 * Every sql block begins an example; yaml and text blocks after it belong to it. ```sql is tried in a database and as
 * migrations, ```sql migrations as those alone; after ```sql database they are checked against that database.
 */
function examplesIn(section: string): readonly PageExample[] {
  const examples: {
    -readonly [Key in keyof PageExample]: PageExample[Key] extends readonly string[] ? string[] : PageExample[Key];
  }[] = [];
  for (const [, language, where, body = ''] of section.matchAll(/^```(\w+)(?: (\w+))?\n([\s\S]*?)^```$/gm)) {
    const before = examples.at(-1);
    const isSecond = where === 'migrations' && before?.isBoth === true && before.migrations === '';
    if (language === 'sql' && !isSecond) {
      const isBoth = where === 'database';
      const database = where === 'migrations' ? null : body;
      examples.push({ database, migrations: isBoth ? '' : body, isBoth, config: null, messages: [] });
    }
    const example = examples.at(-1);
    if (example === undefined) throw new Error(`a ${language} block stands before any sql block`);
    if (isSecond) example.migrations = body;
    if (language === 'yaml') example.config = body;
    if (language === 'text') example.messages.push(...body.trim().split('\n'));
  }
  return examples;
}
