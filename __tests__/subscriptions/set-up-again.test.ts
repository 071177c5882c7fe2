import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

type Files = Readonly<Record<string, string>>;

/** `again m: src/jobs.ts:2, first src/View.tsx:3` */
function hazards(files: Files, folder = '.'): readonly string[] {
  const sources = Object.entries(files).map(([file, text]) => ({ file, text: text.replaceAll('CHANGES', CHANGES) }));
  return scanText(sources, {}, folder)
    .hazards.filter(({ kind }) => kind === 'topic-set-up-twice')
    .map(({ when, topic, location, first }) => {
      return `${when} ${topic}: ${location.file}:${location.line}, first ${first.file}:${first.line}`;
    });
}

const CHANGES = "'postgres_changes', { event: '*', schema: 'public', table: 'jobs' }";

/** A component with something before its effect and something in it, from line 2 on. */
function view(inEffect: string, before = '', parameters = ''): string {
  return `import { useEffect } from 'react';\nexport function View(${parameters}) { ${before}\n  useEffect(() => { ${inEffect} }, []); return <p/>; }`;
}

describe('a function of another file that an effect runs', () => {
  const SUBSCRIBES = "return supabase.channel('m').on(CHANGES, show).subscribe();";
  const GIVES_CLEAN_UP =
    "const c = supabase.channel('m').on(CHANGES, show).subscribe(); return () => { supabase.removeChannel(c); };";
  const files = (body: string, inEffect: string, before = ''): Files => ({
    'src/jobs.ts': `let kept;\nexport function open(show) { ${body} }\nexport function stop() { supabase.removeChannel(kept); }`,
    'src/View.tsx': `import { open, stop } from './jobs';\n${view(inEffect, before)}`,
  });
  const AGAIN = ['again m: src/jobs.ts:2, first src/View.tsx:4'];

  test.each([
    [SUBSCRIBES, 'open(show);'],
    [SUBSCRIBES, '(async () => { await open(show); })();'],
    [SUBSCRIBES, 'const c = open(show); setChannel(c);'],
    [GIVES_CLEAN_UP, 'open(show);'],
    [`await supabase.auth.getUser(); ${SUBSCRIBES}`, 'open(show).then(setChannel);'],
  ])('without a clean-up: %s %s', (body, inEffect) => {
    expect(hazards(files(body, inEffect))).toEqual(AGAIN);
  });

  test.each([
    [SUBSCRIBES, 'const c = open(show); return () => { c.unsubscribe(); };'],
    [SUBSCRIBES, 'const c = open(show); return () => { supabase.removeChannel(c); };'],
    [SUBSCRIBES, 'open(show); return () => stop();'],
    [SUBSCRIBES, 'open(show); return stop;'],
    [GIVES_CLEAN_UP, 'return open(show);'],
    [GIVES_CLEAN_UP, 'const off = open(show); return () => off();'],
    [GIVES_CLEAN_UP, 'offs.push(open(show));'],
    [`if (kept) return kept; kept = ${SUBSCRIBES.slice(7)}`, 'open(show);'],
    [`if (kept) supabase.removeChannel(kept); kept = ${SUBSCRIBES.slice(7)}`, 'open(show);'],
    [SUBSCRIBES.replace("'m'", '`m-${Date.now()}`'), 'open(show);'],
    [SUBSCRIBES, ''],
  ])('that is taken away, made once or another each time: %s %s', (body, inEffect) => {
    expect(hazards(files(body, inEffect))).toEqual([]);
  });

  test('through a function of the component', () => {
    const { 'src/jobs.ts': jobs = '', 'src/View.tsx': page = '' } = files(
      SUBSCRIBES,
      'load();',
      'const load = () => open(show);',
    );
    expect(hazards({ 'src/jobs.ts': jobs, 'src/View.tsx': page })).toEqual(AGAIN);
  });

  test.each([
    ['export const jobs = { open(show) {', '} };', 'jobs.open(show);'],
    ['class Jobs { open(show) {', '} } export const jobs = new Jobs();', 'jobs.open(show);'],
    ["export const useJobs = defineStore('jobs', { actions: { open(show) {", '} } });', 'store.open(show);'],
    ['export const useJobs = create((set) => ({ open: (show) => {', '} }));', 'open(show);'],
    ["export const useJobs = defineStore('jobs', { actions: { subscribe(show) {", '} } });', 'store.subscribe(show);'],
  ])('as a member: %s %s', (before, after, call) => {
    const picks = call.startsWith('store')
      ? 'const store = useJobs();'
      : call.startsWith('open')
        ? 'const { open } = useJobs();'
        : '';
    const found = hazards({
      'src/jobs.ts': `\n${before} ${SUBSCRIBES} ${after}`,
      'src/View.tsx': `import { jobs, useJobs } from './jobs';\n${view(call, picks)}`,
    });
    expect(found).toEqual(AGAIN);
  });

  test.each([['if (this.channel) return; this.channel ='], ['this.stop(); this.channel =']])(
    'of a class that looks or removes before: %s',
    (before) => {
      const found = hazards({
        'src/jobs.ts': `class Jobs { channel = null; open(show) { ${before} ${SUBSCRIBES.slice(7)} } stop() { this.channel?.unsubscribe(); } }\nexport const jobs = new Jobs();`,
        'src/View.tsx': `import { jobs } from './jobs';\n${view('jobs.open(show);')}`,
      });
      expect(found).toEqual([]);
    },
  );

  const hook = (join: string, more = ''): Files => ({
    'src/useJobs.ts': `export function useJobs() {\n  const open = useCallback((id) => { const c = supabase.channel(\`m-\${id}\`).on(CHANGES, show).subscribe(); ref.current = c; return () => { supabase.removeChannel(c); }; }, []);\n  const join = useCallback(async (id) => { ${join} }, [open]);\n  ${more}\n  return { join };\n}`,
    'src/View.tsx': `import { useJobs } from './useJobs';\n${view('jobs.join(id);', 'const jobs = useJobs();', '{ id }')}`,
  });

  test('by a hook that drops what removes it', () => {
    expect(hazards(hook('await load(id); open(id);'))).toEqual(['again null: src/useJobs.ts:2, first src/View.tsx:4']);
  });

  test.each([
    ['off.current?.(); off.current = open(id);', ''],
    ['open(id);', 'useEffect(() => () => { ref.current.unsubscribe(); }, []);'],
  ])('by a hook that removes it: %s %s', (join, more) => {
    expect(hazards(hook(join, more))).toEqual([]);
  });

  test.each([
    ['src/View.vue', ['again m: src/jobs.ts:2, first src/View.vue:3']],
    ['src/App.vue', []],
  ])('in the file of a component, but for that of the whole page: %s', (file, expected) => {
    const found = hazards({
      'src/jobs.ts': files(SUBSCRIBES, '')['src/jobs.ts'] ?? '',
      [file]: "<script setup>\nimport { open } from './jobs';\nonMounted(() => { open(show); });\n</script>",
    });
    expect(found).toEqual(expected);
  });
});

