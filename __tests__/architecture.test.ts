import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = resolve('.');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function cruise(folder: string): { readonly violations: readonly Violation[]; readonly modules: number } {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      'src',
      '--config',
      CONFIG,
      '--output-type',
      'json',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
  const { summary } = JSON.parse(stdout);
  return { violations: summary.violations, modules: summary.totalCruised };
}

/** A forbidden import for every edge the rules forbid: file, the line in it, and the rule that must catch it. */
const CANARIES: readonly (readonly [file: string, line: string, rule: string])[] = [
  ['model/a.ts', "import '../rules/target.js';", 'model-imports-only-itself'],
  ['model/b.ts', "import type { T } from '../inputs/target.js'; export type A = T;", 'model-imports-only-itself'],
  ['inputs/a.ts', "import '../database/target.js';", 'inputs-imports-only-model-migrations'],
  ['database/a.ts', "import '../catalog/target.js';", 'database-imports-only-model-migrations'],
  ['migrations/a.ts', "import '../database/target.js';", 'migrations-imports-only-model'],
  ['subscriptions/a.ts', "import '../migrations/target.js';", 'subscriptions-imports-only-model'],
  ['write-migration.ts', "import './rules/target.js';", 'rules-while-the-database-answers'],
  ['read-source.ts', "import './subscriptions/target.js';", 'scanner-on-demand'],
  ['explain.ts', "await import('./subscriptions/target.js');", 'scanner-behind-one-door'],
  ['catalog/a.ts', "import '../rules/target.js';", 'catalog-imports-only-model-database'],
  ['catalog/b.ts', "import '../database/open-postgres.js';", 'catalog-sees-the-door-only'],
  ['gather/a.ts', "import '../rules/target.js';", 'gather-imports-only-model-migrations-database-catalog'],
  ['rules/a.ts', "import '../catalog/target.js';", 'rules-imports-only-model'],
  ['verdict/a.ts', "import '../reports/target.js';", 'verdict-imports-only-model'],
  ['reports/a.ts', "import '../rules/target.js';", 'reports-imports-only-model-verdict'],
  ['github/a.ts', "import '../database/target.js';", 'github-imports-only-model-verdict-reports'],
  ['guard.ts', "import './github/target.js';", 'pipeline-knows-no-entry'],
  ['verify-fix.ts', "import './inputs/target.js';", 'pipeline-knows-no-entry'],
  ['cli.ts', "import './database/embedded/target.js';", 'embedded-database-on-demand'],
  ['write-reports.ts', "import './gather/open-shadow.js';", 'embedded-database-on-demand'],
  ['inputs/c.ts', "import '@babel/parser';", 'parser-and-ignore-files-in-the-scanner-only'],
  ['catalog/d.ts', "import 'tinyglobby';", 'toml-and-globs-where-migrations-are-found'],
  ['rules/b.ts', "import '../cli.js';", 'entries-are-imported-by-nobody'],
  ['reports/b.ts', "import '@actions/core';", 'actions-toolkit-at-the-edge'],
  ['catalog/c.ts', "import 'pg';", 'pg-in-database-only'],
  ['rules/c.ts', "import 'yaml';", 'yaml-in-the-config-file-only'],
  ['inputs/b.ts', "import 'fastest-levenshtein';", 'edit-distance-where-names-are-compared'],
  ['reports/d.ts', "import 'picocolors';", 'rules-verdict-reports-use-no-package'],
  ['rules/d.ts', "import 'node:fs';", 'model-rules-verdict-reports-are-pure'],
  ['reports/c.ts', "import { join } from 'path'; export default join;", 'model-rules-verdict-reports-are-pure'],
  ['model/c.ts', "import './d.js';", 'no-cycle'],
  ['model/e.ts', "import './not-there.js';", 'nothing-unresolved'],
];

const TARGETS = ['inputs', 'migrations', 'subscriptions', 'database', 'catalog', 'rules', 'reports', 'github'].map(
  (folder) => `${folder}/target.ts`,
);

describe('the layers', () => {
  test('hold in src, and are looked at', () => {
    const { violations, modules } = cruise(ROOT);
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(40);
  });

  describe('catch a forbidden import', () => {
    let folder = '';
    let caught: readonly Violation[] = [];

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'realtime-guard-canaries-'));
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      write(folder, 'model/d.ts', "import './c.js';");
      write(folder, 'database/open-postgres.ts', 'export {};');
      write(folder, 'database/embedded/target.ts', 'export {};');
      write(folder, 'gather/open-shadow.ts', 'export {};');
      for (const target of TARGETS) write(folder, target, 'export type T = 1;');
      for (const [file, line] of CANARIES) write(folder, file, line);
      caught = cruise(folder).violations;
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test.each(CANARIES)('%s: %s', (file, _line, rule) => {
      expect(caught.filter(({ from }) => from === `src/${file}`).map((violation) => violation.rule.name)).toContain(
        rule,
      );
    });
  });
});

function write(folder: string, file: string, content: string): void {
  const path = join(folder, 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${content}\n`);
}
