import { describe, expect, test } from '@jest/globals';
import type { SourceFacts } from '../../src/model/source.js';
import { scanText } from '../support/scan-text.js';

type Files = Readonly<Record<string, string>>;

/** One line for each subscription: `public.messages INSERT where room_id=eq.{} < src/hook.ts:3`; `?` and why for others. */
function lines(files: Files | string): readonly string[] {
  const { subscriptions, unresolved } = scan(files);
  const read = subscriptions.map(({ schema, table, event, filter, via }) => {
    const where = filter === null ? '' : ` where ${filter}`;
    return `${schema}.${table} ${event}${where}${via.map(({ file, line }) => ` < ${file}:${line}`).join('')}`;
  });
  return [...read, ...unresolved.map(({ reason, deadWrapper }) => `? ${deadWrapper ?? ''} ${reason}`)];
}

function scan(files: Files | string): SourceFacts {
  const all = typeof files === 'string' ? { 'src/app.ts': files } : files;
  return scanText(Object.entries(all).map(([file, text]) => ({ file, text })));
}

const on = (options: string): string => `supabase.channel('c').on('postgres_changes', ${options}, show).subscribe();`;

describe('the call', () => {
  test.each([
    ["{ event: '*', schema: 'public', table: 'a' }", 'public.a *'],
    ["{ event: 'INSERT', schema: 'chat', table: 'a', filter: 'id=eq.1' }", 'chat.a INSERT where id=eq.1'],
    ["{ event: 'UPDATE', schema: 'public', table: `a`, filter: `id=eq.${id}` }", 'public.a UPDATE where id=eq.{}'],
    ["{ event: '*', schema: 'public' } as any", 'public.* *'],
    ["{ event: '*', schema: '*' }", '*.* *'],
    ["{ event: '*', table: 'a' } satisfies Options", 'public.a *'],
    ["{ 'event': 'insert', ['schema']: 'public', \"table\": 'a' } as const", 'public.a INSERT'],
    ["<any>{ event: 'DELETE', schema: 'public', table: 'a' }", 'public.a DELETE'],
    [
      "{ event: '*', schema: 'public', table: 'a', ...(id ? { filter: `id=eq.${id}` } : {}) }",
      'public.a * where id=eq.{}',
    ],
    ["{ event: '*', schema: 'public', table: 'a', ...(id && { filter: `id=eq.${id}` }) }", 'public.a * where id=eq.{}'],
    [
      "{ event: '*', schema: 'public', table: 'a', filter: id ? `id=eq.${id}` : undefined }",
      'public.a * where id=eq.{}',
    ],
    ["{ event: '*', schema: 'public', table: 'a', filter: undefined }", 'public.a *'],
    ["{ event: REALTIME_POSTGRES_CHANGES_LISTEN_EVENT.INSERT, schema: 'public', table: 'a' }", 'public.a INSERT'],
    [
      "{ event: '*', schema: 'public', table: 'a', filter: postgresChangesFilter().eq('id', 1).in('s', ['x', 'y,z']) }",
      'public.a * where id=eq.1,s=in.(x,"y,z")',
    ],
    [
      "{ event: '*', schema: 'public', table: 'a', filter: postgresChangesFilter().not('at', 'is', null).lt('n', n) }",
      'public.a * where at=not.is.null,n=lt.{}',
    ],
  ])('%s', (options, expected) => {
    expect(lines(on(options))).toEqual([expected]);
  });

  test.each([
    ['REALTIME_LISTEN_TYPES.POSTGRES_CHANGES'],
    ['`${REALTIME_LISTEN_TYPES.POSTGRES_CHANGES}`'],
    ["'postgres_changes' as any"],
    ["'postgres_changes' as never"],
    ["<any>'postgres_changes'"],
    ['CHANGES'],
  ])('with the type %s', (type) => {
    const text = `const CHANGES = 'postgres_changes';\nsupabase.channel('c').on(${type}, { event: '*', schema: 'public', table: 'a' }, show);`;
    expect(lines(text)).toEqual(['public.a *']);
  });

  test.each([
    ["channel?.on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)"],
    ["channel['on']('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)"],
    ["channel.on?.('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)"],
    ["(channel as any).on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)"],
  ])('written %s', (call) => {
    expect(lines(call)).toEqual(['public.a *']);
  });

  test('of supabase-js before 2.0', () => {
    expect(lines("supabase.from('a').on('INSERT', show).on('UPDATE', show).subscribe()")).toEqual([
      'public.a INSERT',
      'public.a UPDATE',
    ]);
    expect(lines('supabase.from(`a:room_id=eq.${room}`).on("*", show).subscribe()')).toEqual([
      'public.a * where room_id=eq.{}',
    ]);
  });

  test('stands where its type is written', () => {
    const [found] = scan(
      "supabase\n  .channel('c')\n  .on(\n    'postgres_changes',\n    { event: '*', schema: 'public', table: 'a' },\n    show,\n  )",
    ).subscriptions;
    expect(found?.location).toEqual({ file: 'src/app.ts', line: 4, column: 5 });
  });
});

