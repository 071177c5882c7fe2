import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

type Files = Readonly<Record<string, string>>;

/** `topic-set-up-twice together m: src/use.ts:1, first src/Page.tsx:2` */
function hazards(files: Files): readonly string[] {
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  return scanText(sources).hazards.map(({ kind, when, topic, location, first }) => {
    return `${kind} ${when} ${topic}: ${location.file}:${location.line}, first ${first.file}:${first.line}`;
  });
}

describe('a hook with one topic', () => {
  const HOOK = `export function useLive() { useEffect(() => { const c = supabase.channel('m').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show).subscribe(); return () => { supabase.removeChannel(c) }; }, []); }`;
  const component = (name: string): string =>
    `import { useLive } from './use';\nexport function ${name}() { useLive(); return <p/> }`;
  const page = (shown: string): Files => ({
    'src/use.ts': HOOK,
    'src/A.tsx': component('A'),
    'src/B.tsx': component('B'),
    'src/Page.tsx': `import { A } from './A'; import { B } from './B';\nexport function Page({ x }) { return ${shown} }`,
  });
  const MET = ['topic-set-up-twice together m: src/use.ts:1, first src/Page.tsx:2'];

  test.each([
    ['<div><A/><B/></div>'],
    ['<><A/><p><B/></p></>'],
    ['<Live.Provider value={x}><A/><B/></Live.Provider>'],
    ['<div><A/><A/></div>'],
    ['<div>{x && <A/>}<B/></div>'],
    ['<div>{x && <A/>}{x && <B/>}</div>'],
    ['<Card><A/><View><B/></View></Card>'],
    ['<div><Card><A/></Card><B/></div>'],
    ['<Routes><Route path="/a" element={<A/>}/><B/></Routes>'],
  ])('in components that a page shows at once: %s', (shown) => {
    expect(hazards(page(shown))).toEqual(MET);
  });

  test.each([
    ['x ? <A/> : <B/>'],
    ['<div>{x && <A/>}{!x && <B/>}</div>'],
    ["<div>{x === 'a' && <A/>}{x === 'b' && <B/>}</div>"],
    ['<Routes><Route path="/a" element={<A/>}/><Route path="/b" element={<B/>}/></Routes>'],
    ['<Tabs><Tab><A/></Tab><Tab><B/></Tab></Tabs>'],
    ['<div><A/></div>'],
    ['(() => { switch (x) { case 1: return <A/>; default: return <B/>; } })()'],
  ])('in components of which one may be shown: %s', (shown) => {
    expect(hazards(page(shown))).toEqual([]);
  });

  test('that is given away under two names, and used once', () => {
    const files = {
      'src/useLive.ts': `${HOOK}\nexport default useLive;`,
      'src/A.tsx': component('A').replace(/import .*/, "import useLive from './useLive';"),
    };
    expect(hazards(files)).toEqual([]);
  });

  test('that a component uses twice', () => {
    const files = { 'src/use.ts': HOOK, 'src/A.tsx': component('A').replace('useLive();', 'useLive(); useLive();') };
    expect(hazards(files)).toEqual(['topic-set-up-twice together m: src/use.ts:1, first src/A.tsx:2']);
  });

  test('in a component and in one that it shows', () => {
    const files = page('<p/>');
    const shows =
      files['src/A.tsx']?.replace('<p/>', '<B/>').replace('import', "import { B } from './B'; import") ?? '';
    expect(hazards({ ...files, 'src/A.tsx': shows })).toEqual([
      'topic-set-up-twice together m: src/use.ts:1, first src/A.tsx:2',
    ]);
  });
});

describe('a binding in a loop', () => {
  const loop = (text: string): readonly string[] =>
    hazards({ 'src/app.ts': `const c = supabase.channel('m');\n${text}\nc.subscribe();` });
  const on = (more = ''): string =>
    `c.on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'a'${more} }, (row) => run(row));`;

  test.each([
    [`for (const run of runs) ${on()}`],
    [`runs.forEach((run) => { ${on()} });`],
    [`for (let i = 0; i < runs.length; i++) { const run = runs[i]; ${on()} }`],
  ])('with the same parameters each time: %s', (text) => {
    expect(loop(text)).toEqual(['equal-bindings same-tick m: src/app.ts:2, first src/app.ts:2']);
  });

  test.each([
    [`for (const id of ids) ${on(', filter: `id=eq.${id}`')}`],
    [`for (const run of runs) { ${on()} break; }`],
    [`for (const run of runs) { if (run) ${on()} }`],
  ])('with others, or once: %s', (text) => {
    expect(loop(text)).toEqual([]);
  });
});

