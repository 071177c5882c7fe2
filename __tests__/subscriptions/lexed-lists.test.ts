import { describe, expect, test } from '@jest/globals';
import { read } from '../support/read-subscriptions.js';

/** A call in each language with one table, and with one event. */
const CALLS: Readonly<Record<string, (table: string, event?: string) => string>> = {
  'a.dart': (table, event = '.all') =>
    `c.onPostgresChanges(event: ${event}, schema: 'public', table: ${table}, callback: g);`,
  'a.swift': (table) => `_ = c.postgresChange(AnyAction.self, table: ${table})`,
  'a.kt': (table) => `c.postgresChangeFlow<PostgresAction>("public") { this.table = ${table} }`,
  'a.py': (table, event = '"*"') => `c.on_postgres_changes(${event}, schema="public", table=${table}, callback=g)`,
  'a.cs': (table) => `c.Register(new PostgresChangesOptions("public", ${table}));`,
};

/** What a text subscribes to in which `@(t)` stands for a call with that table, and `@(t, e)` for one with an event, too. */
const tables = (file: string, text: string): readonly string[] => {
  const filled = text.replace(/@\(([^(),]*)(?:, ([^()]*))?\)/g, (_, table: string, event?: string) =>
    (CALLS[file] ?? String)(table, event),
  );
  return read(file, filled).map((line) => line.replace(/ <.*/, ''));
};

const A_AND_B = ['public.a *', 'public.b *'];

describe('what a loop goes through', () => {
  test.each([
    ['a.dart', "for (final (t, h) in [('a', f), ('b', g)]) { @(t) }"],
    ['a.dart', "final m = {'a': f, 'b': g};\nvoid f() { for (final e in m.entries) { @(e.key) } }"],
    ['a.dart', "final m = <String, F>{'a': f, 'b': g};\nvoid f() { m.forEach((t, h) { @(t) }); }"],
    ['a.dart', "final m = {'x': 'a', 'y': 'b'};\nvoid f() { for (final t in m.values.toList()) @(t) }"],
    [
      'a.dart',
      "enum T { x('a'), y('b'); const T(this.sql); final String sql; }\nvoid f() { for (final t in T.values) { @(t.sql) } }",
    ],
    ['a.dart', "const other = ['b'];\nvoid f() { for (final t in ['a', ...other]) { @(t) } }"],
    ['a.dart', "const l = ['a', 'b'];\nvoid f() { for (var i = 0; i < 2; i++) { @(l[i]) } }"],
    [
      'a.dart',
      "class S { const S(this.t); final String t; }\nfinal l = [S('a'), const S('b')];\nvoid f() { for (final s in l) { @(s.t) } }",
    ],
    ['a.swift', 'let t = "no"\nfunc f() { for (t, h) in [("a", f), ("b", g)] { @(t) } }'],
    ['a.swift', 'let l = ["a", "b"]\nfunc f() { for (i, t) in l.enumerated() { @(t) } }'],
    ['a.swift', 'enum K { static let more = ["b"] }\nfunc f() { for t in ["a"] + K.more where t != x { @(t) } }'],
    ['a.swift', 'enum T: String, CaseIterable { case a, y = "b" }\nfunc f() { for t in T.allCases { @(t.rawValue) } }'],
    ['a.swift', 'let m = ["a": f, "b": g]\nfunc f() { m.forEach { t, h in @(t) } }'],
    ['a.kt', 'val t = "no"\nfun f() { for ((t, h) in listOf("a" to f, "b" to g)) { @(t) } }'],
    ['a.kt', 'fun f() { val m = mapOf("a" to f, "b" to g)\nfor ((t, h) in m) @(t) }'],
    ['a.kt', 'fun f() { listOf("a", "b").forEachIndexed { i, t -> @(t) } }'],
    ['a.kt', 'enum class T(val sql: String) { X("a"), Y("b") }\nfun f() { T.entries.forEach { @(it.sql) } }'],
    ['a.kt', 'data class S(val t: String)\nfun f() { listOf(S("a"), S(t = "b")).forEach { s -> @(s.t) } }'],
    ['a.py', 'for i, t in enumerate(["a", "b"]):\n    @(t)\n'],
    ['a.py', 'M = {"x": "a", "y": "b"}\nfor n, t in M.items():\n    @(t)\n'],
    ['a.py', 'M = {"a": f, "b": g}\nfor t in M:\n    @(t)\n'],
    ['a.py', 'M = dict(x="a", y="b")\nfor t in sorted(M.values()):\n    @(t)\n'],
    ['a.py', 'class T(str, Enum):\n    A = "a"\n    B = "b"\nfor t in T:\n    @(t.value)\n'],
    [
      'a.py',
      'class W:\n    def __init__(self):\n        self.m = {"a": f, "b": g}\n    def f(self):\n        for t, h in self.m.items():\n            @(t)\n',
    ],
    ['a.cs', 'class X { string t = "no"; void F() { foreach (var (t, h) in new[] { ("a", f), ("b", g) }) @(t) } }'],
    [
      'a.cs',
      'class X { Dictionary<string, A> M = new() { ["a"] = f, ["b"] = g };\nvoid F() { foreach (var e in M) { @(e.Key) } } }',
    ],
  ])('%s: %s', (file, text) => {
    expect(tables(file, text)).toEqual(A_AND_B);
  });

  test.each([
    ['a.dart', "void f() {\nfor (final t in ['a']) @(t)\nfor (final t in ['b']) @(t)\n}"],
    ['a.kt', 'fun f() {\nfor (t in listOf("a")) @(t)\nfor (t in listOf("b")) @(t)\n}'],
    ['a.cs', 'class X { void F() {\nforeach (var t in new[] { "a" }) @(t)\nforeach (var t in new[] { "b" }) @(t)\n} }'],
  ])('%s: each loop has its own', (file, text) => {
    expect(tables(file, text)).toEqual(A_AND_B);
  });

  test('the parts of an element stay together', () => {
    const text = 'for t, e in [("a", "INSERT"), ("b", "DELETE")]:\n    @(t, e)\n';
    expect(tables('a.py', text)).toEqual(['public.a INSERT', 'public.b DELETE']);
    const dicts = 'L = [{"t": "a", "e": "INSERT"}, {"t": "b", "e": "DELETE"}]\nfor s in L:\n    @(s["t"], s["e"])\n';
    expect(tables('a.py', dicts)).toEqual(['public.a INSERT', 'public.b DELETE']);
    const options =
      'L = [{"table": "a", "event": "INSERT"}]\nfor s in L:\n    c.on_postgres_changes(**s, schema="public", callback=g)\n';
    expect(tables('a.py', options)).toEqual(['public.a INSERT']);
  });

  test('a list that a wrapper is given', () => {
    const text = "void f(List<String> l) { for (final t in l) { @(t) } }\nvoid g() { f(['a', 'b']); }";
    expect(tables('a.dart', text)).toEqual(A_AND_B);
    expect(tables('a.dart', 'void f() { for (final t in load()) { @(t) } }')).toEqual([
      'public.(it comes from a list that cannot be read) *',
    ]);
    expect(tables('a.py', 't = "no"\nfor t, n in load():\n    @(t)\n')).toEqual([
      'public.(it comes from a list that cannot be read) *',
    ]);
  });
});

