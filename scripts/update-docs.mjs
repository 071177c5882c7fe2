#!/usr/bin/env node
/**
 * Makes what would otherwise be written twice: the inputs of action.yml, the tables of README.md and of docs/truth.md, and
 * the JSON Schema of the config file. With --check nothing is written, and a file that differs is an error.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { truthTables } from './truth-page.mjs';

/** The one input with a default in action.yml: only the runner can give it. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the runner fills it in
const JOB_TOKEN = '${{ github.token }}';
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (/** @type {string} */ file) => readFileSync(join(ROOT, file), 'utf8');

/** @param {string[]} words */
function node(words, /** @type {string | undefined} */ input = undefined) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${words[0]} failed\n${stdout}${stderr}`);
  return stdout;
}

/** The formatter has the last word, so that a generated file is also a formatted one. */
function format(/** @type {string} */ file, /** @type {string} */ content) {
  return node(['node_modules/@biomejs/biome/bin/biome', 'format', `--stdin-file-path=${file}`], content);
}

/** Puts `body` between `<!-- name:begin -->` and `<!-- name:end -->`. */
function fill(/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ body) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the file has no ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${body}\n\n${text.slice(to)}`;
}

const table = (/** @type {string[]} */ headings, /** @type {string[][]} */ rows) =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The description, with the words of a choice. */
function meaningOf(/** @type {import('../lib/inputs/option-table.js').OptionSpec} */ { kind, description }) {
  if (typeof kind === 'string') return description;
  return `${description} One of ${kind.map((word) => `\`${word}\``).join(', ')}.`;
}

function actionFile(/** @type {import('../lib/inputs/option-table.js').OptionSpec[]} */ options) {
  const document = parseDocument(read('action.yml'));
  const inputs = document.createNode(
    Object.fromEntries(
      options.map((option) => {
        const byDefault = option.default === null ? '' : ` Default: \`${option.default}\`.`;
        const input = { description: `${meaningOf(option)}${byDefault}`, required: false };
        return [option.name, option.name === 'github-token' ? { ...input, default: JOB_TOKEN } : input];
      }),
    ),
  );
  document.set('inputs', inputs);
  return document.toString({ lineWidth: 120 });
}