describe('a binding in a function with a name', () => {
  const ON = `channel.on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show);`;
  const app = (text: string): readonly string[] =>
    hazards({ 'src/app.ts': `const channel = supabase.channel('m');\n${text.replaceAll('ON', ON)}` });
  const late = (when: string, line: number): readonly string[] => [
    `on-after-subscribe ${when} m: src/app.ts:${line}, first src/app.ts:2`,
  ];

  test.each([
    ['bind(); channel.subscribe(); function bind() { ON }'],
    ['tables.forEach(bind); channel.subscribe(); function bind() { ON }'],
    ['all(); channel.subscribe(); function all() { bind(); } function bind() { ON }'],
    ['bind(); channel.subscribe(); bind(); function bind() { ON }'],
    ['export function start() { bind(); channel.subscribe(); function bind() { ON } }'],
    ['function add() { ON } add(); channel.subscribe();'],
    ['function add() { ON } export function open() { channel.subscribe(); }\nexport function more() { add(); }'],
  ])('that may run before: %s', (text) => {
    expect(app(text)).toEqual([]);
  });

  test.each([
    ['channel.subscribe(); add();\nfunction add() { ON }', 'same-tick', 3],
    ['function add() { ON } channel.subscribe(); add();', 'same-tick', 2],
    ['const add = () => { ON }; channel.subscribe(); await ready; add();', 'subscribed', 2],
    ['async function add() { await ready; ON } channel.subscribe(); add();', 'subscribed', 2],
    ['function add() { ON } channel.subscribe(); button.onclick = add;', 'subscribed', 2],
    ['function add() { ON } function all() { add(); } channel.subscribe(); all();', 'same-tick', 2],
    ['function add() { ON } export function open() { channel.subscribe(); add(); }', 'same-tick', 2],
    ["function add() { ON } channel.subscribe((s) => { if (s === 'SUBSCRIBED') add(); });", 'subscribed', 2],
    ["function add() { ON } channel.subscribe((s) => { if (s === 'CHANNEL_ERROR') add(); });", 'rejoin', 2],
    ['channel.subscribe();\nexport function add() { ON }', 'subscribed', 3],
  ])('that runs later: %s', (text, when, line) => {
    expect(app(text)).toEqual(late(when, line));
  });

  test.each([
    ["channel.subscribe(); channel = supabase.channel('n'); add();"],
    ['channel.subscribe(); reset(); add();'],
    ["add(); channel.subscribe((s) => { channel = supabase.channel('n'); add(); });"],
  ])('on a name that is given another channel: %s', (text) => {
    const reset = "function reset() { channel = supabase.channel('n'); }";
    const files = { 'src/app.ts': `let channel = supabase.channel('m'); ${reset} function add() { ${ON} } ${text}` };
    expect(hazards(files)).toEqual([]);
  });

  test('in the status handler of a channel that it replaces', () => {
    const again = `channel = supabase.channel('n'); ${ON} channel.subscribe();`;
    const text = `let channel = supabase.channel('m'); channel.subscribe((s) => { if (s === 'CLOSED') { ${again} } });`;
    expect(hazards({ 'src/app.ts': text })).toEqual([]);
  });
});

