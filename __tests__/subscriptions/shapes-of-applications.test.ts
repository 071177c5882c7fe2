import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

type Files = Readonly<Record<string, string>>;

/** One line for each subscription: `public.messages INSERT < src/use.ts:3`; `?` and why for others. */
function lines(files: Files | string): readonly string[] {
  const all = typeof files === 'string' ? { 'src/app.ts': files } : files;
  const { subscriptions, unresolved } = scanText(Object.entries(all).map(([file, text]) => ({ file, text })));
  const read = subscriptions.map(({ schema, table, event, filter, via }) => {
    const where = filter === null ? '' : ` where ${filter}`;
    return `${schema}.${table} ${event}${where}${via.map(({ line }) => ` < ${line}`).join('')}`;
  });
  return [...read, ...unresolved.map(({ reason, deadWrapper }) => `? ${deadWrapper ?? ''} ${reason}`)];
}

const on = (options: string): string => `supabase.channel('c').on('postgres_changes', ${options}, show).subscribe();`;
const table = (value: string): string => on(`{ event: '*', schema: 'public', table: ${value} }`);

describe('an empty list is nothing to subscribe to', () => {
  const HOOK = `function useLive({ events }) { events.forEach((e) => { const { run, ...given } = e || {}; ${on('given')} }); }`;

  test.each([
    ['useLive({ events: id ? [{ event: "*", schema: "public", table: "a" }] : [] });', ['public.a * < 2']],
    [
      'const events = useMemo(() => (id ? [{ event: "*", schema: "public", table: "a" }] : []), [id]); useLive({ events });',
      ['public.a * < 2'],
    ],
    [
      'useLive({ events: [{ event: "*", schema: "public", table: "a" }] });\nuseLive({ events: [] });',
      ['public.a * < 2'],
    ],
  ])('%s', (calls, expected) => {
    expect(lines(`${HOOK}\n${calls}`)).toEqual(expected);
  });

  test('of what is spread from it as well', () => {
    const text = `const all = x ? [{ table: 'a' }] : [];\nfor (const one of all) ${on("{ event: '*', schema: 'public', ...one }")}`;
    expect(lines(text)).toEqual(['public.a *']);
  });

  test('but where there is no other it is told', () => {
    expect(lines(`${HOOK}\nuseLive({ events: [] });`)).toEqual(['?  the table is given a value at run time']);
    const filled = `const tables = [];\ntables.push('a');\nfor (const one of tables) ${table('one')}`;
    expect(lines(filled)).toEqual(['public.a *']);
    expect(lines(`let tables = [];\ntables = await load();\nfor (const one of tables) ${table('one')}`)).toHaveLength(
      1,
    );
  });
});

describe('one or a list of them', () => {
  const CALLS = "useLive('a');\nuseLive(['b', 'd']);";
  test.each([
    ['chosen', `const all = Array.isArray(given) ? given : [given]; for (const one of all) ${table('one')}`],
    [
      'in either branch',
      `if (Array.isArray(given)) { for (const one of given) ${table('one')} } else { ${table('given')} }`,
    ],
    [
      'left early',
      `if (!Array.isArray(given)) { ${table('given')} return; } given.forEach((one) => ${table('one').slice(0, -1)});`,
    ],
  ])('%s', (_, body) => {
    expect(lines(`function useLive(given) { ${body} }\n${CALLS}`).toSorted()).toEqual([
      'public.a * < 2',
      'public.b * < 3',
      'public.d * < 3',
    ]);
  });

  test('of which it is not known', () => {
    expect(
      lines(`const all = Array.isArray(given) ? given : [given];\nfor (const one of all) ${table('one')}`)[0],
    ).toMatch(/^\? /);
  });
});