describe('what is none', () => {
  test.each([
    ["// supabase.channel('c').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)"],
    ["const text = \"x.on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)\";"],
    [
      "interface Channel { on(type: 'postgres_changes', filter: { event: string; table: string }, callback: () => void): this }",
    ],
    ["declare module 'x' { class C { on(type: 'postgres_changes', options: object, callback: () => void): void } }"],
    ["emitter.on('postgres_changes', (payload) => show(payload))"],
    ["supabase.channel('c').on('broadcast', { event: 'a' }, show).on('presence', { event: 'sync' }, show)"],
    ["jQuery('a').from('x').on('click', show)"],
  ])('%s', (text) => {
    expect(lines(text)).toEqual([]);
  });
});

describe('what `.on` takes, handed to another function', () => {
  const listen = 'export const listen = (channel, type, options, show) => channel.on(type, options, show).subscribe();';
  const options = "{ event: 'INSERT', schema: 'public', table: 'a' }";

  test.each([
    ['of another file', { 'src/listen.ts': listen }, "import { listen } from './listen';"],
    ['of a package', {}, "import { listen } from 'realtime-helpers';"],
    ['that is known by its name alone', {}, ''],
  ])('%s', (_, files: Files, head) => {
    expect(lines({ ...files, 'src/app.ts': `${head}\nlisten(c, 'postgres_changes', ${options}, show);` })).toEqual([
      'public.a INSERT',
    ]);
    const type = 'REALTIME_LISTEN_TYPES.POSTGRES_CHANGES as const';
    expect(lines({ ...files, 'src/app.ts': `${head}\nlisten(c, ${type}, ${options}, (row) => row);` })).toEqual([
      'public.a INSERT',
    ]);
  });

  test('by a wrapper of the application', () => {
    const follow = `import { listen } from './listen';\nexport function follow(table) { listen(c, 'postgres_changes', { event: '*', schema: 'public', table }, show); }`;
    const files = { 'src/listen.ts': listen, 'src/follow.ts': follow };
    expect(lines({ ...files, 'src/app.ts': "import { follow } from './follow';\nfollow('b');" })).toEqual([
      'public.b * < src/app.ts:2',
    ]);
  });

  test('is found once where that function speaks of postgres_changes itself', () => {
    const files = {
      'src/listen.ts': `/** Of postgres_changes. */\n${listen}`,
      'src/app.ts': `import { listen } from './listen';\nlisten(c, 'postgres_changes', ${options}, show);`,
    };
    expect(lines(files)).toEqual(['public.a INSERT < src/app.ts:2']);
  });

  test('is told where nothing says what becomes of it', () => {
    expect(lines(`fromChannel(c, 'postgres_changes', ${options});`)).toEqual([
      '?  the table is handed to fromChannel, which is not followed',
    ]);
    expect(lines(`// realtime-guard: tables public.a\nfromChannel(c, 'postgres_changes', ${options});`)).toEqual([
      'public.a *',
    ]);
  });

  test.each([
    ['a log', `console.log('postgres_changes', ${options});`],
    ['a log of the application', `logger.info('postgres_changes', ${options}, row);`],
    ['an event that is made up', `channel.trigger('postgres_changes', ${options}, 'ref');`],
    ['a check of a test', `expect(on).toHaveBeenCalledWith('postgres_changes', ${options}, expect.any(Function));`],
    ['a callback and no options', "listen('postgres_changes', (row) => row, done);"],
    ['a type and nothing else', "listen('postgres_changes');"],
  ])('is not %s', (_, text) => {
    expect(lines(text)).toEqual([]);
  });
});