describe('a topic of which a piece is', () => {
  const found = (topic: string, before: string, parameters = ''): readonly string[] =>
    hazards({ 'src/View.tsx': view(`supabase.channel(${topic}).on(CHANGES, show).subscribe();`, before, parameters) });

  test.each([
    ['`m-${user.id}`', 'const { user } = useAuth();', ''],
    ['`m-${id}`', 'const { id } = useParams();', ''],
    ['`m-${id}`', 'const [id, setId] = useState(null);', ''],
    ['`m-${id}`', 'const id = useMemo(() => row.id, [row]);', '{ row }'],
    ['`m-${id.toString()}`', '', '{ id }'],
    ["'m-' + [a, b].sort().join('-')", '', '{ a, b }'],
    ['`m-${clientId}`', '', '{ clientId }'],
  ])('the same each time: %s %s', (topic, before, parameters) => {
    expect(found(topic, before, parameters)).toEqual(['again null: src/View.tsx:3, first src/View.tsx:3']);
  });

  test('who is signed in', () => {
    const text = view(
      'run();',
      'const run = async () => { const { data: { user } } = await supabase.auth.getUser(); supabase.channel(`m-${user.id}`).on(CHANGES, show).subscribe(); };',
    );
    expect(hazards({ 'src/View.tsx': text })).toEqual(['again null: src/View.tsx:2, first src/View.tsx:3']);
  });

  test.each([
    ['`m-${uuid()}`', ''],
    ['`m-${n++}`', ''],
    ['`m-${id}`', 'const id = useId();'],
    ['`m-${id}`', 'const [id] = useState(() => crypto.randomUUID());'],
    ['`m-${id}`', "const [id, setId] = useState(''); const renew = () => setId(crypto.randomUUID());"],
    ['`m-${id}`', 'const id = useMemo(() => Math.random(), []);'],
    ['`m-${tabId}`', 'const { tabId } = useTab();'],
    ['`m-${id.current}`', 'const id = useRef(0);'],
    ['`m-${kept.id.current}`', 'const kept = useKept();'],
    ["next('m')", ''],
  ])('another each time, or not known: %s %s', (topic, before) => {
    expect(found(topic, before)).toEqual([]);
  });
});

