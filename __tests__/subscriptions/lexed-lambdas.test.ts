import { describe, expect, test } from '@jest/globals';
import { read } from '../support/read-subscriptions.js';

/** A file of each language with a call that subscribes to `t`, in a lambda over a list. */
const LANGUAGES: readonly [
  file: string,
  over: (list: string, names?: string) => string,
  lists: readonly [string, string],
][] = [
  [
    'app/a.kt',
    (list, names = 't ->') =>
      `val t = "wrong"\nfun f(l: List<String>) {\n${list}.forEach { ${names} channel.postgresChangeFlow<PostgresAction>("public") { table = ${names === '' ? 'it' : 't'} } } }`,
    ['listOf("a", "b")', 'l'],
  ],
  [
    'app/a.swift',
    (list, names = 't in') =>
      `let t = "wrong"\nfunc f(l: [String]) {\n${list}.forEach { ${names} _ = channel.postgresChange(AnyAction.self, schema: "public", table: ${names === '' ? '$0' : 't'}) } }`,
    ['["a", "b"]', 'l'],
  ],
  [
    'lib/a.dart',
    (list, names = '(t) {') =>
      `const t = 'wrong';\nvoid f(List<String> l) {\n${list}.forEach(${names} channel.onPostgresChanges(event: PostgresChangeEvent.all, schema: 'public', table: t, callback: g)${names.endsWith('{') ? '; }' : ''}); }`,
    ["['a', 'b']", 'l'],
  ],
  [
    'app/a.cs',
    (list, names = 't =>') =>
      `using Supabase;\nclass A { const string t = "wrong"; void F(List<string> l) {\n${list}.ForEach(${names} channel.Register(new PostgresChangesOptions("public", t))); } }`,
    ['new List<string> { "a", "b" }', 'l'],
  ],
];

describe.each(LANGUAGES)('in %s', (file, over, [list, parameter]) => {
  test('what a lambda takes is each element of the list', () => {
    expect(read(file, over(list))).toEqual(['public.a *', 'public.b *']);
  });

  test('and no namesake around it', () => {
    expect(read(file, over(parameter)).join()).toMatch(/it is a parameter of f/i);
    expect(read(file, over(parameter)).join()).not.toContain('wrong');
  });
});

test.each([
  ['app/a.kt', ''],
  ['app/a.swift', ''],
  ['lib/a.dart', '(t) =>'],
  ['lib/a.dart', '(String t) {'],
  ['app/a.cs', '(t) =>'],
])('%s, with %s', (file, names) => {
  const [, over, lists] = LANGUAGES.find(([one]) => one === file) ?? [];
  expect(read(file, over?.(lists?.[0] ?? '', names) ?? '')).toEqual(['public.a *', 'public.b *']);
});

test('what a list in Python is made by is known in its brackets alone', () => {
  const text = `t = "c"\n[channel.on_postgres_changes("*", cb, table=t, schema="public") for t in ["a", "b"] if t]\nchannel.on_postgres_changes("*", cb, table=t, schema="public")\n`;
  expect(read('app/a.py', text)).toEqual(['public.a *', 'public.b *', 'public.c *']);
});

test('a loop’s name is its own', () => {
  const text = `fun f() {\nfor (t in listOf("a")) { c.postgresChangeFlow<PostgresAction>("public") { table = t } }\nval t = "b"\nc.postgresChangeFlow<PostgresAction>("public") { table = t } }`;
  expect(read('app/a.kt', text)).toEqual(['public.a *', 'public.b *']);
});

test('a filter without a column is none', () => {
  const text = `fun f(t: String, col: String? = null, v: String? = null) { c.postgresChangeFlow<PostgresAction>("public") { table = t\nif (col != null) filter(col, FilterOperator.EQ, v) } }\nfun g() { f("a")\nf("b", "id", "1") }`;
  expect(read('app/a.kt', text)).toEqual(['public.a * < app/a.kt:3', 'public.b * where id=eq.1 < app/a.kt:4']);
});
