import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findSources, type Sources } from '../../src/subscriptions/find-sources.js';

const NEEDLES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['.ts', '.tsx', '.js', '.mjs', '.html'].map((extension) => [extension, ['postgres_changes']] as const),
  ['.dart', ['onPostgresChanges', '.stream(']],
  ['.cs', ['PostgresChanges']],
]);

const HIT = "channel.on('postgres_changes', {})\n";

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+rwX', folder]);
  // rmSync cannot remove a path that is too long.
  execFileSync('rm', ['-rf', folder]);
});

/** Writes files into the folder; one without text is a candidate. */
function write(...files: readonly (string | readonly [string, string | Buffer])[]): void {
  for (const one of files) {
    const [file, text] = typeof one === 'string' ? [one, HIT] : one;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

function link(from: string, to: string): void {
  mkdirSync(dirname(join(folder, from)), { recursive: true });
  symlinkSync(to, join(folder, from));
}

function search(globs: readonly string[] = ['.'], root = '.'): Sources {
  return findSources({ root: join(folder, root), repository: folder, globs, needlesOf: NEEDLES });
}

/** The names of the candidates, then what was skipped. */
function find(globs: readonly string[] = ['.'], root = '.'): readonly string[] {
  const { candidates, limits } = search(globs, root);
  return [...candidates.map(({ file }) => file), ...limits.map((limit) => `- ${limit}`)];
}

describe('what is found', () => {
  test('files with a needle of their extension, with text, sorted', () => {
    write('src/b.ts', 'src/a/z.tsx', 'a.ts', 'src.ts', ['src/none.ts', 'export {};'], ['README.md', HIT]);
    write(['lib/a.dart', 'c.onPostgresChanges();'], ['lib/b.dart', HIT]);
    const { files, paths, candidates, limits } = search();
    expect(candidates.map(({ file }) => file)).toEqual(['a.ts', 'lib/a.dart', 'src.ts', 'src/a/z.tsx', 'src/b.ts']);
    expect(candidates[0]).toEqual({ path: join(folder, 'a.ts'), file: 'a.ts', text: HIT });
    expect(files).toBe(7);
    expect(paths).toHaveLength(7);
    expect(paths[1]).toEqual({ path: join(folder, 'lib/a.dart'), file: 'lib/a.dart', extension: '.dart' });
    expect(limits).toEqual([]);
  });

  test('nothing in an empty folder', () => {
    expect(search()).toEqual({ files: 0, paths: [], candidates: [], limits: [] });
  });

  test('an extension in capitals, a name that is only an extension, names with odd characters', () => {
    write('A.TS', '.ts', 'src/[id]/pa ge.ts', 'src/näme.ts', 'src/a\\b.ts', "src/it's.ts");
    expect(find()).toEqual(['A.TS', 'src/[id]/pa ge.ts', 'src/a\\b.ts', "src/it's.ts", 'src/näme.ts']);
  });

  test('a byte order mark, UTF-16 in both orders', () => {
    const wide = Buffer.from(`\ufeff${HIT}`, 'utf16le');
    write(['bom.ts', `\ufeff${HIT}`], ['le.ts', wide], ['be.ts', Buffer.from(wide).swap16()]);
    write(['odd.ts', Buffer.concat([Buffer.from(wide).swap16(), Buffer.from([0])])]);
    expect(search().candidates.map(({ text }) => text)).toEqual([HIT, HIT, HIT, HIT]);
  });

  test('bytes that are no UTF-8', () => {
    write(['a.ts', Buffer.concat([Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(HIT)])]);
    expect(search().candidates[0]?.text).toContain('postgres_changes');
  });

  test('a file as long as a page, and a needle across pages', () => {
    write(['a.ts', ' '.repeat(4090) + HIT], ['b.ts', HIT.padEnd(4096)], ['c.ts', HIT.padEnd(8192)], ['d.ts', '']);
    expect(find()).toEqual(['a.ts', 'b.ts', 'c.ts']);
  });

  test.each([131_071, 131_072, 131_073, 1_000_000])('a file of %i bytes', (bytes) => {
    const text = HIT.padStart(bytes, '\n ');
    write(['a.ts', text], 'b.ts');
    expect(search().candidates.map((one) => one.text === text || one.text)).toEqual([true, HIT]);
  });

  test('nothing of a longer file is found in the next one', () => {
    write(['a.ts', `${' '.repeat(100)}${HIT}`], ['b.ts', 'short']);
    expect(find()).toEqual(['a.ts']);
  });
});

describe('.gitignore', () => {
  test('of every level, with negation and anchors', () => {
    write(['.gitignore', 'generated/\n/root.ts\n*.gen.ts\n!keep.gen.ts\n'], 'root.ts', 'src/root.ts', 'src/a.gen.ts');
    write('src/keep.gen.ts', 'src/generated/a.ts', ['app/.gitignore', 'b.ts\n!c.gen.ts'], 'app/b.ts', 'app/c.gen.ts');
    write('app/in/b.ts', 'b.ts');
    expect(find()).toEqual(['app/c.gen.ts', 'b.ts', 'src/keep.gen.ts', 'src/root.ts']);
  });

  test('a folder that a nearer file keeps is kept with what is in it', () => {
    write(['.gitignore', 'local/\n*.x.ts'], ['app/.gitignore', '!local/'], 'app/local/in/a.ts', 'local/a.ts');
    expect(find()).toEqual(['app/local/in/a.ts']);
  });

  test('nothing in an ignored folder can be kept', () => {
    write(['.gitignore', 'a/\n!a/b.ts'], 'a/b.ts', ['a/.gitignore', '!b.ts']);
    expect(find()).toEqual([]);
  });

  test('all but some, as people write it', () => {
    write(['.gitignore', '/*\n!/src\n!/.gitignore'], 'a.ts', 'src/a.ts', 'lib/a.ts');
    expect(find()).toEqual(['src/a.ts']);
  });

  test('those above the root count, and .git/info/exclude, which is the weakest', () => {
    write(
      ['.gitignore', '*.a.ts\n!kept.ts'],
      ['.git/info/exclude', 'private/\nkept.ts'],
      'app/x.a.ts',
      'app/private/x.ts',
    );
    write('app/kept.ts', 'app/b.ts', 'other/c.ts');
    expect(find(['.'], 'app')).toEqual(['app/b.ts', 'app/kept.ts']);
  });

  test('.git/info/exclude of a work tree', () => {
    write(['.git', 'gitdir: main/worktrees/a\n'], ['main/worktrees/a/commondir', '../..\n']);
    write(['main/info/exclude', 'private/'], 'private/a.ts', 'b.ts');
    expect(find()).toEqual(['b.ts']);
  });

  test('capitals are told apart, lines end in any way, a pattern may make no sense', () => {
    write(['.gitignore', 'A.ts\r\n[z-a].ts\n\\\n!\n***\\/[\nb.ts\r\n'], 'a.ts', 'b.ts');
    expect(find()).toEqual(['a.ts']);
  });

  test('a nested repository is source until git ignores it', () => {
    write(['nested/.git/HEAD', ''], 'nested/a.ts', ['.gitignore', '/clone/'], ['clone/.git/HEAD', ''], 'clone/a.ts');
    expect(find()).toEqual(['nested/a.ts']);
  });

  test('git itself says the same', () => {
    write(['.gitignore', '*.a.ts\n/top\n**/deep/*.ts\n!**/deep/k.ts\nq/**/r\n# c\n\\#x.ts\nsp ace.ts\ne/*\n!e/k.ts\n']);
    write(['in/.gitignore', '!x.a.ts\nsub/*\n!sub/k.ts\n/y.ts']);
    const names = ['x.a.ts', 'top/a.ts', 'deep/a.ts', 'deep/k.ts', 'q/r/a.ts', 'q/s/r/a.ts', '#x.ts', 'sp ace.ts'];
    for (const name of [...names, 'e/a.ts', 'e/k.ts', 'sub/a.ts', 'sub/k.ts', 'y.ts'])
      write(name, `in/${name}`, `z/in/${name}`);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const said = execFileSync('git', ['ls-files', '-z', '-o', '--exclude-standard', '*.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(find()).toEqual(
      said
        .split('\0')
        .filter((one) => one !== '')
        .sort(),
    );
  });
});

describe('what nobody wrote', () => {
  test.each([
    'node_modules/a/index.js',
    'src/node_modules/a.ts',
    'bower_components/a.js',
    'ios/Pods/a.js',
    '.dart_tool/a.dart',
    'apps/web/.next/server/a.js',
    '.nuxt/a.ts',
    '.output/a.mjs',
    '.svelte-kit/a.js',
    '.vercel/a.js',
    '.turbo/a.js',
    'DerivedData/a.ts',
    'dist/a.js',
    'build/a.js',
    'out/a.js',
    'coverage/a.html',
    'vendor/a.js',
    'public/vendor/a.js',
    'docs/_app/immutable/a.js',
    'src/a.min.js',
    'src/a.d.ts',
    'src/a.d.mts',
    'lib/a.g.dart',
    'lib/a.freezed.dart',
    'src/Form.Designer.cs',
  ])('%s', (file) => {
    write([file, `${HIT} onPostgresChanges PostgresChanges`], 'kept.ts');
    expect(search().paths.map((one) => one.file)).toEqual(['kept.ts']);
  });

  test.each([
    'src/build/a.ts',
    'src/app/vendor/page.tsx',
    'lib/out/a.ts',
    'app/coverage/a.ts',
    'src/routes/_app/a.ts',
    'src/a.d.tsx',
    'src/min.js',
    'bin/a.ts',
    '.storybook/a.ts',
  ])('but %s is somebody’s', (file) => {
    write(file);
    expect(find()).toEqual([file]);
  });

  test('output beside the manifest of a package', () => {
    write(['packages/a/package.json', '{}'], 'packages/a/dist/a.js', 'packages/a/src/dist/a.ts');
    write(['mobile/pubspec.yaml', ''], 'mobile/build/a.ts', ['net/a.csproj', ''], 'net/obj/a.ts', 'net/bin/a.ts');
    expect(find()).toEqual(['packages/a/src/dist/a.ts']);
  });

  test('a file that says it is generated', () => {
    write(['a.ts', `/**\n * @generated by x\n */\n${HIT}`], ['b.ts', `// Code generated by x. DO NOT EDIT.\n${HIT}`]);
    write(['c.ts', `const mark = '@generated';\n${HIT}`], ['d.ts', `${' \n'.repeat(1000)}// @generated\n${HIT}`]);
    expect(find()).toEqual([
      'c.ts',
      'd.ts',
      '- a.ts is generated and was not looked at',
      '- b.ts is generated and was not looked at',
    ]);
  });

  test('a file of long lines, but not for a picture in it', () => {
    const long = `x=${'a'.repeat(30_000)};`;
    write(['a.js', long + HIT], ['b.js', `${long}\n${HIT}`], ['c.js', `x=${'a'.repeat(600)};${HIT}`]);
    expect(find()).toEqual(['b.js', 'c.js', '- a.js is minified and was not looked at']);
  });
});

describe('links', () => {
  test('what is there twice is found once', () => {
    write('src/a.ts', 'lib/b.ts');
    link('a.ts', 'src/a.ts');
    link('again', 'lib');
    link('src/again.ts', '../lib/b.ts');
    expect(find()).toEqual(['lib/b.ts', 'src/a.ts']);
  });

  test('circles', () => {
    write('src/a.ts');
    link('src/self', '.');
    link('src/up', '../..');
    link('src/root', '..');
    link('x', 'y');
    link('y', 'x');
    link('x.ts', 'y.ts');
    expect(find()).toEqual(['src/a.ts']);
  });

  test('out of the folder, inside the repository', () => {
    write('shared/src/a.ts', 'shared/src/deep/b.ts', 'one.ts', 'web/c.ts');
    link('web/shared', '../shared/src');
    link('web/one.ts', '../one.ts');
    link('shared/src/back', '../../web');
    expect(find(['.'], 'web')).toEqual(['one.ts', 'shared/src/a.ts', 'shared/src/deep/b.ts', 'web/c.ts']);
  });

  test('to what is left out, out of the repository, to nowhere', () => {
    const outside = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
    writeFileSync(join(outside, 'a.ts'), HIT);
    write('web/c.ts', 'node_modules/x/a.ts', 'cache/a.ts', ['.gitignore', '/cache/\n/web/ignored']);
    link('web/x', '../node_modules/x');
    link('web/cache', '../cache');
    link('web/outside', outside);
    link('web/outside.ts', join(outside, 'a.ts'));
    link('web/nowhere.ts', 'nothing');
    write('other/a.ts');
    link('web/ignored', '../other');
    expect(find(['.'], 'web')).toEqual(['web/c.ts']);
    rmSync(outside, { recursive: true });
  });

  test('a repository that is reached by a link', () => {
    write('real/src/a.ts', 'real/lib/b.ts');
    link('real/src/lib', '../lib');
    link('alias', 'real');
    const { candidates } = findSources({
      root: join(folder, 'alias/src'),
      repository: join(folder, 'alias'),
      globs: ['.'],
      needlesOf: NEEDLES,
    });
    expect(candidates.map(({ file }) => file)).toEqual(['lib/b.ts', 'src/a.ts']);
    expect(candidates[0]?.path).toBe(join(folder, 'alias/lib/b.ts'));
  });
});

describe('what cannot be read', () => {
  test('a huge file', () => {
    write(['src/big.ts', HIT.padEnd(4_000_001)], ['src/large.ts', HIT.padEnd(4_000_000, '\n ')]);
    expect(find()).toEqual(['src/large.ts', '- src/big.ts has 5 MB: files over 4 MB are not read']);
  });

  test('a pipe, a device', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.ts')]);
    link('null.ts', '/dev/zero');
    link('other.ts', 'pipe.ts');
    write('a.ts');
    expect(find()).toEqual(['a.ts']);
  });

  test('a name that is not UTF-8', () => {
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.ts')]);
    writeFileSync(name, HIT);
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xfe])]));
    write('a.ts');
    expect(find()).toEqual([
      'a.ts',
      '- \ufffd could not be read: its name is not UTF-8',
      '- \ufffd.ts could not be read: its name is not UTF-8',
    ]);
  });

  // Root may read everything.
  const asUser = process.getuid?.() === 0 ? test.skip : test;
  asUser('a folder and a file that may not be read', () => {
    write('a.ts', 'b.ts', 'c/a.ts');
    chmodSync(join(folder, 'b.ts'), 0);
    chmodSync(join(folder, 'c'), 0);
    expect(find()).toEqual([
      'a.ts',
      '- c could not be read: it may not be read',
      '- b.ts could not be read: it may not be read',
    ]);
  });

  test('many are counted', () => {
    for (let index = 0; index < 9; index += 1) write([`${index}.ts`, HIT.padEnd(4_000_001)]);
    expect(search().limits.slice(4)).toEqual([
      '4.ts has 5 MB: files over 4 MB are not read',
      '4 more files over 4 MB were not read',
    ]);
  });

  test('a root that is not there', () => {
    expect(find(['.'], 'nowhere')).toEqual(['- sources: "." leads nowhere']);
  });

  test('a path deeper than the system allows', () => {
    const name = 'd'.repeat(200);
    // Deeper than one path can say, so made step by step.
    execFileSync('bash', [
      '-c',
      `cd "$0" && for i in $(seq 30); do mkdir ${name} && cd ${name}; done; touch a.ts`,
      folder,
    ]);
    write('a.ts');
    const found = find();
    expect(found[0]).toBe('a.ts');
    expect(found[1]).toMatch(/could not be read: its path is too long$/);
  });
});