describe('two channels of one topic that is not known', () => {
  const channel = (name: string, topic: string): string =>
    `const ${name} = supabase.channel(${topic}).on(CHANGES, show).subscribe();`;
  const effect = (topic: string, before = ''): string =>
    `useEffect(() => { ${before}${channel('c', topic)} return () => { supabase.removeChannel(c); }; }, [id]);`;
  const component = (body: string): Files => ({
    'src/View.tsx': `function View({ id, other, kind }) {\n${body}\nreturn <p/>; }`,
  });

  test.each([
    [[effect('`m-${id}`'), effect('`m-${id}`')]],
    [[effect('id'), effect('id')]],
    [[effect("'m:' + kind.id"), effect("'m:' + kind.id")]],
    [[effect('`m-${id}`', 'if (!id) return; '), effect('`m-${id}`', 'if (!id) return; ')]],
    [[effect('`m-${id}`', "if (kind !== 'a') return; "), effect('`m-${id}`', "if (other !== 'b') return; ")]],
  ])('in a component: %s', (effects) => {
    expect(hazards(component(effects.join('\n')))).toEqual(['same-tick null: src/View.tsx:3, first src/View.tsx:2']);
  });

  test.each([
    [[effect('`m-${id}`'), effect('`m-${other}`')]],
    [[effect('`m-${id}`', 'if (kind) return; '), effect('`m-${id}`', 'if (!kind) return; ')]],
    [[effect('`m-${id}`', "if (kind !== 'a') return; "), effect('`m-${id}`', "if (kind !== 'b') return; ")]],
  ])('of which there is one at a time: %s', (effects) => {
    expect(hazards(component(effects.join('\n')))).toEqual([]);
  });

  test('in two components, each with an id of its own', () => {
    const text = ['A', 'B']
      .map((name) => `function ${name}({ id }) { ${effect('`m-${id}`')} return <p/>; }`)
      .join('\n');
    expect(hazards({ 'src/View.tsx': text })).toEqual([]);
  });

  const user = (shown: string): Files => ({
    'src/useLive.ts': `export function useLive() { const { user } = useAuth(); ${effect('`m-${user.id}`')} }`,
    'src/A.tsx': "import { useLive } from './useLive';\nexport function A() { useLive(); return <p/>; }",
    'src/Page.tsx': `import { A } from './A';\nexport function Page({ rows }) { return ${shown}; }`,
  });

  test('of who is signed in, in two components that a page shows', () => {
    expect(hazards(user('<div><A/><A/></div>'))).toEqual(['together null: src/useLive.ts:1, first src/Page.tsx:2']);
  });

  test('of what each component holds itself', () => {
    const files = user('<div><A/><A/></div>');
    const own = files['src/useLive.ts']?.replace('const { user } = useAuth();', 'const [user] = useState(null);') ?? '';
    expect(hazards({ ...files, 'src/useLive.ts': own })).toEqual([]);
    const given = files['src/useLive.ts']?.replace('useAuth()', 'useItem(id)') ?? '';
    expect(hazards({ ...files, 'src/useLive.ts': given })).toEqual([]);
  });

  test('in a component that is shown for each of a list', () => {
    const met = ['together null: src/useLive.ts:1, first src/Page.tsx:2'];
    expect(hazards(user('<div>{rows.map((row) => <A key={row.id}/>)}</div>'))).toEqual(met);
    expect(hazards(user('<div>{rows.map((row) => row.isOpen && <A key={row.id}/>)}</div>'))).toEqual([]);
  });

  test('that is kept by what it depends on, for all components', () => {
    const files = user('<div><A/><A/></div>');
    const kept =
      'const open = new Map(); export function useLive() { const { user } = useAuth(); useEffect(() => { let e = open.get(user.id); if (!e) { e = supabase.channel(`m-${user.id}`).on(CHANGES, show).subscribe(); open.set(user.id, e); } return () => { supabase.removeChannel(e); open.delete(user.id); }; }, []); }';
    expect(hazards({ ...files, 'src/useLive.ts': kept })).toEqual([]);
  });
});

