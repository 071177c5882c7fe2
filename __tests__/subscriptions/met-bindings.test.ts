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
  ])('in components that a page shows at once: %s', (shown) => {
    expect(hazards(page(shown))).toEqual(MET);
  });

  test.each([
    ['x ? <A/> : <B/>'],
    ['<div>{x && <A/>}<B/></div>'],
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