describe('a binding in a status handler with a name', () => {
  const ON = ".on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show);";
  const app = (text: string): readonly string[] =>
    hazards({ 'src/app.ts': text.replaceAll('.ON', ON).replaceAll('MADE', "supabase.channel('m')") });
  const inClass = (handler: string, how = 'this.onStatus', more = ''): string =>
    `class A { channel = null; start() { this.channel = MADE;\n${more} this.channel.subscribe(${how}); }\n${handler} }`;

  test.each([
    [
      "const c = MADE; function onStatus(s) { if (s === 'SUBSCRIBED') {\nc.ON } } c.subscribe(onStatus);",
      'subscribed',
      2,
      2,
    ],
    [
      "const c = MADE; const onStatus = (s) => { if (s === 'TIMED_OUT') {\nc.ON } }; c.subscribe(onStatus);",
      'rejoin',
      2,
      2,
    ],
    ["const c = MADE; c.subscribe(onStatus);\nfunction onStatus(s) { if (s === 'CLOSED') c.ON }", 'rejoin', 2, 1],
    [inClass('onStatus(s) { this.channel.ON }'), 'subscribed', 3, 2],
    [inClass('onStatus = (s) => { this.channel.ON };'), 'subscribed', 3, 2],
    [inClass('onStatus(s) { this.channel.ON }', 'this.onStatus.bind(this)'), 'subscribed', 3, 2],
    [inClass("onStatus(s) { if (s === 'CHANNEL_ERROR') this.channel.ON }"), 'rejoin', 3, 2],
  ])('%s', (text, when, line, first) => {
    const topic = text.startsWith('class') ? null : 'm';
    expect(app(text)).toEqual([`on-after-subscribe ${when} ${topic}: src/app.ts:${line}, first src/app.ts:${first}`]);
  });

  test.each([
    ['const c = MADE; function onStatus(s) { c.ON } onStatus(); c.subscribe(onStatus);'],
    ["let c = MADE; function onStatus(s) { c = supabase.channel('n'); c.ON } c.subscribe(onStatus);"],
    ["const c = MADE; function onStatus(s) { supabase.channel('n').ON } c.subscribe(onStatus);"],
    [inClass('onStatus(s) { this.channel.ON }', 'this.onStatus', 'this.onStatus();')],
    [inClass('bind(s) { this.channel.ON } onStatus() {}', 'this.onStatus', 'this.bind();')],
  ])('that may run before, or is about another channel: %s', (text) => {
    expect(app(text)).toEqual([]);
  });
});

describe('a binding beside a promise that subscribes', () => {
  const ON = "channel.on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show);";
  const SUBSCRIBED = "new Promise((r) => channel.subscribe((s) => s === 'SUBSCRIBED' && r()))";
  const app = (text: string): readonly string[] => {
    const body = text.replaceAll('ON', ON).replaceAll('PROMISE', SUBSCRIBED);
    return hazards({ 'src/app.ts': `async function f() { const channel = supabase.channel('m'); ${body} }` });
  };

  test.each([
    ['await PROMISE;\nON', 'subscribed'],
    ['const p = PROMISE; await p;\nON', 'subscribed'],
    ['await new Promise((r) => { channel.subscribe(r); });\nON', 'subscribed'],
    ['await Promise.all([PROMISE]);\nON', 'subscribed'],
    ['const p = PROMISE;\nON await p;', 'same-tick'],
    ['channel.subscribe(); new Promise((r) => {\nON });', 'same-tick'],
  ])('%s', (text, when) => {
    expect(app(text)).toEqual([`on-after-subscribe ${when} m: src/app.ts:2, first src/app.ts:1`]);
  });

  test.each([
    ['ON await PROMISE;'],
    ['await new Promise((r) => { ON channel.subscribe(r); });'],
    ['new Promise((r) => { ON r(); }); channel.subscribe();'],
    ['later(() => channel.subscribe()); ON'],
    ['new Later((r) => channel.subscribe(r)); ON'],
  ])('before: %s', (text) => {
    expect(app(text)).toEqual([]);
  });
});