describe('two functions with one topic', () => {
  const on = (name: string, topic = 'm'): string =>
    `export function ${name}(show) { return supabase.channel('${topic}').on(CHANGES, show).subscribe(); }`;
  const calls = 'const a = first(show);\nconst b = second(show); return () => { a.unsubscribe(); b.unsubscribe(); };';

  test('that are run one after the other', () => {
    const text = `${on('first')}\n${on('second')}\nexport function start() {\nfirst(show);\nsecond(show); }`;
    expect(hazards({ 'src/jobs.ts': text })).toEqual(['same-tick m: src/jobs.ts:2, first src/jobs.ts:4']);
  });

  test('that an effect of another file runs', () => {
    const found = hazards({
      'src/jobs.ts': `${on('first')}\n${on('second')}`,
      'src/View.tsx': `import { first, second } from './jobs';\n${view(calls)}`,
    });
    expect(found).toEqual(['same-tick m: src/jobs.ts:2, first src/View.tsx:4']);
  });

  test('of two files', () => {
    const found = hazards({
      'src/a.ts': on('first'),
      'src/b.ts': on('second'),
      'src/View.tsx': `import { first } from './a';\nimport { second } from './b';\n${view(calls)}`,
    });
    expect(found).toEqual(['together m: src/b.ts:1, first src/a.ts:1']);
  });

  test.each([
    [`${on('first')}\n${on('second', 'n')}\nfunction start() { first(show); second(show); }`],
    [`${on('first')}\n${on('second')}\nfunction start() { first(show); }`],
    [`${on('first')}\n${on('second')}\nfunction start() { if (x) first(show); else second(show); }`],
    [`${on('first')}\n${on('second')}\nfunction start() { const a = first(show); a.unsubscribe(); second(show); }`],
  ])('or two topics, or of which one is run: %s', (text) => {
    expect(hazards({ 'src/jobs.ts': text })).toEqual([]);
  });
});

describe('a channel that gets no table changes', () => {
  const typing = "supabase.channel('m').on('broadcast', { event: 'typing' }, show).subscribe();";
  const changes = "supabase.channel('m').on(CHANGES, show).subscribe();";

  test('before one of the same topic that does', () => {
    expect(hazards({ 'src/a.ts': `${typing}\n${changes}` })).toEqual(['same-tick m: src/a.ts:2, first src/a.ts:1']);
  });

  test.each([
    [`${changes}\n${typing}`],
    [`${typing}\n${typing}`],
    [`supabase.channel('m').on('broadcast', {}, show);\n${changes}`],
  ])('after it, or alone: %s', (text) => {
    expect(hazards({ 'src/a.ts': text })).toEqual([]);
  });
});

describe('a channel that is made outside of the effect', () => {
  const uses = 'channel.on(CHANGES, show).subscribe();';

  test.each([
    ["const channel = useMemo(() => supabase.channel('m'), []);"],
    ["const [channel] = useState(() => supabase.channel('m'));"],
  ])('and bound in it each time: %s', (made) => {
    expect(hazards({ 'src/View.tsx': view(uses, made) })).toEqual(['again m: src/View.tsx:3, first src/View.tsx:3']);
  });

  test('of a file', () => {
    const text = `const channel = supabase.channel('m'); ${view(uses)}`;
    expect(hazards({ 'src/View.tsx': text })).toEqual(['again m: src/View.tsx:3, first src/View.tsx:3']);
  });
});

describe('what happens again and again', () => {
  const open = "supabase.channel('m').on(CHANGES, show).subscribe();";

  test.each([
    [`supabase.auth.onAuthStateChange((event, session) => { if (session) ${open} });`],
    [`setInterval(() => { ${open} }, 60_000);`],
    [`supabase.auth.onAuthStateChange((event, session) => { if (session) open(); }); function open() { ${open} }`],
  ])('sets up each time: %s', (text) => {
    expect(hazards({ 'src/a.ts': text })).toEqual(['again m: src/a.ts:1, first src/a.ts:1']);
  });

  test.each([
    [`supabase.auth.onAuthStateChange((event, session) => { supabase.removeAllChannels(); if (session) ${open} });`],
    [`let c; supabase.auth.onAuthStateChange((event, session) => { if (!c) c = ${open} });`],
  ])('and removes or looks before: %s', (text) => {
    expect(hazards({ 'src/a.ts': text })).toEqual([]);
  });
});

