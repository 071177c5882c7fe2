import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type ParserPlugin, parse } from '@babel/parser';
import { describe, expect, test } from '@jest/globals';
import { withShortMethods } from '../../scripts/short-methods.mjs';

describe('methods get short names', () => {
  test.each([
    [
      'where they are made and called',
      'class A { method() { return this.method(); } }',
      'class A { $0() { return this.$0(); } }',
    ],
    [
      'with those of the parent',
      'class B extends A { method() { super.method(1); } }',
      'class B extends A { $0() { super.$0(1); } }',
    ],
    ['behind a question mark', 'class A { method() { a?.method(); } }', 'class A { $0() { a?.$0(); } }'],
  ])('%s', (_, code, expected) => {
    expect(withShortMethods(code)).toBe(expected);
  });

  test.each([
    ['a text says it', "class A { method() { this['method'](); } }"],
    ['it is given something', 'class A { method() {} } A.prototype.method = null;'],
    ['something else has it', 'class A { method() {} } ({ method: 1 });'],
    ['it is asked for as a property', 'class A { get method() { return 1; } }'],
    ['it is short', 'class A { a() { this.a(); } }'],
    ['it is another', 'function method() { method("method is a word"); }'],
    ['it is computed', 'class A { [method]() { this[method](); } }'],
    ['it makes the class', 'class A { constructor() { this.constructor; } }'],
  ])('but not where %s', (_, code) => {
    expect(withShortMethods(code)).toBe(code);
  });

  test('that are no names yet', () => {
    expect(() => withShortMethods('class A { method() { this.$0 } }')).toThrow('$0 is the name of something already');
  });
});

describe('the parser with short names', () => {
  const path = createRequire(import.meta.url).resolve('@babel/parser');
  const module: { exports: { parse?: typeof parse } } = { exports: {} };
  runInNewContext(`(function (exports, module) {${withShortMethods(readFileSync(path, 'utf8'))}\n})`, {
    Object,
    Set,
    Map,
  })(module.exports, module);
  const sources = ['src', '__tests__', 'scripts', 'bench'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|js|vue|svelte)$/.test(name))
      .map((name) => join(folder, name)),
  );
  const dialects: readonly ParserPlugin[][] = [
    ['typescript', 'jsx', 'decorators-legacy'],
    ['flow', 'jsx'],
  ];

  test('is a fifth shorter', () => {
    const text = readFileSync(path, 'utf8');
    expect(withShortMethods(text).length).toBeLessThan(text.length * 0.9);
  });

  test('reads every file of this repository as the other does, with the same errors', () => {
    const read = (by: typeof parse, text: string, plugins: ParserPlugin[]): string => {
      try {
        const tree = by(text, { plugins, errorRecovery: true, sourceType: 'module' });
        return JSON.stringify([tree.program, tree.errors?.map(String)]);
      } catch (error) {
        return String(error);
      }
    };
    const { parse: short } = module.exports;
    if (short === undefined) throw new Error('the parser gives no parse');
    expect(sources.length).toBeGreaterThan(500);
    for (const source of sources) {
      const text = readFileSync(source, 'utf8');
      for (const plugins of dialects) {
        if (read(short, text, plugins) !== read(parse, text, plugins)) throw new Error(source);
      }
    }
  });
});