describe('one topic in two chains', () => {
  const chains = (text: string): readonly string[] => {
    const on = (table: string): string =>
      `.on('postgres_changes', { event: '*', schema: 'public', table: '${table}' })`;
    return hazards({ 'src/app.ts': text.replaceAll('.A', on('a')).replaceAll('.B', on('b')) });
  };
  const TWICE = ['topic-set-up-twice same-tick m: src/app.ts:2, first src/app.ts:1'];

  test.each([
    ["supabase.channel('m').A;\nsupabase.channel('m').B.subscribe();"],
    ["const a = supabase.channel('m').A;\nconst b = supabase.channel('m').B; start(a);"],
  ])('of which the first is not subscribed before: %s', (text) => {
    expect(chains(text)).toEqual([]);
  });

  test.each([
    ["supabase.channel('m').A.subscribe();\nsupabase.channel('m').B;"],
    ["start(supabase.channel('m').A);\nsupabase.channel('m').B.subscribe();"],
    ["const a = supabase.channel('m').A; a.subscribe();\nsupabase.channel('m').B;"],
  ])('of which the first is, or may be, subscribed: %s', (text) => {
    expect(chains(text)).toEqual(TWICE);
  });
});

describe('one topic of more than one client', () => {
  const ON = ".on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show).subscribe()";
  const app = (text: string): readonly string[] =>
    hazards({ 'src/app.tsx': text.replaceAll('SET', `channel('m')${ON}`).replaceAll('GIVEN', `channel(topic)${ON}`) });
  const two = (one: string, other: string): string => `const a = ${one}; const b = ${other};\na.SET;\nb.SET;`;
  const hit = (when: string, line: number, first: number): readonly string[] => [
    `topic-set-up-twice ${when} m: src/app.tsx:${line}, first src/app.tsx:${first}`,
  ];

  test.each([
    [two('createClient(u1, k)', 'createClient(u2, k)')],
    [two('createClient(u1, k)', 'new SupabaseClient(u2, k)')],
    ["import { createClient as make } from '@supabase/supabase-js';\nmake(u1, k).SET;\nmake(u1, k).SET;"],
    ["import { a } from './a'; import { b } from './b';\na.SET;\nb.SET;"],
    ['export function f(a, b) { a.SET;\nb.SET; }'],
    ['class A { a = createClient(u1, k); b = createClient(u2, k); f() { this.a.SET;\nthis.b.SET; } }'],
    ['for (const u of urls) { const c = createClient(u, k);\nc.SET; }'],
    ['for (const c of clients) {\nc.SET; }'],
    ['clients.forEach((c) => {\nc.SET; });'],
    ['for (const u of urls) {\nclients[u].SET; }'],
    ['for (const u of urls) {\nclientOf(u).SET; }'],
    ['function f(u) { const c = createClient(u, k);\nc.SET; } f(1);\nf(2);'],
    ["function f(c, topic) {\nc.GIVEN; } f(a, 'm');\nf(b, 'm');"],
    ["function f(u, topic) { const c = createClient(u, k);\nc.GIVEN; } f(1, 'm');\nf(2, 'm');"],
    ['function Room() { useEffect(() => { const c = createClient(u, k);\nc.SET; }, []); return <p/>; }'],
  ])('%s', (text) => {
    expect(app(text)).toEqual([]);
  });

  test.each([
    [two('createBrowserClient(u, k)', 'createBrowserClient(u, k)'), hit('same-tick', 3, 2)],
    [two('createClient()', 'createClient()'), hit('same-tick', 3, 2)],
    [two('createClient(u, k)', 'a'), hit('same-tick', 3, 2)],
    ['class A { a = createClient(u1, k); f() { this.a.SET;\nthis.a.SET; } }', hit('same-tick', 2, 1)],
    ['for (const u of urls) {\nsupabase.SET; }', hit('same-tick', 2, 1)],
    ['function f(c) { for (const u of urls) {\nc.SET; } }', hit('same-tick', 2, 1)],
    ["function f(c, topic) {\nc.GIVEN; } f(a, 'm');\nf(a, 'm');", hit('same-tick', 2, 2)],
    [
      'function Room() { const c = createClient(u, k);\nuseEffect(() => { c.SET; }, []); return <p/>; }',
      hit('again', 2, 2),
    ],
  ])('but not where it is one client: %s', (text, found) => {
    expect(app(text)).toEqual(found);
  });
});