describe('a status handler', () => {
  const open = "function open() { supabase.channel('m').on(CHANGES, show).subscribe(retry); }\nopen();";

  test.each([
    ["function retry(status) { if (status === 'CHANNEL_ERROR') open(); }"],
    ["const retry = (status) => { if (status === 'TIMED_OUT') setTimeout(open, 1000); };"],
    ["function later() { setTimeout(() => open(), 1000); } function retry(s) { if (s !== 'SUBSCRIBED') later(); }"],
  ])('with a name that sets up again: %s', (retry) => {
    expect(hazards({ 'src/a.ts': `${retry}\n${open}` })).toEqual(['retry m: src/a.ts:1, first src/a.ts:2']);
  });

  test.each([
    ["function retry(status) { if (status === 'CLOSED') open(); }"],
    ["function retry(status) { if (status === 'CHANNEL_ERROR') { supabase.removeAllChannels(); open(); } }"],
    [
      "function later() { supabase.removeAllChannels(); open(); } function retry(s) { if (s !== 'SUBSCRIBED') later(); }",
    ],
    ['function retry(status) { retry(status); }'],
  ])('that is too late, removes before, or does not: %s', (retry) => {
    expect(hazards({ 'src/a.ts': `${retry}\n${open}` })).toEqual([]);
  });
});

describe('what an application never shows', () => {
  const old = `import { useEffect } from 'react';\nexport function Old() { useEffect(() => { supabase.channel('m').on(CHANGES, show).subscribe(); }, []); return <p/>; }`;
  const main =
    "import { createRoot } from 'react-dom/client'; import App from './App'; createRoot(root).render(<App/>);";
  const app = (before: string, shown: string): string =>
    `${before}\nexport default function App() { return ${shown}; }`;
  const AGAIN = ['again m: src/parts/Old.tsx:2, first src/parts/Old.tsx:2'];

  test('is not told of', () => {
    const files = { 'src/main.tsx': main, 'src/App.tsx': app('', '<p/>'), 'src/parts/Old.tsx': old };
    expect(hazards(files)).toEqual([]);
  });

  test.each([
    [{ 'src/parts/Old.tsx': old }],
    [
      {
        'src/main.tsx': main,
        'src/App.tsx': app("import { Old } from './parts/Old';", '<Old/>'),
        'src/parts/Old.tsx': old,
      },
    ],
    [
      {
        'src/main.tsx': main,
        'src/App.tsx': app("const Page = lazy(() => import('./parts/Old'));", '<Page/>'),
        'src/parts/Old.tsx': old.replace('export function Old', 'export default function Page'),
      },
    ],
    [
      {
        'src/main.tsx': main,
        'src/App.tsx': app('', '<p/>'),
        'src/parts/Old.tsx': `${old}\nexport const all = [Old];`,
      },
    ],
  ])('unless it is named somewhere, or nothing says what is shown', (files) => {
    expect(hazards(files)).toEqual(AGAIN);
  });
});

