import { describe, expect, test } from '@jest/globals';
import { WorkCounter } from '../support/count-work.js';
import { scanText } from '../support/scan-text.js';

const work = new WorkCounter();

/** How many times more work twice as much source may be. */
const LINEAR = 2.4;
/** The same of hundreds, where what is bounded is only about to reach its bound. */
const NEARLY_LINEAR = 2.8;

const on = (table: string): string =>
  `supabase.channel('c').on('postgres_changes', { event: '*', schema: 'public', table: ${table} }, show).subscribe();\n`;
const each = (size: number, one: (index: number) => string): string =>
  Array.from({ length: size }, (_, n) => one(n)).join('');

const BOUND = ".on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show);";

/** Sources that are work beyond their size where a reader is careless. */
const HEAVY: Readonly<Record<string, (size: number) => string>> = {
  calls: (size) => each(size, (n) => on(`'t${n}'`)),
  'calls with one constant': (size) => `const t = 'a';\n${each(size, () => on('t'))}`,
  'constants, each with its call': (size) => each(size, (n) => `const t${n} = 'a';\n${on(`t${n}`)}`),
  'functions of one name': (size) => each(size, () => `function f() { ${on("'a'")} }\n`),
  'wrappers, each with its call': (size) => each(size, (n) => `function w${n}(t) { ${on('t')} }\nw${n}('a');\n`),
  'properties of an object': (size) => `const o = { ${each(size, (n) => `k${n}: 'a',\n`)} };\n${on('o.k1')}`,
  'wrappers of one name': (size) => `import 'a';\n${each(size, () => `function w(t) { ${on('t')} }\n`)}w('a');\n`,
  'members of a class': (size) => `class A { ${each(size, (n) => `k${n} = 'a';\n`)} m() { ${on('this.k1')} } }`,
  'elements of a list': (size) => `const l = [${each(size, () => "'a',\n")}];\nfor (const t of l) ${on('t')}`,
  'what is pushed': (size) => `const l = [];\n${each(size, () => "l.push('a');\n")}for (const t of l) ${on('t')}`,
  'values of a variable': (size) => `let t;\n${each(size, () => "t = 'a';\n")}${on('t')}`,
  'calls of a wrapper': (size) => `function w(t) { ${on('t')} }\n${each(size, (n) => `w('a${n}');\n`)}`,
  'channels that are given to one name': (size) =>
    `let c;\n${each(size, (n) => `c = supabase.channel('c${n}');\nc${BOUND} c.subscribe();\n`)}`,
  'channels of one name in functions': (size) =>
    each(size, (n) => `function f${n}() { const c = supabase.channel('c'); c${BOUND} c.subscribe(); drop(c); }\n`),
  'effects with one topic': (size) =>
    each(
      size,
      (n) =>
        `function C${n}() { useEffect(() => { const c = supabase.channel('c')${BOUND} return () => { supabase.removeChannel(c); }; }, []); }\n`,
    ),
  'what a Map is given': (size) =>
    `const m = new Map();\n${each(size, (n) => `m.set('k${n}', 'a');\n`)}${on("m.get('k1')")}`,
  'what a loop gives an object': (size) =>
    `const l = [${each(size, (n) => `'k${n}',\n`)}];\nconst o = {};\nfor (const k of l) o[k] = 'a';\n${on('o.k1')}`,
  'what a wrapper is handed to': (size) =>
    `import 'a';\nfunction w(t) { ${on('t')} }\n${each(size, (n) => `setTimeout(w, 1, 'a${n}');\n`)}`,
  'comments that speak of calls': (size) => each(size, () => `// realtime-guard: ignore it is old\n${on('x')}`),
};

describe('the work grows as the source does', () => {
  test.each(Object.entries(HEAVY))('%s', (_, make) => {
    const scan = (size: number) => scanText([{ file: 'src/app.ts', text: make(size) }]);
    scan(1);
    expect(work.growth((size) => scan(size), 60)).toBeLessThan(LINEAR);
  });

  test.each(['channels that are given to one name', 'effects with one topic'])('%s, hundreds of them', (name) => {
    const scan = (size: number) => scanText([{ file: 'src/app.ts', text: HEAVY[name]?.(size) ?? '' }]);
    scan(1);
    expect(work.growth((size) => scan(size), 400)).toBeLessThan(NEARLY_LINEAR);
  });

  test.each([
    ['components', '<List table="a" :filter="b" @click="g(a)" />\n'],
    ['loops in loops', '<p v-for="a in b">\n'],
    ['tags without an end', '<p a=<p b="<p c='],
    ['braces without an end', '<p a={ b={{#each '],
    ['code with errors', '<p @click="g(" />\n'],
  ])('markup: %s', (_, one) => {
    const calling = `<script>\nfunction f(t) { ${on('t')} }\n</script>\n<b @click="f('b')" />\n`;
    const scan = (size: number) => scanText([{ file: 'src/App.vue', text: `${calling}${one.repeat(size)}` }]);
    expect(scan(3).subscriptions.map(({ table }) => table)).toContain('b');
    scan(1);
    expect(work.growth((size) => scan(size), 60)).toBeLessThan(LINEAR);
  });

  test('script blocks', () => {
    const scan = (size: number) =>
      scanText([{ file: 'src/App.vue', text: `<script>\n${on("'a'")}</script>\n`.repeat(size) }]);
    expect(work.growth((size) => scan(size), 60)).toBeLessThan(LINEAR);
  });
});

describe('what is more than anybody reads is left, and that is said', () => {
  test('more calls of a wrapper than are followed', () => {
    const text = `function w(t) { ${on('t')} }\n${each(1_000, (n) => `w('a${n}');\n`)}`;
    const { subscriptions, unresolved } = scanText([{ file: 'src/app.ts', text }]);
    expect(subscriptions).toHaveLength(400);
    expect(unresolved.map(({ reason }) => reason)).toEqual(['the table has more than 400 values']);
  });

  test('more of everything', () => {
    const text = `function w(t) {\n${each(400, () => on('t'))}}\n${each(400, (n) => `w('a${n}');\n`)}`;
    const { subscriptions, unresolved } = scanText([{ file: 'src/app.ts', text }]);
    expect(subscriptions.length).toBeLessThan(50_000);
    expect(new Set(unresolved.map(({ reason }) => reason))).toContain('the table takes too long to work out');
  });

  test.each([
    [
      'lib/a.dart',
      (list: string) => `for (final t in [${list}]) { c.onPostgresChanges(event: PostgresChangeEvent.all, table: t); }`,
    ],
    ['app/a.py', (list: string) => `for t in [${list}]:\n    c.on_postgres_changes("*", cb, table=t)\n`],
  ])('a long list in %s', (file, make) => {
    const list = (size: number) => each(size, (n) => `"t${n}", `);
    const read = (size: number) => scanText([{ file, text: make(list(size)) }]);
    expect(read(100).subscriptions).toHaveLength(100);
    expect(read(1_000)).toMatchObject({
      subscriptions: [],
      unresolved: [{ reason: expect.stringContaining('cannot be read') }],
    });
  });

  test('a reason is no longer than a line', () => {
    const text = `const c0 = \`\${now()}\`;\n${each(40, (n) => `const c${n + 1} = c${n} + c${n};\n`)}${on('c40')}`;
    const [unresolved] = scanText([{ file: 'src/app.ts', text }]).unresolved;
    expect(unresolved?.reason.length).toBeLessThan(300);
  });
});