describe('a status handler that sets up again', () => {
  const ON = ".on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)";
  const app = (handler: string): readonly string[] =>
    hazards({ 'src/app.ts': `function connect() { supabase.channel('m')${ON}.subscribe((s) => {\n${handler} }); }` });

  test.each([
    ["if (s === 'CLOSED') connect();"],
    ["if ('CLOSED' == s) setTimeout(connect, 1000);"],
    ["if (s === 'CLOSED' && isOpen) setTimeout(() => connect(), 1000);"],
    ['s === REALTIME_SUBSCRIBE_STATES.CLOSED && connect();'],
    ["if (s !== 'CLOSED') return; connect();"],
    ["if (!(s === 'CLOSED')) return; connect();"],
    ["if (['CLOSED'].includes(s)) connect();"],
    ["switch (s) { case 'SUBSCRIBED': show(); break; case 'CLOSED': connect(); }"],
  ])('only when it is closed: %s', (handler) => {
    expect(app(handler)).toEqual([]);
  });

  test.each([
    ["if (s === 'CLOSED' || s === 'CHANNEL_ERROR') connect();"],
    ["if (s === 'TIMED_OUT' || s === 'CLOSED') setTimeout(connect, 1000);"],
    ["if (['CLOSED', 'CHANNEL_ERROR'].includes(s)) connect();"],
    ["if (s !== 'CLOSED') connect();"],
    ["if (s === 'CLOSED') return; connect();"],
    ["if (s === 'CLOSED') connect(); if (s === 'CHANNEL_ERROR') connect();"],
    ["switch (s) { case 'CHANNEL_ERROR': case 'CLOSED': connect(); }"],
    ["switch (s) { case 'CLOSED': show(); break; default: connect(); }"],
    ["if (s === 'CHANNEL_ERROR') connect();"],
  ])('when it failed: %s', (handler) => {
    expect(app(handler)).toEqual(['topic-set-up-twice retry m: src/app.ts:2, first src/app.ts:1']);
  });
});

describe('an effect that looks before it sets up', () => {
  const SET =
    "supabase.channel('m').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show).subscribe()";
  const room = (text: string): string => `export function Room() { ${text} return <p/>; }`;
  const effect = (text: string): string => room(`useEffect(() => {\n${text} }, []);`);
  const app = (text: string): readonly string[] => hazards({ 'src/app.tsx': text.replaceAll('SET', SET) });

  test.each([
    [`let channel; ${effect('channel ??= SET;')}`],
    [`let channel; ${effect('channel ||= SET;')}`],
    [`let channel; ${effect('channel = channel ?? SET;')}`],
    [`const open = {}; ${effect('open.m ??= SET;')}`],
    [`let channel; ${room('channel ??= SET;')}`],
    [`let isOpen = false; ${effect('if (isOpen) return; isOpen = true; open();')} function open() { SET; }`],
    [effect('if (supabase.getChannels().length > 0) return; SET;')],
    [effect("if (!supabase.getChannels().some((c) => c.topic === 'realtime:m')) SET;")],
    [effect("const old = supabase.getChannels().find((c) => c.topic === 'm'); if (old) return; SET;")],
    [effect("const old = supabase.getChannels().find((c) => c.topic === 'm') ?? SET; show(old);")],
    [effect('if (supabase.getChannels().length === 0) open();').concat(' function open() { SET; }')],
    [`function has(t) { return supabase.getChannels().some((c) => c.topic === t); } ${effect("if (!has('m')) SET;")}`],
    [effect('if (!window.ch) window.ch = SET;')],
    [effect('if ((window as any).ch) return; (window as any).ch = SET;')],
    [effect('globalThis.ch ??= SET;')],
    [effect('if (window?.ch) return; window.ch = SET;')],
    ["function connect() { if (supabase.getChannels().length) return; SET.on('system', {}, () => connect()); }"],
  ])('finds what stands: %s', (text) => {
    expect(app(text)).toEqual([]);
  });

  test.each([
    [room('let channel; useEffect(() => {\nchannel ??= SET; }, []);')],
    [room('const ref = useRef(null); useEffect(() => {\nref.current ??= SET; }, []);')],
    [effect('if (!window.ch) SET;')],
    [effect('const window = {}; if (!window.ch) window.ch = SET;')],
    [effect('const all = supabase.getChannels(); show(all); SET;')],
    [effect('if (isShown) SET;')],
  ])('does not: %s', (text) => {
    expect(app(text)).toEqual(['topic-set-up-twice again m: src/app.tsx:2, first src/app.tsx:1']);
  });
});