describe('one topic in two files', () => {
  const hook = (name: string): string =>
    `export function ${name}() { useEffect(() => { const c = supabase.channel('m').on(CHANGES, show).subscribe(); return () => { supabase.removeChannel(c); }; }, []); return <p/>; }`;
  const both = (shown: string, uses = ''): Files => ({
    'src/useA.tsx': hook('useA'),
    'src/useB.tsx': hook('useB'),
    'src/A.tsx': "import { useA } from './useA';\nexport function A() { useA(); return <p/>; }",
    'src/B.tsx': "import { useB } from './useB';\nexport function B() { useB(); return <p/>; }",
    'src/App.tsx': `import { A } from './A'; import { B } from './B'; import { useA } from './useA'; import { useB } from './useB';\nexport function App({ x }) { ${uses} return ${shown}; }`,
  });
  const TOGETHER = ['together m: src/useB.tsx:1, first src/useA.tsx:1'];

  test.each([
    ['<p/>', 'useA(); useB();'],
    ['<div><A/><B/></div>', ''],
    ['<div>{x && <A/>}<B/></div>', ''],
    ['<Routes><Route element={<A/>}/></Routes>', 'useB();'],
    ['<A/>', 'useB(); if (x) return <p/>;'],
  ])('of which one component has both: %s %s', (shown, uses) => {
    expect(hazards(both(shown, uses))).toEqual(TOGETHER);
  });

  test.each([
    ['<A/>', ''],
    ['x ? <A/> : <B/>', ''],
    ['<Routes><Route path="/a" element={<A/>}/><Route path="/b" element={<B/>}/></Routes>', ''],
    ['<B/>', 'if (x) return <A/>;'],
  ])('of which one is there at a time, or ever: %s %s', (shown, uses) => {
    expect(hazards(both(shown, uses))).toEqual([]);
  });

  test.each([
    ['createRoot(root).render(<App/>);', []],
    ["const router = createRouter([{ path: '/a', element: <A/> }, { path: '/b', element: <B/> }]);", []],
    ['createRoot(root).render(<main><A/><B/></main>);', TOGETHER],
  ])('at the top of a file: %s', (top, expected) => {
    const { 'src/App.tsx': app = '', ...others } = both('<A/>');
    expect(hazards({ ...others, 'src/App.tsx': `${app}\n${top}` })).toEqual(expected);
  });

  test('that are pages of their own', () => {
    const page = hook('Page').replace('export', 'export default');
    expect(hazards({ 'app/a/page.tsx': page, 'app/b/page.tsx': page })).toEqual([]);
    expect(hazards({ 'app/layout.tsx': page, 'app/b/page.tsx': page })).toEqual([
      'together m: app/layout.tsx:1, first app/b/page.tsx:1',
    ]);
  });

  test('that are shown by a list of routes, which nobody reads', () => {
    const files = {
      'src/A.tsx': hook('A'),
      'src/B.tsx': hook('B'),
      'src/routes.ts':
        "import { A } from './A'; import { B } from './B';\nexport default [{ path: '/a', Component: A }, { path: '/b', Component: B }];",
    };
    const told = ['together m: src/B.tsx:1, first src/A.tsx:1'];
    expect(hazards(files)).toEqual(told);
    // The names of folders around the repository say nothing of its files.
    expect(hazards(files, 'pages')).toEqual(told);
  });
});

describe('a clean-up that removes another channel', () => {
  const body = "const a = supabase.channel('a').on(CHANGES, show).subscribe();";
  const other = "supabase.channel('m').on(CHANGES, show).subscribe();";
  const removed = 'return () => { supabase.removeChannel(a); };';

  test.each([
    [view(`${body} ${other} ${removed}`)],
    [view(other, `useEffect(() => { ${body} ${removed} }, []);`)],
    [view(`${body} ${other} return () => { a.unsubscribe(); };`)],
  ])('is none of this one: %s', (text) => {
    expect(hazards({ 'src/View.tsx': text })).toEqual(['again m: src/View.tsx:3, first src/View.tsx:3']);
  });

  test.each([
    [view(`${body} const m = ${other} return () => { supabase.removeChannel(a); supabase.removeChannel(m); };`)],
    [view(`${body} ${other} return () => { supabase.removeAllChannels(); };`)],
    [view(`${body} ${other} return () => { [a, m].forEach((c) => supabase.removeChannel(c)); };`)],
  ])('may be one of both: %s', (text) => {
    expect(hazards({ 'src/View.tsx': text })).toEqual([]);
  });
});

describe('the file of a component', () => {
  const open = "supabase.channel('m').on(CHANGES, show).subscribe();";
  const AGAIN = (file: string): readonly string[] => [`again m: ${file}:2, first ${file}:2`];

  test.each([
    ['src/View.vue', `<script setup>\n${open}\n</script>`],
    ['src/View.svelte', `<script>\n${open}\n</script>`],
  ])('sets up each time it is shown: %s', (file, text) => {
    expect(hazards({ [file]: text })).toEqual(AGAIN(file));
  });

  test.each([
    ['src/App.vue', `<script setup>\n${open}\n</script>`],
    ['src/View.vue', `<script>\n${open}\n</script>`],
    ['src/View.vue', `<script setup>\nif (!store.channel) store.channel = ${open}\n</script>`],
    ['src/View.svelte', `<script context="module">\n${open}\n</script>`],
    ['src/View.vue', `<script setup>\nconst c = ${open} onUnmounted(() => c.unsubscribe());\n</script>`],
    ['src/View.svelte', `<script>\nconst c = ${open} onDestroy(() => { supabase.removeChannel(c); });\n</script>`],
  ])('or once, or takes it away: %s %s', (file, text) => {
    expect(hazards({ [file]: text })).toEqual([]);
  });
});

