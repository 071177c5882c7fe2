import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

const OPTIONS = "{ event: '*', schema: 'public', table: 'messages' }";

/** What the callback of a subscription to public.messages reads of the old record. */
function oldColumns(callback: string, around = 'supabase'): readonly string[] | null | undefined {
  const text = around.replace(
    'supabase',
    () => `supabase.channel('c').on('postgres_changes', ${OPTIONS}, ${callback})`,
  );
  return scanText([{ file: 'src/app.ts', text }]).subscriptions[0]?.oldColumns;
}

describe('columns that are read', () => {
  test.each<[string, readonly string[]]>([
    ['(payload) => remove(payload.old.id)', ['id']],
    ['(payload) => { remove(payload.old.title, payload.new.body, payload.old.id); }', ['id', 'title']],
    ['function (payload) { if (payload.old?.title) remove(payload?.old!.body); }', ['body', 'title']],
    ["(payload) => remove(payload.old['room id'])", ['room id']],
    ['(payload) => remove((payload.old as Message).title)', ['title']],
    ['(payload: RealtimePostgresDeletePayload<Message>) => remove((<Message>payload.old).title)', ['title']],
    ['({ old }) => remove(old.title)', ['title']],
    ['({ old: before, new: after }) => show(before.title, after.body)', ['title']],
    ['({ old: { id, title: was = "" } }) => show(id, was)', ['id', 'title']],
    ['({ new: row, ...rest }) => show(row, rest.old.title)', ['title']],
    ['(payload) => { const { title, id: key } = payload.old; show(title, key); }', ['id', 'title']],
    ['(payload) => { const { old } = payload; show(old.title); }', ['title']],
    ['(payload) => { const before = payload.old as Message; show(before.title); }', ['title']],
    ['(payload) => { const row = payload.new ?? payload.old; show(row.title); }', ['title']],
    ["(payload) => { const row = payload.eventType === 'DELETE' ? payload.old : payload.new; show(row.id); }", ['id']],
    ['(payload) => { let row; row = payload.old; show(row.title); }', ['title']],
    ["(payload) => { if ('title' in payload.old) show(); }", ['title']],
    ['(payload) => payload.old && show(payload.old.title)', ['title']],
    ['(payload) => setRows((rows) => rows.filter((row) => row.id !== payload.old.id))', ['id']],
    ['(payload) => { payload.old.items.forEach((old) => show(old.title)); }', ['items']],
    ['async (payload) => { const old = { title: 1 }; show(old.title, payload.old.id); }', ['id']],
  ])('%s', (callback, expected) => {
    expect(oldColumns(callback)).toEqual(expected);
  });

  test.each([
    ['() => reload()'],
    ['(payload) => show(payload.new)'],
    ['(payload) => show(payload.new.old)'],
    ['({ new: row, eventType }) => show(row, eventType)'],
    ['(payload) => { console.log("change", payload, payload.old); show(payload.new.id); }'],
    ['(payload) => { if (payload.old) reload(); }'],
    ['(payload) => show({ payload: 1, old: 2 }.old)'],
  ])('none: %s', (callback) => {
    expect(oldColumns(callback)).toEqual([]);
  });

  test.each([
    ['handle', 'function handle(payload) { show(payload.old.title); }\nsupabase'],
    ['handle', 'const handle = ({ old }) => show(old.title);\nsupabase'],
    ['handle', 'const handle = useCallback((payload) => show(payload.old.title), []);\nsupabase'],
    ['(payload) => handle(payload)', 'function handle({ old }) { show(old.title); }\nsupabase'],
    ['(payload) => handle(1, payload.old)', 'const handle = (n, row) => show(row.title);\nsupabase'],
    ['this.handle', 'class Chat { handle(payload) { show(payload.old.title); } start() { supabase } }'],
    ['this.handle.bind(this)', 'class Chat { handle = (payload) => show(payload.old.title); start() { supabase } }'],
    ['(payload) => this.#handle(payload)', 'class Chat { #handle({ old }) { show(old.title); } start() { supabase } }'],
  ])('in a function of the same file: %s with %s', (callback, around) => {
    expect(oldColumns(callback, around)).toEqual(['title']);
  });

  test('of a function that hands the payload to itself', () => {
    const around = 'function again(payload) { show(payload.old.title); again(payload); }\nsupabase';
    expect(oldColumns('again', around)).toEqual(['title']);
  });
});

describe('not known', () => {
  test.each([
    ['(payload) => show(payload)'],
    ['(payload) => show(payload.old)'],
    ['(payload) => setRow(payload.old as Message)'],
    ['({ old }) => remove(old)'],
    ['({ old: { id, ...rest } }) => show(rest)'],
    ['(payload) => show(payload.old[column])'],
    ['(payload) => show(payload[which].title)'],
    ['({ [which]: row }) => show(row.title)'],
    ['(payload) => { const row = { ...payload.old, ...payload.new }; show(row.id); }'],
    ['(payload) => { last.current = payload.old; }'],
    ['(payload) => Object.keys(payload.old).map(show)'],
    ['(payload) => payload.old.hasOwnProperty(name) && show()'],
    ['(...given) => show(given[0].old.title)'],
    ['(payload) => { for (const key in payload.old) show(key); }'],
    ['(payload) => queue.push(() => payload.old)'],
    ['(payload) => show(JSON.stringify(payload))'],
    ['(payload) => { payload.old.id; return [payload]; }'],
    ['handle'],
    ['handlers[name]'],
  ])('%s', (callback) => {
    expect(oldColumns(callback)).toBeNull();
  });

  test.each([
    ['handle', "import { handle } from './handle';\nsupabase"],
    ['onChange', 'export function useRows(onChange) { supabase }\nuseRows((payload) => show(payload.old.title));'],
    ['handle', 'let handle = () => {};\nhandle = (payload) => show(payload.old.title);\nsupabase'],
    ['(payload) => handle(...[payload])', 'const handle = ({ old }) => show(old.title);\nsupabase'],
  ])('%s with %s', (callback, around) => {
    expect(oldColumns(callback, around)).toBeNull();
  });
});

test('supabase-js before 2.0', () => {
  const text = "supabase.from('messages').on('DELETE', (payload) => show(payload.old.title)).subscribe();";
  expect(scanText([{ file: 'src/app.ts', text }]).subscriptions).toMatchObject([{ oldColumns: ['title'] }]);
});

test('of other languages it is not known', () => {
  const text = `supabase.channel('c').onPostgresChanges(event: PostgresChangeEvent.delete, schema: 'public', table: 'messages',
    callback: (payload) => remove(payload.oldRecord['title'])).subscribe();`;
  expect(scanText([{ file: 'lib/app.dart', text }]).subscriptions).toMatchObject([{ oldColumns: null }]);
});
