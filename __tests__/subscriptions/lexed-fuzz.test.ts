import { describe, expect, test } from '@jest/globals';
import { LexedFile } from '../../src/subscriptions/lexed/lexed-file.js';
import { Scopes } from '../../src/subscriptions/lexed/scopes.js';
import { growth } from '../support/count-work.js';
import { find, read } from '../support/read-subscriptions.js';

/** A shape of each language that finds one subscription of table `a`. */
const SHAPES: Readonly<Record<string, string>> = {
  'a.dart': `class R { static const t = 'a'; /* x /* y */ */ void f({String u = 'b'}) {
    c.onPostgresChanges(event: PostgresChangeEvent.all, table: t, filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'id', value: '\${x['k']}'), callback: (_) => f(u: """q"""));
  } }`,
  'a.swift': `enum T: String { case a } /* x /* y */ */
    func f(_ u: String = #"b"#) { _ = c.postgresChange(AnyAction.self, table: T.a.rawValue, filter: .eq("id", value: "\\(x["k"] ?? "")")) }`,
  'a.kt': `object T { const val A = "a" } /* x /* y */ */
    fun f(u: String = """b""") = c.postgresChangeFlow<PostgresAction>(schema = "public") { table = T.A; filter = "id=eq.\${x["k"]}" }`,
  'a.py': `class T:\n    A = "a"  # x\n\ndef f(c, u='b'):\n    """doc"""\n    c.on_postgres_changes("*", lambda p, q: f(p), table=T.A, filter=f"id=eq.{x['k']:>3}")\n`,
  'a.cs': `static class T { public const string A = "a"; } /* x */
    class R { void F(string u = @"b""") { c.Register(new PostgresChangesOptions("public", T.A, ListenType.All, $"id=eq.{x["k"]:00}")); } }`,
};
const FILES = Object.entries(SHAPES);
const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '"',
  "'",
  '"""',
  "'''",
  '`',
  '\\',
  '\n',
  '/*',
  '*/',
  '//',
  '#',
  '$',
  '${',
  '\\(',
  '=',
  '=>',
  '->',
  '??',
  '?',
  ':',
  ';',
  ',',
  '.',
  '..',
  'if ',
  'else ',
  'for ',
  'in ',
  'class ',
  'enum ',
  'case ',
  '@',
  '\u0000',
  '\ud800',
  'é',
  '😀',
];

/** The same numbers every time. Source: mulberry32, public domain. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe.each(FILES)('%s', (file, text) => {
  test('the shape itself is found', () => {
    expect(read(file, text)).toEqual([expect.stringMatching(/^(public|-)\.a \* where id=eq\.\{\}/)]);
  });

  test('anything made of it is read without a throw', () => {
    const next = random(4);
    const pick = (count: number) => Math.floor(next() * count);
    for (let round = 0; round < 1500; round += 1) {
      let mutated = text;
      for (let change = 0; change <= pick(6); change += 1) {
        const at = pick(mutated.length);
        const piece = PIECES[pick(PIECES.length)] ?? '';
        const cut = pick(3) === 0 ? pick(40) : 0;
        mutated =
          mutated.slice(0, at) +
          (pick(4) === 0 ? mutated.slice(pick(mutated.length)) : piece) +
          mutated.slice(at + cut);
      }
      for (const { line, column } of find({ [file]: mutated })) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
    }
  });

  test('every beginning of it is read', () => {
    for (let end = 0; end <= text.length; end += 1) find({ [file]: text.slice(0, end) });
  });

  test('random bytes are read', () => {
    const next = random(7);
    for (let round = 0; round < 100; round += 1) {
      const bytes = Buffer.from(Array.from({ length: 2000 }, () => Math.floor(next() * 256)));
      find({ [file]: bytes.toString('latin1'), b: bytes.toString('utf8') });
    }
  });

  test('a comment, a string or a bracket that nothing closes leaves what stands before it', () => {
    for (const tail of ['/* ', '"""', '{', '((', '"']) {
      expect(read(file, `${text}\n${tail}`)).toEqual(read(file, text));
    }
  });
});

/** How many times more work a text of twice the size may be. */
const LINEAR = 2.4;

/** Texts whose work grows faster than they do, where a reader is careless. */
const HEAVY: Readonly<Record<string, (size: number) => string>> = {
  parentheses: (size) => '('.repeat(size),
  'brackets of all kinds': (size) => '([{'.repeat(size / 3),
  'closing brackets': (size) => ')]}'.repeat(size / 3),
  'nested blocks with values': (size) => '{a=1;'.repeat(size / 10) + '}'.repeat(size / 10),
  'nested calls': (size) => 'f(x, '.repeat(size / 5),
  'nested types': (size) => 'class A { '.repeat(size / 10),
  'nested functions': (size) => 'void f(String a) { '.repeat(size / 19),
  assignments: (size) => 'a=b='.repeat(size / 4),
  'type arguments': (size) => '<a,'.repeat(size / 3),
  'number signs': (size) => '#'.repeat(size),
  'dollar signs': (size) => '$'.repeat(size),
  quotes: (size) => '"'.repeat(size),
  'holes in holes': (size) => '"${'.repeat(size / 3),
  'open comments': (size) => '/*'.repeat(size / 2),
  'a chain': (size) => `x${'.a()'.repeat(size / 4)}`,
  words: (size) => 'for x in '.repeat(size / 9),
  conditions: (size) => 'a ? b : '.repeat(size / 8),
  sums: (size) => `t = ${'a + '.repeat(size / 4)}`,
};

describe.each(FILES)('work in %s', (file, text) => {
  const growthOf = (make: (size: number) => string, size: number) =>
    growth((twice) => find({ [file]: make(twice) }), size, [LexedFile, Scopes]);

  test.each(Object.entries(HEAVY))('%s', (_, make) => {
    expect(growthOf((size) => `${text}\n${make(size)}`, 10_000)).toBeLessThan(LINEAR);
    expect(growthOf((size) => `${make(size)}\n${text}`, 10_000)).toBeLessThan(LINEAR);
  });

  test('a long line', () => {
    const part = 'final x = foo(bar, [1, 2], "text", baz: qux.y); ';
    expect(growthOf((size) => `${part.repeat(size)}\n${text}`, 400)).toBeLessThan(LINEAR);
  });

  test('many call sites', () => {
    const one = (index: number) => text.replaceAll(/\b[TR]\b/g, (name) => `${name}${index}`);
    expect(growthOf((size) => Array.from({ length: size }, (_, index) => one(index)).join('\n'), 50)).toBeLessThan(
      LINEAR,
    );
  });
});