describe('a function that is named to what runs it again', () => {
  const open = "function open() { supabase.channel('m').on(CHANGES, show).subscribe(); }";

  test.each([['setInterval(open, 60_000);'], ["window.addEventListener('online', open);"]])('%s', (text) => {
    expect(hazards({ 'src/a.ts': `${open}\n${text}` })).toEqual(['again m: src/a.ts:1, first src/a.ts:2']);
  });

  test.each([["window.addEventListener('load', open);"], ['setTimeout(open, 1);']])('or once: %s', (text) => {
    expect(hazards({ 'src/a.ts': `${open}\n${text}` })).toEqual([]);
  });
});

describe('a component of Angular', () => {
  const service = "export class Jobs { open() { supabase.channel('m').on(CHANGES, show).subscribe(); } }";
  const component = (body: string): string =>
    `import { Jobs } from './jobs.service';\n@Component({ selector: 'app-jobs', template: '' })\nexport class JobsComponent { ${body} }`;
  const own = "supabase.channel('m').on(CHANGES, show).subscribe();";

  test.each([
    [`constructor() { ${own} }`, 'again m: src/jobs.component.ts:3, first src/jobs.component.ts:3'],
    [`ngOnInit() { ${own} }`, 'again m: src/jobs.component.ts:3, first src/jobs.component.ts:3'],
    [
      'constructor(private jobs: Jobs) { this.jobs.open(); }',
      'again m: src/jobs.service.ts:1, first src/jobs.component.ts:3',
    ],
    [
      'constructor(private jobs: Jobs) {} ngOnInit() { this.jobs.open(); }',
      'again m: src/jobs.service.ts:1, first src/jobs.component.ts:3',
    ],
  ])('sets up each time it is made: %s', (body, expected) => {
    expect(hazards({ 'src/jobs.service.ts': service, 'src/jobs.component.ts': component(body) })).toEqual([expected]);
  });

  test.each([
    [`c; constructor() { this.c = ${own} } ngOnDestroy() { this.c.unsubscribe(); }`],
    ['constructor(private jobs: Jobs) {} ngOnInit() { this.jobs.open(); } ngOnDestroy() { this.jobs.unsubscribe(); }'],
  ])('and takes it away: %s', (body) => {
    expect(hazards({ 'src/jobs.service.ts': service, 'src/jobs.component.ts': component(body) })).toEqual([]);
  });

  test('that has a name of its own is', () => {
    const found = hazards({
      'src/jobs.service.ts': service.replace('open()', 'listen()'),
      'src/jobs.component.ts': component('constructor(private jobs: Jobs) {} ngOnInit() { this.jobs.listen(); }'),
    });
    expect(found).toHaveLength(1);
  });

  test('that is told by something else is not taken for it', () => {
    const found = hazards({
      'src/jobs.service.ts': service.replace('open()', 'subscribe()'),
      'src/jobs.component.ts': component(
        'constructor(private jobs: Jobs) {} ngOnInit() { this.route.params.subscribe(show); }',
      ),
    });
    expect(found).toEqual([]);
  });

  test('is made more than once, a service is not', () => {
    const text = component(`constructor() { ${own} }`).replace('@Component(', '@Injectable(');
    expect(hazards({ 'src/jobs.service.ts': text })).toEqual([]);
  });
});

test('what runs once sets up once', () => {
  const once =
    "import { once } from 'lodash';\nconst open = once(() => supabase.channel('m').on(CHANGES, show).subscribe());";
  expect(hazards({ 'src/a.ts': `${once}\nopen();\nopen();` })).toEqual([]);
  expect(hazards({ 'src/View.tsx': `${once}\n${view('open();')}` })).toEqual([]);
  const debounced = once.replaceAll('once', 'debounce');
  expect(hazards({ 'src/View.tsx': `${debounced}\n${view('open();')}` })).toHaveLength(1);
});
