import { readdirSync, readFileSync } from 'node:fs';

/** A file of an application, as an example shows it. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** One example of a rule's page: SQL or source, optionally a config file, and the messages expected of the rule. */
export interface PageExample {
  /** Files of the application; none when the example is one of SQL, which is then all there is. */
  readonly sources: readonly SourceText[];
  /** What is run in a database that is found as it is; null when the example is one of migrations alone. */
  readonly database: string | null;
  /** What is replayed. */
  readonly migrations: string;
  /** Whether the two are checked together; else the same SQL is tried as the one and as the other. */
  readonly isBoth: boolean;
  readonly config: string | null;
  readonly messages: readonly string[];
  /** Why nothing can be told, word by word; null where it can. */
  readonly undetermined: string | null;
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

/** The blocks that are source, and the file that one without a name is. */
const SOURCES: Readonly<Record<string, string>> = {
  ts: 'src/app.ts',
  tsx: 'src/app.tsx',
  js: 'src/app.js',
  jsx: 'src/app.jsx',
  vue: 'src/App.vue',
  svelte: 'src/App.svelte',
  dart: 'lib/app.dart',
  swift: 'Sources/App.swift',
  kotlin: 'src/App.kt',
  python: 'app.py',
  csharp: 'App.cs',
};

/**
 * Every sql block, and every source block without a name, begins an example; yaml and text blocks after it belong to it. ```sql is tried in a database and as
 * migrations, ```sql migrations as those alone; after ```sql database they are checked against that database. ```text undetermined is the reason of a check that cannot tell. ```ts and
 * the like are scanned; with a name, ```ts src/rooms.ts or ```json package-lock.json, one is a further file.
 */
function examplesIn(section: string): readonly PageExample[] {
  const examples: Draft[] = [];
  for (const [, language = '', where, body = ''] of section.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)) {
    const before = examples.at(-1);
    const isSecond = where === 'migrations' && before?.isBoth === true && before.migrations === '';
    if (language === 'sql' && !isSecond) {
      const isBoth = where === 'database';
      const database = where === 'migrations' ? null : body;
      examples.push({
        sources: [],
        database,
        migrations: isBoth ? '' : body,
        isBoth,
        config: null,
        messages: [],
        undetermined: null,
      });
    }
    const file = SOURCES[language];
    if (file !== undefined && where === undefined) {
      const sources = [{ file, text: body }];
      examples.push({
        sources,
        database: null,
        migrations: '',
        isBoth: false,
        config: null,
        messages: [],
        undetermined: null,
      });
    }
    const example = examples.at(-1);
    if (example === undefined) throw new Error(`a ${language} block stands before any that begins an example`);
    if (isSecond) example.migrations = body;
    if ((file !== undefined || language === 'json') && where !== undefined) {
      example.sources.push({ file: where, text: body });
    }
    if (language === 'yaml') example.config = body;
    if (language === 'text' && where === 'undetermined') example.undetermined = body.trim();
    else if (language === 'text') example.messages.push(...body.trim().split('\n'));
  }
  return examples;
}

type Draft = {
  -readonly [Key in keyof PageExample]: PageExample[Key] extends readonly (infer Item)[] ? Item[] : PageExample[Key];
};