describe('options that are put together', () => {
  test.each([
    ['below', `const o = { event: '*', schema: 'public' }; o.table = 'a'; ${on('o')}`, ['public.a *']],
    [
      'from nothing',
      `const o = {}; o.event = 'INSERT'; o['schema'] = 'public'; o.table = 'a'; ${on('o')}`,
      ['public.a INSERT'],
    ],
    [
      'on a condition',
      `const o = { event: '*', schema: 'public' }; if (x) { o.table = 'a'; } ${on('o')}`,
      ['public.* *', 'public.a *'],
    ],
    [
      'or as null',
      `let o = null; if (x) o = { event: '*', schema: 'public', table: 'a' }; else o = { event: '*', schema: 'public', table: 'b' }; ${on('o')}`,
      ['public.a *', 'public.b *'],
    ],
    ['with an empty name', `let t = ''; if (x) t = 'a'; else t = 'b'; ${table('t')}`, ['public.a *', 'public.b *']],
  ])('%s', (_, text, expected) => {
    expect(lines(`function start(x) { ${text} }`).toSorted()).toEqual(expected);
  });

  test.each([
    ['spread', '{ event: "*", schema: "public", ...copy(data) }'],
    ['read', '{ event: "*", schema: "public", table: copy(data).table }'],
  ])('of a copy that is made at run time, and %s', (_, options) => {
    const copy = 'function copy(from) { const made = {}; for (const key in from) made[key] = from[key]; return made; }';
    const found = lines(`${copy}\n${on(options)}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^\? /);
  });

  test('with one of several names, in a function that nothing calls', () => {
    const hook = `const NAMES = { a: 'a', b: 'b' };\nfunction useLive(name) { ${table('NAMES[name]')} }`;
    expect(lines(hook)).toEqual(['? useLive the table is a parameter of useLive']);
    expect(lines(`${hook}\nuseLive(which);`)).toEqual(['public.a * < 3', 'public.b * < 3']);
  });

  test('as the caller says', () => {
    const hook = `function useLive(table, filter) { const o = { event: '*', schema: 'public' }; if (table) o.table = table; if (filter) o.filter = filter; ${on('o')} }`;
    expect(lines(`${hook}\nuseLive('a');\nuseLive('b', 'id=eq.1');`)).toEqual([
      'public.a * < 2',
      'public.b * where id=eq.1 < 3',
    ]);
    expect(lines(`${hook}\nuseLive();`)).toEqual(['public.* * < 2']);
  });
});

describe('frameworks by their name', () => {
  test.each([["import React from 'react';"], ["import * as React from 'react';"], ['']])('%s', (imported) => {
    const body = `const live = React.useCallback((t) => ${table('t').slice(0, -1)}, []); const all = React.useMemo(() => ['b'], []);`;
    const text = `${imported}\nexport function Page() { ${body} React.useEffect(() => { live('a'); for (const one of all) live(one); }, []); }`;
    expect(lines(text)).toEqual(['public.a * < 2', 'public.b * < 2']);
  });

  test('of another library it says nothing', () => {
    expect(
      lines(
        `import Lib from 'lib';\nconst all = Lib.useMemo(() => ['b'], []);\nfor (const one of all) ${table('one')}`,
      )[0],
    ).toMatch(/^\? /);
  });
});

describe('classes', () => {
  test.each([
    [
      'by its name',
      'static getInstance() { if (!Live.instance) { Live.instance = new Live(); } return Live.instance; }',
    ],
    ['by this', 'static getInstance() { if (!this.instance) this.instance = new Live(); return this.instance; }'],
  ])('that are made once, %s', (_, maker) => {
    const live = `export class Live { static instance: Live | null = null; ${maker} watch(t: string) { ${table('t')} } }`;
    expect(
      lines({
        'src/live.ts': `${live}\nexport const live = Live.getInstance();`,
        'src/app.ts': "import { live } from './live';\nlive.watch('a');",
      }),
    ).toEqual(['public.a * < 2']);
  });

  test('of which nothing is made', () => {
    expect(lines(`class Live { static TABLE = 'a'; static watch() { ${table('this.TABLE')} } }`)).toEqual([
      'public.a *',
    ]);
    const written = `class Live { static name = 'a'; set() { this.name = 'b'; } static watch() { ${table('this.name')} } }`;
    expect(lines(written)).toEqual(['public.a *']);
    expect(lines(`class Live { static name = 'a'; name = 'b'; watch() { ${table('this.name')} } }`)).toEqual([
      'public.b *',
    ]);
  });

  const BASE = `export abstract class Base { protected abstract table: string; protected schema = 'public'; watch() { ${on("{ event: '*', schema: this.schema, table: this.table }")} } }`;

  test('that extend one, with members of their own that go together', () => {
    const children =
      "import { Base } from './base';\nclass A extends Base { protected override table = 'a'; }\nclass B extends Base { table = 'b'; schema = 'chat'; }";
    expect(lines({ 'src/base.ts': BASE, 'src/children.ts': children })).toEqual(['public.a *', 'chat.b *']);
  });

  test('that extend one, which is made as well', () => {
    const base = BASE.replace('abstract class', 'class').replace('abstract table: string', "table = 'c'");
    expect(lines(`${base}\nclass A extends Base { table = 'a'; }`)).toEqual(['public.c *', 'public.a *']);
    const other =
      "class A extends Base { table = 'a'; }\nclass Other { table = 'o'; }\nclass B extends Other { table = 'b'; }";
    expect(lines(`${base}\n${other}`)).toEqual(['public.c *', 'public.a *']);
  });

  test('whose constructor is called by those that extend them', () => {
    const base = `export class Base { constructor(protected table: string) {} watch() { ${table('this.table')} } }`;
    const children =
      "import { Base } from './base';\nclass A extends Base { constructor() { super('a'); } }\nclass B extends Base { constructor() { super('b'); } }\nclass D extends Other { constructor() { super('d'); } }\nnew Base('e');";
    expect(lines({ 'src/base.ts': base, 'src/children.ts': children }).toSorted()).toEqual([
      'public.a * < 2',
      'public.b * < 3',
      'public.e * < 5',
    ]);
  });
});

describe('functions by another way than a call', () => {
  const WATCH = `const watch = (t: string) => ${table('t')}`;

  test.each([
    ["watch('a');\n['b', 'd'].forEach(watch);", ['public.a * < 2', 'public.b * < 3', 'public.d * < 3']],
    ["['b', 'd'].map(watch);", ['public.b * < 2', 'public.d * < 2']],
    ["watch('a');\n['b', 'd'].forEach(print);", ['public.a * < 2']],
  ])('for each of a list: %s', (calls, expected) => {
    expect(lines(`${WATCH}\n${calls}`).toSorted()).toEqual(expected);
  });

  test.each([
    ['a name', 'export function watch', "export { watch as onRows } from './live';"],
    ['the default', 'export default function watch', "export { default as onRows } from './live';"],
  ])('given on under another name than %s', (_, head, index) => {
    const files = {
      'src/live.ts': `${head}(t: string) { ${table('t')} }`,
      'src/index.ts': index,
      'src/app.ts': "import { onRows } from './index';\nonRows('a');",
      'src/other.ts': "import { onRows } from 'other';\nonRows('b');",
    };
    expect(lines(files)).toEqual(['public.a * < 2']);
  });

  test('again with what was kept of the calls before', () => {
    const text = `class Live { all = new Map(); watch(id, given) { this.all.set(id, given); ${table('given.table')} }
      again() { for (const [id, given] of this.all) this.watch(id, given); } }
const live = new Live(); live.watch('x', { table: 'a' });`;
    expect(lines(text)).toEqual(['public.a * < 3']);
  });
});

test('an object that is spread has each of the values that one in a loop has', () => {
  const text = `for (const table of ['a', 'b']) { const base = { schema: 'public', table }; ${on("{ event: '*', ...base }")} }`;
  expect(lines(text)).toEqual(['public.a *', 'public.b *']);
});

describe('a filter that is one of two', () => {
  test.each([
    ['`x=eq.${i}` : `y=eq.${j}`', ['public.a * where x=eq.{}', 'public.a * where y=eq.{}']],
    ['`x=eq.${i}` : undefined', ['public.a * where x=eq.{}']],
  ])('%s', (filters, expected) => {
    expect(lines(on(`{ event: '*', schema: 'public', table: 'a', filter: i ? ${filters} }`))).toEqual(expected);
  });

  test('as the table is', () => {
    const text = on("{ event: '*', schema: 'public', table: i ? 'a' : 'b', filter: i ? 'x=eq.1' : 'y=eq.1' }");
    expect(lines(text)).toEqual(['public.a * where x=eq.1', 'public.b * where y=eq.1']);
  });
});

describe('options that are copied from others', () => {
  const made = "const o = { event: '*', schema: 'public' };";
  const calls = "go({ table: 'a', filter: 'x=eq.1' });\ngo({ table: 'b', event: 'INSERT' });";
  const expected = ['public.a * where x=eq.1 < 2', 'public.b INSERT < 3'];

  test.each([
    ['Object.assign(o, given);'],
    ['for (const key of Object.keys(given)) o[key] = given[key];'],
    ['for (const key in given) { if (given[key] !== undefined) o[key] = given[key]; }'],
    ['Object.entries(given).forEach(([key, value]) => { o[key] = value; });'],
    ["for (const key of ['event', 'table', 'filter']) if (key in given) o[key] = given[key];"],
  ])('%s', (copying) => {
    expect(lines(`function go(given) { ${made} ${copying} ${on('o')} }\n${calls}`)).toEqual(expected);
  });

  test('and spread', () => {
    const text = `function go(given) { const o = {}; for (const key in given) o[key] = given[key]; ${on("{ event: '*', schema: 'public', ...o }")} }`;
    expect(lines(`${text}\n${calls}`)).toEqual(expected);
  });
});

describe('options that are made anew from themselves', () => {
  test.each([
    ["p = { ...p, table: 'b' };", ['public.b *']],
    ["p = Object.assign({}, p, { table: 'b' });", ['public.b *']],
    ["if (x) p = { ...p, table: 'b' };", ['public.* *', 'public.b *']],
  ])('%s', (again, expected) => {
    expect(lines(`function go(x) { let p = { event: '*', schema: 'public' }; ${again} ${on('p')} }`)).toEqual(expected);
  });

  test('with a filter on a condition', () => {
    const text = `let p = { event: '*', schema: 'public', table: 'a' }; if (x) p = { ...p, filter: 'y=eq.1' }; ${on('p')}`;
    expect(lines(text)).toEqual(['public.a * where y=eq.1']);
  });
});

describe('a function that is handed to what runs it', () => {
  const watch = `export function watch(t) { ${table('t')} }`;
  const inOther = (calls: string): Files => ({
    'src/live.ts': watch,
    'src/app.ts': `import { debounce } from 'lodash';\nimport { watch } from './live';\n${calls}`,
  });

  test.each([
    ["setTimeout(watch, 1, 'a');"],
    ["watch.call(this, 'a');"],
    ["watch.apply(null, ['a']);"],
    ["watch.bind(null, 'a');"],
    ["['a'].forEach(watch);"],
    ["const soon = debounce(watch, 100); soon('a');"],
    ["const same = watch.bind(this); same('a');"],
    [
      "const again = withRetry(watch); again('a');\nfunction withRetry(run) { return async (...args) => { await run(...args); }; }",
    ],
    ["const soon = useMemo(() => debounce(watch, 100), []); soon('a');"],
    ["function* start() { yield fork(watch, 'a'); }"],
  ])('%s', (calls) => {
    expect(lines(inOther(calls))).toEqual(['public.a * < 3']);
    expect(lines(`import { debounce } from 'lodash';\n${watch}\n${calls}`)).toEqual(['public.a * < 3']);
  });

  test('under a name that another file gives it', () => {
    const files = {
      ...inOther('export const soon = debounce(watch, 100);'),
      'src/b.ts': "import { soon } from './app';\nsoon('a');",
    };
    expect(lines(files)).toEqual(['public.a * < 2']);
  });

  test('and one that is handed to the same, or called with something else, is another', () => {
    const text = "const other = withRetry(load); other('no'); const more = prefixed(watch); more('no');";
    const made =
      'function withRetry(run) { return (...args) => run(...args); } function load() {} const prefixed = (run) => (t) => run(`x_${t}`);';
    expect(lines(inOther(`${text}\n${made}`))).toEqual(['? watch the table is a parameter of watch']);
  });
});

test('functions of a framework that are imported under another name', () => {
  const files = {
    'src/use.ts': `import { useCallback as same, useMemo as once } from 'react';\nexport function useLive() { const given = once(() => ({ event: '*', schema: 'public' }), []); const watch = same((t) => { ${on('{ ...given, table: t }')} }, []); return { watch }; }`,
    'src/app.ts': "import { useLive } from './use';\nconst { watch } = useLive();\nwatch('a');",
  };
  expect(lines(files)).toEqual(['public.a * < 3']);
});

describe('a component that comes', () => {
  const list = `export default function List({ name }) { useEffect(() => { ${table('name')} }, []); return null; }\nexport { List };`;
  test.each([
    ['const Shown = lazy(() => import(\'./List\'));\n<Shown name="a" />;'],
    ['const Shown = dynamic(() => import(\'./List\'), { ssr: false });\n<Shown name="a" />;'],
    ['const Shown = dynamic(() => import(\'./List\').then((m) => m.List));\n<Shown name="a" />;'],
    ['const Shown = lazy(() => import(\'./List\').then((m) => ({ default: m.List })));\n<Shown name="a" />;'],
    ["import List from './List';\nReact.createElement(List, { name: 'a' });"],
  ])('%s', (text) => {
    expect(lines({ 'src/List.tsx': list, 'src/app.tsx': text })).toEqual(['public.a * < 2']);
  });

  test('in Vue', () => {
    const files = {
      'src/List.vue': `<script setup>\nconst { name } = defineProps(['name']);\n${table('name')}\n</script>`,
      'src/App.vue':
        '<script setup>\nconst Shown = defineAsyncComponent(() => import(\'./List.vue\'));\n</script>\n<Shown name="a" />',
    };
    expect(lines(files)).toEqual(['public.a * < 4']);
  });
});

test('what a module that is imported later is given, in a function for when it is there', () => {
  const files = {
    'src/live.ts': `export function watch(t) { ${table('t')} }`,
    'src/app.ts':
      "import('./live').then(({ watch }) => watch('a'));\nimport('./live').then((live) => live.watch('b'));",
  };
  expect(lines(files)).toEqual(['public.a * < 1', 'public.b * < 2']);
});

describe('a member that is given another name where it is taken out', () => {
  test.each([
    ["const { watch: start } = api;\nstart('a');"],
    ["function use({ watch: start }) {\nstart('a'); }\nuse(api);"],
  ])('%s', (text) => {
    const files = {
      'src/api.ts': `export const api = { watch(t) { ${table('t')} } };`,
      'src/app.ts': `import { api } from './api';\n${text}`,
    };
    expect(lines(files)).toEqual(['public.a * < 3']);
  });
});

describe('what a function gives back', () => {
  test.each([
    ["function of(kind) { if (kind === 'a') return 'as'; return 'others'; }"],
    ["const of = (kind) => { if (kind !== 'a') { return 'others'; } else { return 'as'; } };"],
    [
      "function of(kind) { switch (kind) { case 'b': return 'bs'; case 'x': case 'a': return 'as'; default: return 'others'; } }",
    ],
  ])('%s', (text) => {
    expect(lines(`${text}\n${table("of('a')")}`)).toEqual(['public.as *']);
    expect(lines(`${text}\n${table("of('c')")}`)).toEqual(['public.others *']);
    expect(lines(`${text}\n${table('of(x)')}`).length).toBeGreaterThan(1);
  });
});

test('of the children of a class each has its own, also as a getter', () => {
  const text = `abstract class Live { abstract readonly name: string; start() { ${table('this.name')} } }
class A extends Live { readonly name = 'a'; }
class B extends Live { get name() { return 'b'; } }`;
  expect(lines(text)).toEqual(['public.a *', 'public.b *']);
});