describe('a clean-up that is given back', () => {
  const SET =
    "const c = supabase.channel('m').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show).subscribe();";
  const BACK = 'return () => { supabase.removeChannel(c); };';
  const app = (text: string): readonly string[] => {
    const body = text.replaceAll('SET', SET).replaceAll('BACK', BACK);
    return hazards({ 'src/app.tsx': `export function Room() {\n${body} return <p/>; }` });
  };

  test.each([
    ['useEffect(() => { const setUp = async () => { SET BACK }; setUp(); }, []);'],
    ['useEffect(() => { const setUp = async () => { await ready; SET BACK }; void setUp(); }, []);'],
    ['useEffect(() => { function setUp() { SET BACK } setUp(); }, []);'],
    ['useEffect(() => { (async () => { SET BACK })(); }, []);'],
    ['useEffect(async () => { SET BACK }, []);'],
    ['onMount(async () => { SET BACK });'],
    ['onMount(async () => { SET const stop = () => { supabase.removeChannel(c); }; return stop; });'],
    ['onMount(async () => { SET return () => supabase.removeChannel(c); });'],
    ['const setUp = useCallback(async () => { SET BACK }, []); useEffect(() => { setUp(); }, [setUp]);'],
  ])('to nobody: %s', (text) => {
    expect(app(text)).toEqual(['topic-set-up-twice again m: src/app.tsx:2, first src/app.tsx:2']);
  });

  test.each([
    ['useEffect(() => { SET BACK }, []);'],
    ['useEffect(() => { const setUp = () => { SET BACK }; return setUp(); }, []);'],
    [
      'useEffect(() => { const setUp = async () => { SET BACK }; const stop = setUp(); return () => stop.then((f) => f()); }, []);',
    ],
    [
      'useEffect(() => { let stop; const setUp = async () => { SET BACK }; setUp().then((f) => { stop = f; }); return () => stop?.(); }, []);',
    ],
    [
      'useEffect(() => { let stop; (async () => { SET stop = () => { supabase.removeChannel(c); }; })(); return () => stop?.(); }, []);',
    ],
    [
      'useEffect(() => { let c; const setUp = async () => { SET }; setUp(); return () => { supabase.removeChannel(c); }; }, []);',
    ],
    ['onMount(async () => { SET const stop = () => { supabase.removeChannel(c); }; onDestroy(stop); return stop; });'],
    ['useEffect(() => { const setUp = async () => { await supabase.removeAllChannels(); SET BACK }; setUp(); }, []);'],
    ['const setUp = useCallback(() => { SET BACK }, []); useEffect(() => setUp(), [setUp]);'],
    ['const setUp = useCallback(() => { SET BACK }, []); useEffect(setUp, [setUp]);'],
    ['onMount(async () => { SET const stop = () => { supabase.removeChannel(c); }; register(stop); return stop; });'],
  ])('to somebody, or runs in another way: %s', (text) => {
    expect(app(text)).toEqual([]);
  });
});

