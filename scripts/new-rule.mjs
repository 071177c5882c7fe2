#!/usr/bin/env node
/**
 * `npm run new-rule <id>`: writes the rule, its test and its page, and adds its lines to model/rule-ids.ts and
 * rules/index.ts. The test fails until the rule is written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [id = ''] = process.argv.slice(2);

function main() {
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) {
    throw new Error(
      `"${id}" cannot be a rule id: it names the healthy state in lower-case words, such as publication-exists`,
    );
  }
  const camel = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const files = {
    [`src/rules/${id}.ts`]: RULE,
    [`__tests__/rules/${id}.test.ts`]: TEST.replaceAll('ID', id),
    [`docs/rules/${id}.md`]: PAGE.replaceAll('ID', id),
  };
  for (const file of Object.keys(files)) if (existsSync(file)) throw new Error(`${file} is there already`);
  const ids = insert('src/model/rule-ids.ts', '] as const;', `  '${id}',\n`);
  const imported = insert('src/rules/index.ts', '\n/**', `import ${camel} from './${id}.js';\n`);
  for (const [file, content] of Object.entries(files)) writeFileSync(file, content);
  writeFileSync('src/model/rule-ids.ts', ids);
  writeFileSync('src/rules/index.ts', imported.replace(/\n\};\n$/, `\n  '${id}': ${camel},\n};\n`));
  console.log(`${id}: write the page, then the test, then the rule; npm run format puts the imports in order`);
}

/** The file's text with `line` put before the first `mark`. */
function insert(/** @type {string} */ file, /** @type {string} */ mark, /** @type {string} */ line) {
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${file} has no ${JSON.stringify(mark)}`);
  return text.slice(0, at) + line + text.slice(at);
}

const RULE = `import type { Rule } from '../model/outcome.js';

export default {
  title: 'Say the healthy state in a few words',
  severity: 'error',
  check({ catalog }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    return { status: 'checked', subjects: 0, found: [] };
  },
} satisfies Rule;
`;

const TEST = `import { expect, test } from '@jest/globals';
import rule from '../../src/rules/ID.js';
import { facts, found, table } from '../support/builders.js';

test('say what is wrong, and the exact message', () => {
  expect(found(rule, facts([table('public.messages')])).map(({ message }) => message)).toEqual(['…']);
});
`;

const PAGE = `# ID

Say the healthy state in a few words.

## What is checked

## Why it matters

## Fails

\`\`\`sql
\`\`\`

\`\`\`text
\`\`\`

## Passes

\`\`\`sql
\`\`\`

## When to ignore it
`;

main();