describe('what stands in a list or a map', () => {
  test.each([
    ['a.py', 'M = {"x": "a", "y": "b"}\n@(M["x"])\n@(M["y"])\n'],
    ['a.py', 'M = {"x": "a", "y": "b"}\ndef f(k):\n    @(M[k])\n'],
    ['a.kt', 'val m = mapOf("x" to "a", "y" to "b")\nfun f(k: String) { @(m[k]) }'],
    ['a.swift', 'let m = ["x": "a", "y": "b"]\nfunc f(k: String) { @(m[k]!) }'],
    ['a.dart', "const l = ['a', 'b'];\nvoid f() { @(l[0]) @(l[1]) }"],
  ])('%s: %s', (file, text) => {
    expect(tables(file, text)).toEqual(A_AND_B);
  });

  test('of what is worked out at run time nothing', () => {
    expect(tables('a.py', 'import os\n@(os.environ["T"])\n')).toEqual(['public.(it is worked out at run time) *']);
    expect(tables('a.kt', 'val s = Flow("no", "no")\nfun f() { @(s.value) }')).toEqual([
      'public.(it is worked out at run time) *',
    ]);
  });
});

test('what cannot be read beside what can', () => {
  const text = "void f(c) { var t = 'a'; t = load()['t']; @(t) }";
  expect(tables('a.dart', text)).toEqual(['public.a *', 'public.(it is worked out at run time) *']);
  expect(tables('a.py', 'L = [("a", f), load()]\nfor t, h in L:\n    @(t)\n')).toEqual([
    'public.a *',
    'public.(it comes from a list that cannot be read) *',
  ]);
});

test('an object that cannot be read beside one that can', () => {
  const text = "class S { const S(this.t); final String t; }\nvoid f() { var s = S('a'); s = load(); @(s.t) }";
  expect(tables('a.dart', text)).toEqual(['public.a *', 'public.(it is worked out at run time) *']);
});

test('what an object is made with, or its type says', () => {
  const made = "class S { const S({required this.t}); final String t; }\nfinal s = S(t: 'a');\nvoid f() { @(s.t) }";
  expect(tables('a.dart', made)).toEqual(['public.a *']);
  expect(tables('a.py', 'class S(BaseSettings):\n    t: str = "a"\ns = S()\n@(s.t)\n')).toEqual(['public.a *']);
  expect(tables('a.dart', "final s = load(t: 'no');\nvoid f() { @(s.t) }")).toEqual([
    'public.(what s.t is cannot be read) *',
  ]);
});