describe('a binding that waits for something', () => {
  const M = "'postgres_changes', { event: '*', schema: 'public', table: 'a' }, show";
  const found = (text: string): readonly string[] =>
    hazards({ 'src/app.ts': `const c = supabase.channel('m');\n${text.replaceAll('ON', `c.on(${M})`)}` });
  const LATE = ['on-after-subscribe subscribed m: src/app.ts:2, first src/app.ts:3'];

  test.each([
    ['load().then(() => ON);\nc.subscribe();'],
    ['setTimeout(() => { ON; }, 1);\nc.subscribe();'],
    ['async function add() { await load(); ON; } add();\nc.subscribe();'],
    ["c.on('system', {}, () => { ON; })\n.subscribe();"],
  ])('comes after what follows it in the text: %s', (text) => {
    expect(found(text)).toEqual(LATE);
  });

  test.each([
    ['await load().then(() => ON);\nc.subscribe();'],
    ['const added = load().then(() => ON);\nawait added; c.subscribe();'],
    ['async function add() { await load(); ON; } await add();\nc.subscribe();'],
    ['async function add() { ON; await load(); } add();\nc.subscribe();'],
    ['load().then(() => { ON;\nc.subscribe(); });'],
  ])('that is waited for, or does not: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('two bindings that are spelt alike', () => {
  const on = (table: string, more = ''): string =>
    `c.on('postgres_changes', { event: '*', schema: 'public', ${table}${more} }, show);`;
  const found = (text: string): readonly string[] =>
    hazards({
      'src/app.ts': `export function open(live, slow) { const c = supabase.channel('m');\n${text}\nc.subscribe(); }`,
    });

  test.each([
    [`for (const table of live) ${on('table')}\nfor (const table of slow) ${on('table')}`],
    [`let table = live[0]; ${on('table')}\ntable = live[1]; ${on('table')}`],
    [`let i = 0; ${on("table: 'a'", ', filter: `id=eq.${i++}`')}\n${on("table: 'a'", ', filter: `id=eq.${i++}`')}`],
  ])('of other things are two: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('of the same things are one', () => {
    const text = `${on('table: live[0].table')}\n${on('table: live[0].table')}`;
    expect(found(text)).toEqual(['equal-bindings same-tick m: src/app.ts:3, first src/app.ts:2']);
  });
});

describe('a property of the same name', () => {
  const bound = "on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show)";

  test('of two classes is two channels', () => {
    const text = `class A { open() { this.channel = supabase.channel('m').${bound}.subscribe(); } }\nclass B { open() { this.channel.${bound}.subscribe(); } }`;
    expect(hazards({ 'src/app.ts': text })).toEqual([]);
  });

  test('of the refs of two components is two channels', () => {
    const component = (name: string, body: string): string =>
      `function ${name}() { const ref = useRef(null); const add = () => { ${body} }; return <p onClick={add}/>; }`;
    const text = `${component('A', `ref.current.subscribe();`)}\n${component('B', `ref.current.${bound};`)}`;
    expect(hazards({ 'src/App.tsx': text })).toEqual([]);
  });

  test('of one class is one', () => {
    const text = `class A { open() { this.channel = supabase.channel('m').${bound}.subscribe();\nthis.channel.${bound}; } }`;
    expect(hazards({ 'src/app.ts': text })).toEqual([
      'on-after-subscribe same-tick null: src/app.ts:2, first src/app.ts:1',
    ]);
  });
});

test('a channel whose state is looked at is not set up again', () => {
  const text =
    "function Feed() { useEffect(() => { const c = supabase.channel('m'); if (c.state === 'closed') c.on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, show).subscribe(); }, []); return <p/>; }";
  expect(hazards({ 'src/Feed.tsx': text })).toEqual([]);
  expect(hazards({ 'src/Feed.tsx': text.replace("'closed'", "'open'") })).toHaveLength(1);
});

test('a channel that is handed to a function is taken for removed', () => {
  const text = (call: string): string =>
    ['a', 'b']
      .map(
        (table) =>
          `const ${table} = supabase.channel('m').on('postgres_changes', { event: '*', schema: 'public', table: '${table}' }, show).subscribe();`,
      )
      .join(`\n${call}\n`);
  expect(hazards({ 'src/app.ts': text('registry.release(a);') })).toEqual([]);
  expect(hazards({ 'src/app.ts': text('registry.release();') })).toHaveLength(1);
});

test('parameters that are made anew from themselves are shared by no two bindings', () => {
  const loop = (change: string): string =>
    `let p = { event: '*', schema: 'public' }; const c = supabase.channel('m'); for (const table of tables) { ${change}; c.on('postgres_changes', p, show); } c.subscribe();`;
  expect(hazards({ 'src/app.ts': loop('p = { ...p, table }') })).toEqual([]);
  expect(hazards({ 'src/app.ts': loop('p.table = table') })).toHaveLength(1);
  expect(hazards({ 'src/app.ts': loop('Object.assign(p, { table })') })).toHaveLength(1);
});