function readme(
  /** @type {import('../lib/inputs/option-table.js').OptionSpec[]} */ options,
  /** @type {Record<string, { title: string, severity: string }>} */ rules,
) {
  const outputs = parseDocument(read('action.yml')).toJS().outputs;
  const optionRows = options.map((option) => {
    const only = option.only?.map((source) => SOURCES[source]).join(', ');
    return [
      `\`${option.name}\``,
      option.default === null ? '–' : `\`${option.default}\``,
      `${meaningOf(option)}${only === undefined ? '' : ` (${only} only)`}`,
    ];
  });
  const ruleRows = Object.entries(rules).map(([id, rule]) => [
    `[${id}](docs/rules/${id}.md)`,
    rule.severity,
    rule.title,
  ]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  let text = read('README.md');
  const story = read('__tests__/rendered/shadow.txt').trimEnd();
  const listing = read('__tests__/rendered/subscriptions.txt').trimEnd();
  text = fill(text, 'listing', `\`\`\`text\n${listing}\n\`\`\``);
  text = fill(text, 'demo', `\`\`\`text\n${story}\n\`\`\``);
  text = fill(text, 'options', table(['Option', 'Default', 'Meaning'], optionRows));
  text = fill(text, 'outputs', table(['Output', 'Meaning'], outputRows));
  return fill(text, 'rules', table(['Rule', 'Severity', 'Checks that'], ruleRows));
}

function truthPage() {
  let text = read('docs/truth.md');
  for (const [name, body] of Object.entries(truthTables(read, table))) text = fill(text, name, body);
  return text;
}

const SOURCES = { action: 'action', cli: 'command line', config: 'config file' };

const SUBSCRIPTION = {
  description: 'A subscription in parts; with file, the place in the source that it answers.',
  type: 'object',
  required: ['table'],
  additionalProperties: false,
  properties: {
    schema: { description: 'public, when not said.', type: ['string', 'null'] },
    table: { type: 'string', minLength: 1 },
    event: { description: 'Events with commas between them; all, when not said.', type: ['string', 'null'] },
    filter: { description: 'As the application writes it: room_id=eq.1.', type: ['string', 'null'] },
    file: { description: 'src/chat.ts, or with its line src/chat.ts:12.', type: ['string', 'null'] },
  },
};
/** A line of text that YAML takes for a mapping has a table for its key. */
const NO_KEY_OF_A_SUBSCRIPTION = { not: { enum: Object.keys(SUBSCRIPTION.properties) } };

const WRAPPER = {
  type: 'object',
  required: ['name', 'table'],
  additionalProperties: false,
  properties: {
    name: {
      description: 'The function that subscribes for its callers.',
      type: 'string',
      pattern: '^[A-Za-z_$][\\w$]*$',
    },
    table: {
      description: 'Where its calls say the table: 0 is the first argument, 1.table the property table of the second.',
      anyOf: [
        { type: 'integer', minimum: 0, maximum: 99 },
        { type: 'string', pattern: '^[\\w$]+([.][\\w$]+)*$' },
      ],
    },
  },
};

function schema(
  /** @type {import('../lib/inputs/option-table.js').OptionSpec[]} */ options,
  /** @type {Record<string, { title: string }>} */ rules,
) {
  const property = (/** @type {import('../lib/inputs/option-table.js').OptionSpec} */ option) => {
    const about = { description: option.description, ...(option.default === null ? {} : { default: option.default }) };
    if (option.kind === 'list') {
      const line = {
        anyOf: [
          { type: 'string' },
          {
            type: 'object',
            minProperties: 1,
            maxProperties: 1,
            additionalProperties: { type: 'string' },
            propertyNames: NO_KEY_OF_A_SUBSCRIPTION,
          },
        ],
      };
      const items = option.name === 'subscriptions' ? { anyOf: [...line.anyOf, SUBSCRIPTION] } : line;
      return { ...about, anyOf: [{ type: 'string' }, { type: 'array', items }, { type: 'null' }] };
    }
    if (typeof option.kind !== 'string') return { ...about, enum: [...option.kind, null] };
    return { ...about, type: ['string', 'number', 'boolean', 'null'] };
  };
  const setting = (/** @type {{ title: string }} */ rule) => ({
    description: rule.title,
    enum: ['error', 'warning', 'notice', 'off', false],
  });
  const content = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'realtime-guard.yml',
    description: 'The config file of realtime-guard.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      $schema: { description: 'Where this schema is.' },
      ...Object.fromEntries(options.map((option) => [option.name, property(option)])),
      rules: {
        description: 'The severity of a rule’s findings, or off.',
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, setting(rule)])),
      },
      ignore: {
        description: 'Findings that are accepted, each with a reason.',
        type: ['array', 'null'],
        items: {
          type: 'object',
          required: ['rule', 'subject', 'reason'],
          additionalProperties: false,
          properties: {
            rule: { enum: Object.keys(rules) },
            subject: { description: 'The subject as reports name it: public.audit_log.', type: 'string', minLength: 1 },
            reason: { description: 'Why it is accepted.', type: 'string', minLength: 1 },
            until: { description: 'The last day it is, YYYY-MM-DD.', type: ['string', 'null'] },
          },
        },
      },
      tables: {
        description: 'Tables that need not have REPLICA IDENTITY FULL, each with a reason.',
        type: ['object', 'null'],
        additionalProperties: {
          type: 'object',
          required: ['replica-identity', 'reason'],
          additionalProperties: false,
          properties: {
            'replica-identity': { description: 'The identity that it keeps.', enum: ['default', 'using-index'] },
            reason: { description: 'Why it need not be FULL.', type: 'string', minLength: 1 },
            until: { description: 'The last day it need not, YYYY-MM-DD.', type: ['string', 'null'] },
          },
        },
      },
      wrappers: {
        description: 'Functions that subscribe for their callers, where the source alone does not tell the table.',
        type: ['array', 'null'],
        items: WRAPPER,
      },
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

async function main(/** @type {boolean} */ isCheck) {
  node(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  const { optionsOf, OPTION_TABLE } = await import('../lib/inputs/option-table.js');
  const { RULES } = await import('../lib/rules/index.js');
  const made = {
    'action.yml': actionFile(optionsOf('action')),
    'README.md': readme([...OPTION_TABLE], RULES),
    'docs/truth.md': truthPage(),
    'schema/realtime-guard.schema.json': schema(optionsOf('config'), RULES),
  };
  let differs = 0;
  for (const [file, content] of Object.entries(made)) {
    const formatted = format(file, content);
    if (isCheck && readIfThere(file) !== formatted) {
      differs += 1;
      console.error(`${file} is not what its sources say: run npm run docs`);
    }
    if (!isCheck) writeFileSync(join(ROOT, file), formatted);
  }
  if (isCheck && differs === 0) console.log(`docs: ${Object.keys(made).length} files agree with their sources`);
  process.exitCode = differs === 0 ? 0 : 1;
}

function readIfThere(/** @type {string} */ file) {
  try {
    return read(file);
  } catch {
    return null;
  }
}

await main(process.argv.includes('--check'));