describe('values of the same file', () => {
  test.each([
    ['a constant', `const TABLE = 'a';\n${on("{ event: '*', schema: 'public', table: TABLE }")}`, ['public.a *']],
    [
      'two values of a let',
      `let t = 'a'; if (x) t = 'b';\n${on("{ event: '*', schema: 'public', table: t }")}`,
      ['public.a *', 'public.b *'],
    ],
    ['a condition', on("{ event: '*', schema: 'public', table: x ? 'a' : 'b' }"), ['public.a *', 'public.b *']],
    [
      'one condition twice',
      on("{ event: x ? 'INSERT' : 'DELETE', schema: 'public', table: x ? 'a' : 'b' }"),
      ['public.a INSERT', 'public.b DELETE'],
    ],
    ['an enum', `enum T { A = 'a', B = 'b' }\n${on("{ event: '*', schema: 'public', table: T.B }")}`, ['public.b *']],
    [
      'an object of constants',
      `const T = { a: { name: 'a' } } as const;\n${on("{ event: '*', schema: 'public', table: T.a.name }")}`,
      ['public.a *'],
    ],
    [
      'any of an object',
      `const T = { x: 'a', y: 'b' };\n${on("{ event: '*', schema: 'public', table: T[key] }")}`,
      ['public.a *', 'public.b *'],
    ],
    [
      'a loop',
      `for (const t of ['a', 'b']) ${on("{ event: '*', schema: 'public', table: t }")}`,
      ['public.a *', 'public.b *'],
    ],
    [
      'a loop over objects',
      `const all = [{ table: 'a', event: 'INSERT' }, { table: 'b', event: '*' }];\nall.forEach(({ table, event }) => { ${on("{ event, schema: 'public', table }")} });`,
      ['public.a INSERT', 'public.b *'],
    ],
    [
      'entries',
      `for (const [table, event] of Object.entries({ a: 'INSERT', b: 'DELETE' })) ${on("{ event, schema: 'public', table }")}`,
      ['public.a INSERT', 'public.b DELETE'],
    ],
    [
      'a mapped list',
      `['a', 'b'].map((t) => ({ table: t })).forEach((one) => ${on("{ event: '*', schema: 'public', ...one }").slice(0, -1)});`,
      ['public.a *', 'public.b *'],
    ],
    [
      'an index',
      `const all = ['a', 'b'];\nfor (let i = 0; i < all.length; i++) ${on("{ event: '*', schema: 'public', table: all[i] }")}`,
      ['public.a *', 'public.b *'],
    ],
    [
      'options with a later filter',
      `const o = { event: '*', schema: 'public', table: 'a' };\nif (id) o.filter = \`id=eq.\${id}\`;\n${on('o')}`,
      ['public.a * where id=eq.{}'],
    ],
    [
      'a list that is added to',
      `const all = ['a'];\nall.push('b');\nfor (const t of all) ${on("{ event: '*', schema: 'public', table: t }")}`,
      ['public.a *', 'public.b *'],
    ],
    [
      'a function',
      `const table = (n) => 'a_' + n;\n${on("{ event: '*', schema: 'public', table: table('b') }")}`,
      ['public.a_b *'],
    ],
    [
      'useMemo',
      `const o = useMemo(() => ({ event: '*', schema: 'public', table: 'a' }), []);\n${on('o')}`,
      ['public.a *'],
    ],
    [
      'a default',
      `const { table = 'a', ...rest } = { event: '*', schema: 'public' };\n${on('{ ...rest, table }')}`,
      ['public.a *'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });
});

describe('imports', () => {
  const app = (specifier: string, what = '{ TABLE }', use = 'TABLE'): Files => ({
    'src/app.ts': `import ${what} from '${specifier}';\n${on(`{ event: '*', schema: 'public', table: ${use} }`)}`,
  });
  const given = "export const TABLE = 'a';";

  test.each([
    ['a relative file', { ...app('./tables'), 'src/tables.ts': given }],
    ['with an extension', { ...app('./tables.js'), 'src/tables.ts': given }],
    ['an index', { ...app('../lib'), 'lib/index.ts': given }],
    ['another name', { ...app('./tables', '{ TABLE as T }', 'T'), 'src/tables.ts': given }],
    ['a namespace', { ...app('./tables', '* as t', 't.TABLE'), 'src/tables.ts': given }],
    ['a default', { ...app('./tables', 't', 't.TABLE'), 'src/tables.ts': "export default { TABLE: 'a' };" }],
    ['handed on', { ...app('./all'), 'src/all.ts': "export { TABLE } from './tables';", 'src/tables.ts': given }],
    ['all handed on', { ...app('./all'), 'src/all.ts': "export * from './tables';", 'src/tables.ts': given }],
    [
      'an alias',
      {
        ...app('#x/tables'),
        'src/x/tables.ts': given,
        'tsconfig.json': '{ "compilerOptions": { /* x */ "paths": { "#x/*": ["./src/x/*"], }, } }',
      },
    ],
    [
      'an alias without a star',
      {
        ...app('tables'),
        'src/x/tables.ts': given,
        'tsconfig.json': '{ "compilerOptions": { "paths": { "tables": ["./src/x/tables.ts"] } } }',
      },
    ],
    [
      'an inherited alias',
      {
        ...app('~x/tables'),
        'src/x/tables.ts': given,
        'tsconfig.json': '{ "extends": "./base.json" }',
        'base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "~x/*": ["src/x/*"] } } }',
      },
    ],
    [
      'baseUrl',
      { ...app('x/tables'), 'src/x/tables.ts': given, 'jsconfig.json': '{ "compilerOptions": { "baseUrl": "src" } }' },
    ],
    ['@/', { ...app('@/x/tables'), 'src/x/tables.ts': given }],
    ['$lib', { ...app('$lib/tables'), 'src/lib/tables.ts': given }],
    [
      'a package of the workspace',
      {
        ...app('@org/db'),
        'package.json': '{ "workspaces": ["packages/*"] }',
        'packages/db/package.json': '{ "name": "@org/db" }',
        'packages/db/src/index.ts': given,
      },
    ],
    [
      'none, as Nuxt does it',
      { 'src/app.ts': on("{ event: '*', schema: 'public', table: TABLE }"), 'utils/tables.ts': given },
    ],
    [
      'require',
      {
        'src/app.js': `const { TABLE } = require('./tables');\n${on("{ event: '*', schema: 'public', table: TABLE }")}`,
        'src/tables.js': "module.exports = { TABLE: 'a' };",
      },
    ],
  ] as const)('%s', (_what, files) => {
    expect(lines(files)).toEqual(['public.a *']);
  });
});

describe('wrappers', () => {
  const hook = (parameters: string, options = "{ event: '*', schema: 'public', table }"): string =>
    `export function useRealtime(${parameters}) {\n  useEffect(() => {\n    const channel = ${on(options)}\n    return () => supabase.removeChannel(channel);\n  }, []);\n}`;

  test.each([
    ['by position', hook('table: string'), "useRealtime('a');"],
    ['by name', hook('{ table }: Options'), "useRealtime({ table: 'a' });"],
    [
      'in options',
      hook('options', "{ event: '*', schema: 'public', table: options.table }"),
      "useRealtime({ table: 'a' });",
    ],
    ['behind a rest', hook('...[table]'), "useRealtime('a');"],
    ['under another name', hook('table'), "const alias = useRealtime; useRealtime('a');"],
    ['with a type', hook('table'), "useRealtime<Row>('a');"],
  ])('%s', (_what, wrapper, call) => {
    expect(lines({ 'src/hook.ts': wrapper, 'src/app.ts': `import { useRealtime } from './hook';\n${call}` })).toEqual([
      'public.a * < src/app.ts:2',
    ]);
  });

  test('keep the values of a call together', () => {
    const files = {
      'src/hook.ts': hook("{ table, event = '*', filter }", "{ event, schema: 'public', table, filter }"),
      'src/a.ts':
        "import { useRealtime } from './hook';\nuseRealtime({ table: 'a', event: 'INSERT', filter: `x=eq.${x}` });",
      'src/b.ts': "import { useRealtime as live } from './hook';\nlive({ table: 'b' });",
    };
    expect(lines(files)).toEqual(['public.a INSERT where x=eq.{} < src/a.ts:2', 'public.b * < src/b.ts:2']);
  });

  test('through five functions, and not through six', () => {
    const through = (count: number): Files =>
      Object.fromEntries([
        ['src/f0.ts', `export function f0(table) { ${on("{ event: '*', schema: 'public', table }")} }`],
        ...Array.from({ length: count - 1 }, (_, index) => [
          `src/f${index + 1}.ts`,
          `import { f${index} } from './f${index}';\nexport const f${index + 1} = (t) => f${index}(t);`,
        ]),
        ['src/app.ts', `import { f${count - 1} } from './f${count - 1}';\nf${count - 1}('a');`],
      ]);
    expect(lines(through(5))).toEqual([
      'public.a * < src/f1.ts:2 < src/f2.ts:2 < src/f3.ts:2 < src/f4.ts:2 < src/app.ts:2',
    ]);
    expect(lines(through(6))).toEqual(['?  the table is passed through more than 5 functions']);
  });

  test.each([
    [
      'a method',
      `class Live { follow(table) { ${on("{ event: '*', schema: 'public', table }")} } }\nconst live = new Live();\nlive.follow('a');`,
    ],
    [
      'what a constructor takes',
      `class Live { constructor(private table: string) {} start() { ${on("{ event: '*', schema: 'public', table: this.table }")} } }\nnew Live('a').start();`,
    ],
    [
      'what a constructor keeps',
      `class Live { constructor(table) { this.table = table; } start() { ${on("{ event: '*', schema: 'public', table: this.table }")} } }\nnew Live('a').start();`,
    ],
    [
      'a single instance',
      `class Live { static of() { return new Live(); } follow(table) { ${on("{ event: '*', schema: 'public', table }")} } }\nLive.of().follow('a');`,
    ],
    [
      'what the class has, beside what its objects have under that name',
      `class Live { static table = 'a'; table = 'b'; static name() { return 'a'; } }\n${on("{ event: '*', schema: 'public', table: Live.table }")}`,
    ],
    [
      'a method of the class, beside one of its objects',
      `class Live { static named() { return 'a'; } named() { return 'b'; } }\n${on("{ event: '*', schema: 'public', table: Live.named() }")}`,
    ],
    [
      'a composable',
      `function useLive() { const follow = (table) => { ${on("{ event: '*', schema: 'public', table }")} }; return { follow }; }\nconst { follow } = useLive();\nfollow('a');`,
    ],
    [
      'useCallback',
      `const follow = useCallback((table) => { ${on("{ event: '*', schema: 'public', table }")} }, []);\nfollow('a');`,
    ],
    [
      'one that calls itself',
      `function follow(table) { ${on("{ event: '*', schema: 'public', table }")} retry(() => follow(table)); }\nfollow('a');`,
    ],
    [
      'a list',
      `function follow(tables) { for (const { table } of tables) ${on("{ event: '*', schema: 'public', table }")} }\nfollow(['a'].map((table) => ({ table })));`,
    ],
    [
      'a general .on',
      `function listen(type, options) { channel.on(type, options, show); }\nlisten('broadcast', { event: 'x' });\nlisten('postgres_changes', { event: '*', schema: 'public', table: 'a' });`,
    ],
  ])('%s', (_what, text) => {
    const found = scan(text);
    expect(found.subscriptions.map(({ schema, table, event }) => `${schema}.${table} ${event}`)).toEqual([
      'public.a *',
    ]);
    expect(found.unresolved).toEqual([]);
  });

  test('a component', () => {
    const files = {
      'src/Feed.tsx': `export function Feed({ table }: Props) {\n  useEffect(() => { ${on("{ event: '*', schema: 'public', table }")} });\n  return <p />;\n}`,
      'src/App.tsx': 'import { Feed } from \'./Feed\';\nexport const App = () => <Feed table="a" />;',
    };
    expect(lines(files)).toEqual(['public.a * < src/App.tsx:2']);
  });

  test('that nothing calls', () => {
    expect(lines(hook('table'))).toEqual(['? useRealtime the table is a parameter of useRealtime']);
  });

  test('whose only calls are of a namesake with values that are not known', () => {
    const files = {
      'src/a.ts': hook('{ table }').replace('useRealtime', 'useLive'),
      'src/b.ts': `function useLive(options) { ${on("{ event: '*', schema: 'public', table: 'b' }")} }\nuseLive({ ...what });`,
    };
    expect(lines(files)).toEqual(['public.b *', '? useLive the table is a parameter of useLive']);
  });

  test('that another try calls as well', () => {
    const text = `function follow(options) { ${on("{ event: '*', schema: 'public', table: options.table }")} again(options); }\nfunction again(options) { setTimeout(() => follow(options)); }\n`;
    expect(lines(`${text}follow({ table: 'a' });`)).toEqual(['public.a * < src/app.ts:3']);
    expect(scan(text).unresolved).toMatchObject([{ deadWrapper: expect.anything() }]);
  });

  test('with options handed on as a whole by what nothing calls', () => {
    const text = `function follow({ table, ...rest }) { ${on("{ event: '*', schema: 'public', table }")} }\nfunction useLive(options) { follow({ ...options, show }); }`;
    expect(lines(text)).toEqual(['? useLive the table is a parameter of useLive']);
  });

  test('with values kept in a Map', () => {
    const text = `const kept = new Map<string, Entry>();\nfunction follow(table, filter) { const entry = { table, filter }; kept.set(id(), entry); start(id()); }\nfunction start(id) { const entry = kept.get(id); if (!entry) return; ${on("{ event: '*', schema: 'public', table: entry.table, ...(entry.filter ? { filter: entry.filter } : {}) }")} }\nfollow('a');\nfollow('b', 'id=eq.1');`;
    expect(lines(text)).toEqual(['public.a * < src/app.ts:4', 'public.b * where id=eq.1 < src/app.ts:5']);
  });

  test('that a file keeps to itself, in which alone it is called', () => {
    const follow = `function follow(table) { ${on("{ event: '*', schema: 'public', table }")} }`;
    const here = `import { supabase } from './client';\n${follow}\nfollow('a');`;
    const there = "follow('b');";
    expect(lines({ 'src/a.ts': here, 'src/b.ts': there })).toEqual(['public.a * < src/a.ts:3']);
    // It is handed on, and whoever gets it may call it by that name.
    for (const more of [
      'export { follow };',
      'start(follow);',
      'window.follow = follow;',
      'export default wrap(follow);',
    ]) {
      expect(lines({ 'src/a.ts': `${here}\n${more}`, 'src/b.ts': there })).toEqual([
        'public.a * < src/a.ts:3',
        'public.b * < src/b.ts:1',
      ]);
    }
    // The top of a script that imports nothing is everybody's.
    expect(lines({ 'src/a.js': `${follow}\nfollow('a');`, 'src/b.js': there })).toHaveLength(2);
  });

  test('of `on` itself, by those alone that give it postgres_changes', () => {
    const files = {
      'src/live.ts':
        '/** Of postgres_changes and others. */\nexport class Live { listen(type, options, show) { this.channel.on(type, options, show); } }',
      'src/a.ts':
        "import { Live } from './live';\nnew Live().listen('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show);",
      'src/b.ts': "import { Live } from './live';\nnew Live().listen('broadcast', { event: 'x' }, show);",
      'src/c.ts':
        "import { Live } from './live';\nconst type = 'postgres_changes';\nnew Live().listen(type, { event: '*', schema: 'public', table: 'c' }, show);",
    };
    expect(lines(files)).toEqual(['public.a * < src/a.ts:2', 'public.c * < src/c.ts:3']);
    // Another argument than the first says what it is.
    const second = {
      'src/live.ts': `/** Of postgres_changes and others. */\nexport function listen(table, type) { channel.on(type, { event: '*', schema: 'public', table }, show); }`,
      'src/a.ts': "import { listen } from './live';\nlisten('a', 'postgres_changes');\nlisten('b', 'broadcast');",
    };
    expect(lines(second)).toEqual(['public.a * < src/a.ts:2']);
  });

  test('with one of several tables that another function is given', () => {
    const files = {
      'src/hook.ts': hook('table'),
      'src/two.ts':
        "import { useRealtime } from './hook';\nexport function useTwo(one, other) { useRealtime(flag ? one : other); }",
      'src/app.ts': "import { useTwo } from './two';\nuseTwo('a', 'b');",
    };
    expect(lines(files)).toEqual([
      'public.a * < src/two.ts:2 < src/app.ts:2',
      'public.b * < src/two.ts:2 < src/app.ts:2',
    ]);
  });

  test('with a table that can be read in no way, which is told once for each call', () => {
    const many = `let query = start();\nif (a) query = query.one();\nif (b) query = query.two();\nconst row = query.rows() || other();`;
    const files = {
      'src/hook.ts': hook('table'),
      'src/app.ts': `import { useRealtime } from './hook';\n${many}\nuseRealtime(row.table ?? row.name);`,
    };
    expect(lines(files)).toHaveLength(1);
    expect(lines(files)[0]).toMatch(/^\?/);
    // What can be read in one of its ways is.
    const text = files['src/app.ts'].replace('row.name', "'a'");
    expect(lines({ ...files, 'src/app.ts': text })).toContain('public.a * < src/app.ts:6');
  });

  test('methods of other things that have the same name', () => {
    const text = `class Live { subscribe(table) { ${on("{ event: '*', schema: 'public', table }")} } }\nnew Live().subscribe('a');\nstore.subscribe(() => show());\nsupabase.channel('x').subscribe((status) => show(status));`;
    expect(lines(text)).toEqual(['public.a * < src/app.ts:2']);
  });
});

describe('files that hold scripts', () => {
  const call = on("{ event: '*', schema: 'public', table: T }");

  test.each([
    [
      'App.vue',
      `<template><p>{{ a }}</p></template>\n<script lang="ts">\nexport const T = 'a';\n</script>\n<script setup lang="ts">\n${call}\n</script>`,
      6,
    ],
    ['App.svelte', `<script lang="ts">\n  const T = 'a';\n  ${call}\n</script>\n<p on:click={() => x < 1}>a</p>`, 3],
    ['App.astro', `---\nconst T = 'a';\n${call}\n---\n<p>{a}</p>`, 3],
    [
      'index.html',
      `<html><script type="application/json">{ "a": </script>\n<script>const T = 'a';\n${call}</script></html>`,
      3,
    ],
  ])('%s', (file, text, line) => {
    const { subscriptions, limits } = scan({ [file]: text });
    expect(subscriptions.map(({ table, location }) => [table, location?.line])).toEqual([['a', line]]);
    expect(limits).toEqual([]);
  });
});

test('a file with a mistake in it is read as far as it goes', () => {
  expect(
    lines(`const a = 1; const a = 2;\n${on("{ event: '*', schema: 'public', table: 'a' }")}\nreturn await x;`),
  ).toEqual(['public.a *']);
  const { limits } = scan(`${on("{ event: '*', schema: 'public', table: 'a' }")}\n}}} <<<`);
  expect(limits).toEqual([expect.stringMatching(/^src\/app\.ts could not be understood: /)]);
});

describe('comments that answer', () => {
  const unread =
    "function f(table) {\n  supabase.channel(table)\n    // realtime-guard: SAID\n    .on('postgres_changes', { event: 'INSERT', schema: 'public', table }, show);\n}\nexport { f };";

  test('tables', () => {
    expect(lines(unread.replace('SAID', 'tables public.a, chat."B c"'))).toEqual([
      'public.a INSERT',
      'chat.B c INSERT',
    ]);
  });

  test('ignore, with a reason', () => {
    expect(lines(unread.replace('SAID', 'ignore an inspector shows any table'))).toEqual([]);
    const { limits, unresolved } = scan(unread.replace('SAID', 'ignore'));
    expect([limits, unresolved.length]).toEqual([
      ['src/app.ts:3: realtime-guard comment: ignore needs a reason behind it'],
      1,
    ]);
  });

  test('what is neither, and what stands nowhere', () => {
    expect(scan(unread.replace('SAID', 'tabels public.a')).limits).toEqual([
      'src/app.ts:3: realtime-guard comment: "tabels" is neither tables nor ignore',
    ]);
    expect(
      scan(`${on("{ event: '*', schema: 'public', table: 'a' }")}\n// realtime-guard: tables public.a\n`).limits,
    ).toEqual(['src/app.ts:2: realtime-guard comment stands above no subscription']);
  });
});

describe('what is put in a collection by a key', () => {
  const each = (table: string): string => on(`{ event: '*', schema: 'public', table: ${table} }`);

  test.each([
    ["const m = new Map([['x', 'a'], ['y', 'b']]);", each("m.get('x')"), ['public.a *']],
    [
      "const m = new Map([['x', { t: 'a' }], ['y', { t: 'b' }]]);",
      each('m.get(key()).t'),
      ['public.a *', 'public.b *'],
    ],
    [
      "const m = new Map([['x', 'a'], ['y', 'b']]);",
      `for (const [, t] of m) ${each('t')}`,
      ['public.a *', 'public.b *'],
    ],
    [
      "const m = new Map([['x', 'a']]);",
      `m.forEach((t, k) => { ${each('t')} ${each('k')} });`,
      ['public.a *', 'public.x *'],
    ],
    ["const m = new Map([['x', 'a']]);", `for (const t of m.values()) ${each('t')}`, ['public.a *']],
    ["const m = new Map([['x', 'a']]);", `for (const t of m.keys()) ${each('t')}`, ['public.x *']],
    ["const s = new Set();\ns.add('a'); s.add('b');", `for (const t of s) ${each('t')}`, ['public.a *', 'public.b *']],
    ["const o = {};\no['x'] = { t: 'a' }; o.y = { t: 'b' };", each('o[key()].t'), ['public.a *', 'public.b *']],
    ["const l = ['a', 'b'];", `for (const [, t] of l.entries()) ${each('t')}`, ['public.a *', 'public.b *']],
  ])('%s %s', (collection, use, expected) => {
    expect(lines(`${collection}\n${use}`)).toEqual(expected);
  });

  test('by a function, under the key that is asked for', () => {
    const text = `const o = {};\nfunction add(name, t) { o[name] = { t }; }\nadd('x', 'a');\nadd('y', 'b');\n${each("o['y'].t")}`;
    expect(lines(text)).toEqual(['public.b * < src/app.ts:4']);
  });

  test('by a function, under keys that are gone through', () => {
    const text = `const o = {};\nfunction add(t, run) { o[t] = run; }\nadd('a', f);\nadd('b', g);\nfor (const t of Object.keys(o)) ${each('t')}`;
    expect(lines(text)).toEqual(['public.a * < src/app.ts:3', 'public.b * < src/app.ts:4']);
  });

  test('in the fields of a class', () => {
    const text = `class Live {
      #kept = new Map(); list = [];
      constructor() { this.#kept.set('x', [{ t: 'a' }]); }
      add(t) { this.list.push(t); }
      start(name) { ${each('this.#kept.get(name)[0].t')} for (const t of this.list) ${each('t')} }
    }
    const live = new Live(); live.add('b'); live.start('x');`;
    expect(lines(text)).toEqual(['public.a * < src/app.ts:7', 'public.b * < src/app.ts:7']);
  });

  test('that others may put more in', () => {
    const text = `export const m = new Map();\nm.set('x', 'a');\n${each("m.get('z')")}`;
    expect(lines(text)).toEqual(['?  the table cannot be read: z is not written out']);
  });
});

test('what is read of nothing is no subscription to everything', () => {
  const text = `let entry = null;\nexport function start(e) { entry = { table: e }; }\nstart('a');\n${on("{ event: '*', schema: 'public', table: entry.table }")}`;
  expect(lines(text)).toEqual(['public.a * < src/app.ts:3']);
});

test('two parts of one element of a list are of the same element', () => {
  const text = `const l = [{ t: 'a', e: 'INSERT' }, { t: 'b', e: 'DELETE' }];\nfor (let i = 0; i < l.length; i++) ${on("{ event: l[i].e, schema: 'public', table: l[i].t }")}`;
  expect(lines(text)).toEqual(['public.a INSERT', 'public.b DELETE']);
});

test('a list that is taken where none is given, in a function that nothing calls', () => {
  const text = `const ALL = ['a'];\nexport function useLive({ tables = ALL }) { for (const table of tables) ${on("{ event: '*', schema: 'public', table }")} }`;
  expect(lines(text)).toEqual(['? useLive the table is a parameter of useLive']);
});

describe('this', () => {
  test('in a component of Vue', () => {
    const text = `<script>\nexport default { data() { return { table: 'a', later: '' } }, computed: { other() { return 'b' } }, methods: { start() { this.later = 'c'; ${['table', 'other', 'later', 'given'].map((key) => on(`{ event: '*', schema: 'public', table: this.${key} }`)).join(' ')} } } }\n</script>`;
    expect(lines({ 'src/App.vue': text })).toEqual([
      'public.a *',
      'public.b *',
      'public.c *',
      '?  the table cannot be read: given is not written out',
    ]);
  });

  test('in a store of Pinia', () => {
    const text = `export const useStore = defineStore('s', { state: () => ({ tables: ['a', 'b'] }), actions: { start() { this.tables.forEach((table) => { ${on("{ event: '*', schema: 'public', table }")} }) } } });`;
    expect(lines(text)).toEqual(['public.a *', 'public.b *']);
  });
});

test.each([
  ['src/A.vue', "const { table = 'a' } = defineProps<{ table?: string }>();"],
  ['src/A.vue', "const { table } = withDefaults(defineProps<{ table?: string }>(), { table: 'a' });"],
  ['src/A.svelte', "let { table = 'a' } = $props();"],
])('a property of a component: %s %s', (file, text) => {
  const script = `<script lang="ts">\n${text}\n${on("{ event: '*', schema: 'public', table }")}\n</script>`;
  expect(lines({ [file]: script })).toEqual(['?  the table is a property of the component']);
});

test('a property of a component of Svelte is also what it is given', () => {
  const text = `<script>\nexport let table = 'a';\n${on("{ event: '*', schema: 'public', table }")}\n</script>`;
  expect(lines({ 'src/App.svelte': text })).toEqual([
    'public.a *',
    '?  the table cannot be read: table is given from outside',
  ]);
});

test('a module that is imported when it is needed', () => {
  const files = {
    'src/names.ts': "export const NAMES = { A: 'a' } as const;",
    'src/app.ts': `async function start() { const { NAMES } = await import('./names'); ${on("{ event: '*', schema: 'public', table: NAMES.A }")} }`,
  };
  expect(lines(files)).toEqual(['public.a *']);
});

test('a method that is picked out of a store', () => {
  const files = {
    'src/store.ts': `export const useStore = create((set) => ({ listen: (table) => { ${on("{ event: '*', schema: 'public', table }")} } }));`,
    'src/app.ts':
      "import { useStore } from './store';\nconst listen = useStore((s) => s.listen);\nlisten('a');\nuseStore.getState().listen('b');",
  };
  expect(lines(files)).toEqual(['public.a * < src/app.ts:3', 'public.b * < src/app.ts:4']);
});

describe('aliases', () => {
  const NAMES = "export const NAMES = { A: 'a' } as const;";
  const use = (from: string): string =>
    `import { NAMES } from '${from}';\n${on("{ event: '*', schema: 'public', table: NAMES.A }")}`;

  test.each<[string, string, string, string]>([
    [
      'package.json',
      '{ "imports": { "#names": "./lib/names.ts", "#lib/*": { "node": "./lib/*.js" } } }',
      '#names',
      'lib/names.ts',
    ],
    ['package.json', '{ "imports": { "#lib/*": { "node": "./lib/*.js" } } }', '#lib/names', 'lib/names.ts'],
    [
      'vite.config.ts',
      "export default { resolve: { alias: { '@lib': path.resolve(__dirname, './lib') } } };",
      '@lib/names',
      'lib/names.ts',
    ],
    [
      'vite.config.ts',
      "export default { resolve: { alias: { a: x, // '{'\n lib: fileURLToPath(new URL('./lib', import.meta.url)), b: y } } };",
      'lib/names',
      'lib/names.ts',
    ],
    [
      'vite.config.mjs',
      "export default { resolve: { alias: [{ find: 'names', replacement: `${here}/lib/names.ts` }] } };",
      'names',
      'lib/names.ts',
    ],
    [
      'webpack.config.js',
      "module.exports = { resolve: { alias: { Names$: path.resolve(__dirname, 'lib/names/') } } };",
      'Names',
      'lib/names/index.ts',
    ],
    [
      'babel.config.js',
      "module.exports = { plugins: [['module-resolver', { alias: { '@lib': './lib' } }]] };",
      '@lib/names',
      'lib/names.ts',
    ],
    [
      '.babelrc',
      '{ "plugins": [["module-resolver", { "alias": { "@lib": "./lib" } }]] }',
      '@lib/names',
      'lib/names.ts',
    ],
    ['svelte.config.js', "export default { kit: { alias: { '$lib2/*': 'lib/*' } } };", '$lib2/names', 'lib/names.ts'],
    ['nuxt.config.ts', 'export default defineNuxtConfig({});', '#shared/names', 'shared/names.ts'],
  ])('%s %s', (config, text, from, file) => {
    const files = { [config]: text, 'src/tsconfig.json': '{ "compilerOptions": { "baseUrl": "." } }', [file]: NAMES };
    expect(lines({ ...files, 'src/app.ts': use(from) })).toEqual(['public.a *']);
  });

  test.each([
    ['@acme/db', 'source/main.ts'],
    ['@acme/db/names', 'source/all/names.ts'],
    ['@acme/db/x/names', 'source/x/names.ts'],
    ['@acme/db/other', 'other.ts'],
  ])('the exports of a package of the workspace: %s', (from, file) => {
    const exports = {
      '.': './source/main.ts',
      './names': { types: './dist/n.d.ts', import: './source/all/names.ts' },
      './x/*': './source/x/*.ts',
    };
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/db/package.json': JSON.stringify({ name: '@acme/db', exports }),
      [`packages/db/${file}`]: NAMES,
      'packages/web/package.json': '{ "name": "web" }',
      'packages/web/app.ts': use(from),
    };
    expect(lines(files)).toEqual(['public.a *']);
  });
});

test.each([
  ['src/app.test.ts', 'test'],
  ['__tests__/app.ts', 'test'],
  ['src/Feed.stories.tsx', 'story'],
  ['scripts/seed.ts', 'script'],
  ['Examples/Chat/app.ts', 'script'],
  ['src/latest/contest.ts', 'app'],
])('%s is a %s', (file, role) => {
  const { subscriptions } = scan({ [file]: on("{ event: '*', schema: 'public', table: 'a' }") });
  expect(subscriptions.map((one) => one.role)).toEqual([role]);
});

test('what a test gets from a wrapper of the application is the test’s', () => {
  const { subscriptions } = scan({
    'src/hook.ts': `export function useLive(table) { ${on("{ event: '*', schema: 'public', table }")} }`,
    'src/app.ts': "import { useLive } from './hook';\nuseLive('a');",
    'src/hook.test.ts': "import { useLive } from './hook';\nuseLive('fake');",
  });
  expect(subscriptions.map(({ table, role }) => [table, role])).toEqual([
    ['a', 'app'],
    ['fake', 'test'],
  ]);
});
