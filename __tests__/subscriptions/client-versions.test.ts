import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findClientVersions } from '../../src/subscriptions/client-versions.js';
import { LOCKFILES } from '../../src/subscriptions/lockfiles.js';
import { scanText } from '../support/scan-text.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** `name@version file:line`, then the limits. */
function find(from = '.'): readonly string[] {
  const { clients, limits } = findClientVersions(join(folder, from), folder);
  return [...clients.map((one) => `${one.name}@${one.version} ${one.location.file}:${one.location.line}`), ...limits];
}

/** A lockfile as its package manager wrote it for supabase-js 2.87.1 and, under another name, 2.50.0. */
const real = (name: string): string => readFileSync(`__tests__/fixtures/lockfiles/${name}.txt`, 'utf8');

describe('real lockfiles', () => {
  test.each([
    ['npm-1', 'package-lock.json', [35, 119]],
    ['npm-2', 'package-lock.json', [59, 167]],
    ['npm-3', 'npm-shrinkwrap.json', [59, 167]],
    ['yarn-classic', 'yarn.lock', [64, 54]],
    ['yarn-berry', 'yarn.lock', [83, 71]],
    ['pnpm-5', 'pnpm-lock.yaml', [71, 59]],
    ['pnpm-6', 'pnpm-lock.yaml', [75, 63]],
    ['pnpm-9', 'pnpm-lock.yaml', [48, 45]],
    ['bun', 'bun.lock', [22, 56]],
    ['deno', 'deno.lock', [59, 50]],
  ])('%s', (name, file, [newer, older]) => {
    const expected = [
      `@supabase/realtime-js@2.87.1 ${file}:${newer}`,
      `@supabase/realtime-js@2.11.10 ${file}:${older}`,
    ].toSorted();
    write(file, real(name));
    expect([...find()].toSorted()).toEqual(expected);
    write(file, real(name).replaceAll('\n', '\r\n'));
    expect([...find()].toSorted()).toEqual(expected);
  });
});

test.each([
  [
    'deno.json',
    '{\n"imports": { "@supabase/supabase-js": "npm:@supabase/supabase-js@2.87.1" } }',
    '@supabase/supabase-js@2.87.1',
  ],
  ['deno.jsonc', '{\n"imports": { "rt": "npm:@supabase/realtime-js@^2.11.10" } }', null],
  [
    'import_map.json',
    '{\n"imports": { "rt": "https://esm.sh/@supabase/realtime-js@2.11.10?target=es2022" } }',
    '@supabase/realtime-js@2.11.10',
  ],
])('a map of imports: %s', (file, text, expected) => {
  write(file, text);
  expect(find()).toEqual(expected === null ? [] : [`${expected} ${file}:2`]);
  write('deno.lock', real('deno'));
  expect(find()).toEqual(['@supabase/realtime-js@2.11.10 deno.lock:50', '@supabase/realtime-js@2.87.1 deno.lock:59']);
});

test.each([
  [
    'index.html',
    '<script src="https://cdn.jsdelivr.net/npm/@supabase/supabase-js@2.110.0/dist/umd/supabase.min.js"></script>',
  ],
  [
    'index.html',
    '<script type="importmap">{ "imports": { "@supabase/supabase-js": "https://esm.sh/@supabase/supabase-js@2.110.0" } }</script>',
  ],
  ['client.js', "import { createClient } from 'https://unpkg.com/@supabase/supabase-js@2.110.0/+esm';"],
  ['client.ts', "import { createClient } from 'npm:@supabase/supabase-js@2.110.0';"],
])('an address in the source: %s', (file, text) => {
  const app = `supabase.channel('c').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show).subscribe();`;
  const versions = (...files: { file: string; text: string }[]) =>
    scanText([{ file: 'app.js', text: app }, ...files]).clients.map(
      ({ version, location }) => `${version} ${location.file}:${location.line}`,
    );
  expect(versions({ file, text })).toEqual([`2.110.0 ${file}:1`]);
  expect(versions({ file, text: text.replace('2.110.0', '2') })).toEqual([]);
  expect(versions({ file: `supabase/functions/a/${file}`, text })).toEqual([]);
  expect(versions({ file, text }, { file: 'deno.lock', text: real('deno') })).toEqual([
    '2.11.10 deno.lock:50',
    '2.87.1 deno.lock:59',
  ]);
});

