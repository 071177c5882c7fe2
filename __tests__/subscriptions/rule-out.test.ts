import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

/** What the filter of the one binding can be, and the tables, of a function that is called with what nobody knows. */
function read(body: string): { readonly filters: readonly string[]; readonly tables: readonly string[] } {
  const text = `import { supabase } from './client';
    export function Room({ id, other }: any) { ${body} }
    Room(JSON.parse(''));`;
  const { bindings, subscriptions } = scanText([{ file: 'src/app.ts', text }]);
  const kinds = bindings.flatMap(({ filter }) => filter.map(({ kind }) => kind));
  return { filters: [...new Set(kinds)].sort(), tables: subscriptions.map(({ table }) => table) };
}

const ON = "supabase.channel('c').on('postgres_changes', ";
const FILTER = "const filter = id ? 'room_id=eq.' + id : null;";
const on = (filter: string): string =>
  `${ON}{ event: '*', schema: 'public', table: 'a', ${filter} }, show).subscribe();`;

describe('a filter that is null or text', () => {
  test.each([
    [on('filter')],
    [`if (other) return; ${on('filter')}`],
    [`if (filter) log(filter); ${on('filter')}`],
    [`if (!filter) { log(1); } ${on('filter')}`],
    [`if (filter !== undefined) { ${on('filter')} }`],
    [`if (filter || other) { ${on('filter')} }`],
    [`if (!(filter && other)) return; else { const filter = null; ${on('filter')} }`],
    [on('filter: filter || null')],
    [on('filter: filter!')],
  ])('can be null in %s', (body) => {
    expect(read(`${FILTER} ${body}`).filters).toContain('null');
  });

  test.each([
    [`if (!filter) return; ${on('filter')}`],
    [`if (!filter) { log(1); return; } ${on('filter')}`],
    [`if (filter == null || other) return; ${on('filter')}`],
    [`if (filter === null) throw new Error(); ${on('filter')}`],
    [`if (filter) { ${on('filter')} }`],
    [`if (!!filter && other) { ${on('filter')} }`],
    [`if (Boolean(filter)) ${on('filter')}`],
    [`if (typeof filter === 'string') { ${on('filter')} }`],
    [`if (filter === null) { log(1); } else { ${on('filter')} }`],
    [`if (!filter) return; useEffect(() => { ${on('filter')} }, []);`],
    [`filter && ${on('filter')}`],
    [`!filter || ${on('filter')}`],
    [`filter ? ${on('filter').replace(';', '')} : null;`],
    [on('...(filter && { filter })')],
    [on('...(filter ? { filter } : {})')],
    [on('filter: filter ?? undefined')],
    [on('filter: filter || undefined')],
  ])('is never null in %s', (body) => {
    const { filters, tables } = read(`${FILTER} ${body}`);
    expect(filters).toContain('text');
    expect(filters).not.toContain('null');
    expect(tables).toEqual(['a']);
  });
});

test('a property', () => {
  const body = "const room = { filter: id ? 'id=eq.1' : null };";
  expect(read(`${body} if (!room.filter) return; ${on('filter: room.filter')}`).filters).toEqual(['text']);
  expect(read(`${body} if (!room) return; ${on('filter: room.filter')}`).filters).toEqual(['null', 'text']);
});

describe('a condition with &&', () => {
  test('gives what the condition is when it does not hold', () => {
    expect(read(on("filter: id === 1 && 'id=eq.1'")).filters).toEqual(['boolean', 'text']);
    expect(read(on("filter: !!id && 'id=eq.1'")).filters).toEqual(['boolean', 'text']);
    expect(read(on("filter: Boolean(id) && 'id=eq.1'")).filters).toEqual(['boolean', 'text']);
    expect(read(`const one = id ? 'x' : null; ${on("filter: one && 'id=eq.1'")}`).filters).toEqual(['null', 'text']);
  });

  test('whose other value is not known is taken for undefined', () => {
    expect(read(on("filter: id && 'id=eq.1'")).filters).toEqual(['text', 'undefined']);
  });
});

describe('a way that never comes to be', () => {
  const onTable = `${ON}{ event: '*', schema: 'public', table }, show).subscribe();`;

  test('makes no subscription', () => {
    const { tables } = read(`const table = id ? 'a' : null; if (!table) return; ${onTable}`);
    expect(tables).toEqual(['a']);
  });

  test('is that of the call that gives nothing', () => {
    const text = `import { supabase } from './client';
      function watch(table: string, filter: string | null) { if (!filter) return; ${onTable.replace('table }', 'table, filter }')} }
      watch('a', 'id=eq.1');
      watch('b', null);`;
    expect(scanText([{ file: 'src/app.ts', text }]).bindings.map(({ table }) => table)).toEqual([
      [{ kind: 'text', text: 'a', isWhole: true }],
    ]);
  });

  test('is not the only one: then the value comes from where nobody looked', () => {
    const text = `import { supabase } from './client';
      const state = { table: null };
      export function start() { const { table } = state; if (!table) return; ${onTable} }
      start();`;
    const { bindings, unresolved } = scanText([{ file: 'src/app.ts', text }]);
    expect(unresolved.map(({ reason }) => reason)).toEqual(['the table is given a value at run time']);
    expect(bindings.map(({ table }) => table)).toEqual([
      [{ kind: 'unknown', reason: 'it is given a value at run time' }],
    ]);
  });

  test('is that of an element that is filtered away', () => {
    const list = `[id && 'a', id === 1 && 'b', 'c']`;
    for (const by of ['Boolean', '(one) => !!one']) {
      expect(read(`${list}.filter(${by}).forEach((table) => { ${onTable} });`).tables).toEqual(['a', 'b', 'c']);
    }
  });
});

test('a property of a Svelte component is not what it is before it is given', () => {
  const filters = (declared: string) => {
    const text = `<script lang="ts">${declared} ${on('filter: `id=eq.${id}`')}</script>`;
    return scanText([{ file: 'src/App.svelte', text }]).bindings.flatMap(({ filter }) => filter);
  };
  const [known, open] = [
    { kind: 'text', text: 'id=eq.undefined', isWhole: true },
    { kind: 'text', text: 'id=eq.{}', isWhole: false },
  ];
  expect(filters('export let id: string;')).toEqual([open]);
  expect(filters('export let id: string | null = null;')).toEqual([open]);
  expect(filters('let id;')).toEqual([open]);
  expect(filters('declare const id: string;')).toEqual([open]);
  expect(filters('const id = undefined;')).toEqual([known]);
});
