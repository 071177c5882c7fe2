import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Subscription } from '../../src/model/subscription.js';
import { scanSources } from '../../src/subscriptions/scan-sources.js';
import { DECOYS, IN_TEST } from '../support/generated/decoys.js';
import { type Feature, MARK, PLANS } from '../support/generated/feature.js';
import { lexedFeature } from '../support/generated/lexed-feature.js';
import { scriptFeature } from '../support/generated/script-feature.js';

/** Another seed draws other applications. What fails is printed with its seed. */
const SEED = Number(process.env['REALTIME_GUARD_SEED'] ?? 20_260_101);
const RUNS = Number(process.env['REALTIME_GUARD_RUNS'] ?? 60);

const PROJECT: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "app" }',
  'tsconfig.json': '{ /* aliases */ "compilerOptions": { "baseUrl": ".", "paths": { "#app/*": ["src/*"], }, }, }',
  '.gitignore': '/generated/\n*.secret.ts\nnode_modules\n',
  'src/client.ts':
    "import { createClient } from '@supabase/supabase-js';\nexport const supabase = createClient('a', 'b');\n",
};

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

function toLine({ location, schema, table, event, filter, role }: Subscription): string {
  const where = filter === null ? '' : ' filtered';
  return `${location?.file}:${location?.line} ${schema}.${table} ${event}${where} (${role})`;
}

/** What must be found of a feature, and its files as they are written. */
function expectedOf({ files, tables, plan }: Feature): readonly string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const mark = text.indexOf(MARK);
    if (mark < 0) return [];
    const line = text.slice(0, mark).split('\n').length;
    const where = plan.hasFilter ? ' filtered' : '';
    return tables.map((table) => `${file}:${line} ${plan.schema ?? 'public'}.${table} ${plan.event}${where} (app)`);
  });
}

function withoutMarks(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace(MARK, '')]));
}

describe('an application that is made up', () => {
  test('is found to subscribe to exactly what it subscribes to', async () => {
    const decoys = fc.subarray(Object.keys(DECOYS));
    await fc.assert(
      fc.asyncProperty(PLANS, decoys, fc.boolean(), async (plans, kinds, hasTest) => {
        rmSync(folder, { recursive: true, force: true });
        folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
        const features = plans.map((plan, id) => (plan.isScript ? scriptFeature(plan, id) : lexedFeature(plan, id)));
        write(PROJECT);
        for (const kind of kinds) write(DECOYS[kind] ?? {});
        if (hasTest) write(IN_TEST);
        for (const { files } of features) write(withoutMarks(files));
        const facts = await scanSources({
          cwd: folder,
          repository: folder,
          sources: ['.'],
          wrappers: [],
          resolved: [],
        });
        const tested = hasTest ? ['src/chat.test.ts:1 public.only_tested * (test)'] : [];
        expect({
          found: facts.subscriptions.map(toLine).sort(),
          unresolved: facts.unresolved,
          limits: facts.limits,
        }).toEqual({ found: [...features.flatMap(expectedOf), ...tested].sort(), unresolved: [], limits: [] });
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