describe('what lockfiles can say', () => {
  test.each([
    ['package-lock.json', '{"packages":{"node_modules/@supabase/realtime-js":{"version":"2.101.0"}}}', '2.101.0', 1],
    [
      'package-lock.json',
      '{\n"packages": {\n"node_modules/rt": {\n"name": "@supabase/realtime-js",\n"version": "3.0.0-next.29"}}}',
      '3.0.0-next.29',
      3,
    ],
    [
      'bun.lock',
      '{\n  // written by hand\n  "packages": {\n    "a/@supabase/realtime-js": ["@supabase/realtime-js@2.107.0", "", { "dependencies": {} }, "sha512-x=="],\n  },\n}\n',
      '2.107.0',
      4,
    ],
    ['deno.lock', '{"version":"5","npm":{\n"@supabase/realtime-js@2.87.1_react@18.2.0": {}}}', '2.87.1', 2],
    ['deno.lock', '{"version":"3","packages":{"npm":{\n"@supabase/realtime-js@2.11.2":{}}}}', '2.11.2', 2],
    ['pnpm-lock.yaml', 'lockfileVersion: 5.3\n\npackages:\n\n  /@supabase/realtime-js/2.1.0_ws@8.1.0:\n', '2.1.0', 5],
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\n\npackages:\n\n  '@supabase/realtime-js@2.87.1':\n\nsnapshots:\n\n  '@supabase/realtime-js@2.87.1(ws@8.1.0)':\n",
      '2.87.1',
      5,
    ],
    [
      'yarn.lock',
      '# yarn lockfile v1\n\n"@supabase/realtime-js@2.11.2", "@supabase/realtime-js@^2.1.0":\n  version "2.11.2"\n',
      '2.11.2',
      3,
    ],
    [
      'yarn.lock',
      '__metadata:\n  version: 8\n\n"rt@npm:@supabase/realtime-js@2":\n  version: 2.101.1\n  resolution: "@supabase/realtime-js@npm:2.101.1"\n',
      '2.101.1',
      4,
    ],
  ])('%s: %s', (file, text, version, line) => {
    write(file, text);
    expect(find()).toEqual([`@supabase/realtime-js@${version} ${file}:${line}`]);
  });

  test.each([
    ['package-lock.json', '{"packages":{"packages/realtime-js":{"name":"@supabase/realtime-js","version":"1.0.0"}}}'],
    ['package-lock.json', '{"packages":{"":{"dependencies":{"@supabase/realtime-js":"2.87.1"}}}}'],
    ['package-lock.json', '{"packages":{"node_modules/@supabase/realtime-js":{"version":"file:../rt"}}}'],
    ['bun.lock', '{"packages":{"@supabase/realtime-js":["@supabase/realtime-js@workspace:packages/rt"]}}'],
    [
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\nsnapshots:\n  '@supabase/realtime-js@https://codeload.github.com/x':\n",
    ],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\npackages:\n  '@supabase/realtime-js-more@2.87.1':\n"],
    ['yarn.lock', '__metadata:\n"@supabase/realtime-js@workspace:.":\n  version: 0.0.0-use.local\n'],
    ['package.json', '{"dependencies":{"@supabase/realtime-js":"2.87.1"}}'],
  ])('%s: %s says of none', (file, text) => {
    write(file, text);
    expect(find()).toEqual([]);
  });
});