describe('sources', () => {
  beforeEach(() => {
    write('src/a.ts', 'src/b.tsx', 'src/b.test.ts', 'src/in/c.ts', 'lib/d.dart', 'app/[id]/page.tsx', 'top.ts');
  });

  test.each([
    [['src'], ['src/a.ts', 'src/b.test.ts', 'src/b.tsx', 'src/in/c.ts']],
    [['./src/'], ['src/a.ts', 'src/b.test.ts', 'src/b.tsx', 'src/in/c.ts']],
    [
      ['src/a.ts', 'top.ts', 'src/a.ts'],
      ['src/a.ts', 'top.ts'],
    ],
    [['src/*.ts'], ['src/a.ts', 'src/b.test.ts']],
    [
      ['src/**/*.ts', '!**/*.test.ts'],
      ['src/a.ts', 'src/in/c.ts'],
    ],
    [
      ['**/*.{ts,tsx}', '!src/{a,b}.ts*', '!in'],
      ['app/[id]/page.tsx', 'src/b.test.ts', 'top.ts'],
    ],
    [['*'], ['app/[id]/page.tsx', 'src/a.ts', 'src/b.test.ts', 'src/b.tsx', 'src/in/c.ts', 'top.ts']],
    [['*.ts'], ['top.ts']],
    [['app/[id]'], ['app/[id]/page.tsx']],
    [['.', '!app/[id]', '!src'], ['top.ts']],
    [['!src', '!app'], ['top.ts']],
    [
      ['s*', 'app'],
      ['app/[id]/page.tsx', 'src/a.ts', 'src/b.test.ts', 'src/b.tsx', 'src/in/c.ts'],
    ],
    [[], ['app/[id]/page.tsx', 'src/a.ts', 'src/b.test.ts', 'src/b.tsx', 'src/in/c.ts', 'top.ts']],
  ])('%j', (globs, files) => {
    expect(find(globs)).toEqual(files);
  });

  test('what is named is meant, though git ignores it or its name is of output', () => {
    write(['.gitignore', '/made/'], 'made/a.ts', 'dist/in/a.ts', ['made/.gitignore', 'b.ts'], 'made/b.ts');
    expect(find(['made', 'dist/in'])).toEqual(['dist/in/a.ts', 'made/a.ts']);
  });

  test('beside the root', () => {
    write(['empty/README.md', '']);
    expect(find(['../empty', '../src/*.tsx', '!../src/in', '../src/in'], 'app')).toEqual([
      'src/b.tsx',
      '- sources: "../empty" holds no source file',
      '- sources: "../src/in" holds no source file',
    ]);
  });

  test('outside the repository', () => {
    const { candidates } = findSources({
      root: join(folder, 'app'),
      repository: join(folder, 'app'),
      globs: ['../src/a.ts', '../src/in'],
      needlesOf: NEEDLES,
    });
    expect(candidates.map(({ file }) => file)).toEqual([`${folder}/src/a.ts`, `${folder}/src/in/c.ts`]);
  });

  test('what leads nowhere is told', () => {
    expect(find(['nowhere', 'nowhere/*.ts', 'src/*.vue'])).toEqual([
      '- sources: "nowhere" leads nowhere',
      '- sources: "nowhere/*.ts" leads nowhere',
      '- sources: "src/*.vue" holds no source file',
    ]);
  });

  test.each([['{'], ['['], ['!'], ['**'], ['\\'], ['{a,{b'], ['{a,b}'.repeat(40)], ['\0']])(
    '%j is survived',
    (glob) => {
      expect(() => find([glob])).not.toThrow();
    },
  );
});