describe('supabase-js alone', () => {
  test.each([
    ['2.119.1', ['@supabase/supabase-js@2.119.1 deno.lock:1']],
    ['2.74.0', ['@supabase/supabase-js@2.74.0 deno.lock:1']],
    ['3.0.0', ['@supabase/supabase-js@3.0.0 deno.lock:1']],
    ['2.58.0', []],
    ['1.35.7', []],
  ])('%s', (version, expected) => {
    write('deno.lock', `{"jsr":{"@supabase/supabase-js@${version}":{}}}`);
    expect(find()).toEqual(expected);
  });
});

describe('where', () => {
  const lock = (version: string): string =>
    `{"packages":{"node_modules/@supabase/realtime-js":{"version":"${version}"}}}`;

  test('the nearest with a client', () => {
    write('package-lock.json', lock('2.101.0'));
    write('apps/web/package-lock.json', '{"packages":{}}');
    expect(find('apps/web')).toEqual(['@supabase/realtime-js@2.101.0 package-lock.json:1']);
    write('apps/package-lock.json', lock('2.87.1'));
    expect(find('apps/web/src')).toEqual(['@supabase/realtime-js@2.87.1 apps/package-lock.json:1']);
  });

  test('not above the repository, and a folder outside it is looked at alone', () => {
    write('package-lock.json', lock('2.101.0'));
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    expect(findClientVersions(join(folder, 'a'), join(folder, 'a')).clients).toEqual([]);
    expect(findClientVersions(join(folder, 'a'), join(folder, 'a/b')).clients).toEqual([]);
    expect(findClientVersions(folder, join(folder, 'a/b')).clients[0]?.location.file).toBe('../../package-lock.json');
  });

  test('two lockfiles beside each other both count', () => {
    write('package-lock.json', lock('2.97.0'));
    write('bun.lock', '{"packages":{"@supabase/realtime-js":["@supabase/realtime-js@2.99.1"]}}');
    expect(find()).toHaveLength(2);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['package-lock.json', '<<<<<<< HEAD\n"node_modules/@supabase/realtime-js"', 'it is not what its name says'],
    ['package-lock.json', '{"packages":{"node_modules/@supabase/realtime-js":{"ver', 'it is not what its name says'],
    ['deno.lock', '{"npm":{"@supabase/realtime-js@2.1.0"}}{', 'it is not what its name says'],
    ['yarn.lock', '@supabase/realtime-js', 'it is not what its name says'],
    ['pnpm-lock.yaml', '@supabase/realtime-js', 'it is not what its name says'],
    ['bun.lockb', 'x', 'it is binary; bun install --save-text-lockfile writes one that is text'],
  ])('%s: %s', (file, text, reason) => {
    write(file, text);
    expect(find()).toEqual([`${file} could not be read: ${reason}`]);
  });

  test('a folder of that name', () => {
    write('yarn.lock/x', '');
    expect(find()).toEqual(['yarn.lock could not be read: it is no file']);
  });

  test('anything else neither throws nor takes long', () => {
    const pieces = ['{', '}', '[', ']', '"', ',', ':', '\\', '\n', '/*', '//', '@supabase/realtime-js@2.87.1', '  '];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 60 });
    const names = ['@supabase/realtime-js'];
    fc.assert(
      fc.property(text, (parts) => {
        for (const read of LOCKFILES.values()) read(`lockfileVersion: 9\n__metadata:\n${parts.join('')}`, names);
        for (const read of LOCKFILES.values()) read(`{"packages":{${parts.join('')}`, names);
      }),
    );
    const start = performance.now();
    for (const read of LOCKFILES.values()) {
      read('['.repeat(300_000), names);
      read(`{"a":"${'\\"'.repeat(300_000)}`, names);
      read(`lockfileVersion: 9\n__metadata:\n${'"@supabase/realtime-js@'.repeat(100_000)}:`, names);
    }
    // A second or two: what grows with the square of its input would take hours.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
