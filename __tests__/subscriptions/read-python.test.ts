import { describe, expect, test } from '@jest/globals';
import { find, read } from '../support/read-subscriptions.js';

const python = (text: string, others: Readonly<Record<string, string>> = {}) => read('app/chat.py', text, others);

describe('on_postgres_changes', () => {
  test.each([
    ['channel.on_postgres_changes("INSERT", callback, table="a", schema="public")', 'public.a INSERT'],
    ['channel.on_postgres_changes(RealtimePostgresChangesListenEvent.All, callback, table="a")', '-.a *'],
    ['channel.on_postgres_changes("*", cb, "a", "public", "id=eq.1")', 'public.a * where id=eq.1'],
    [
      "channel.on_postgres_changes(event='*', schema='public', table='a', callback=lambda p, q=1: f(p, q))",
      'public.a *',
    ],
    ['channel.on_postgres_changes("*", lambda a, b: f(a, b), "a")', '-.a *'],
    [
      '(await c.channel("x")\n  .on_postgres_changes("UPDATE", schema="public", table="a", filter=f"id=eq.{user[\'id\']}", callback=cb)\n  .subscribe())',
      'public.a UPDATE where id=eq.{}',
    ],
    ['channel.on_postgres_changes(RealtimePostgresChangesListenEvent.Delete.value, callback=cb)', '-.- DELETE'],
    ['channel.on_postgres_changes("*", callback=cb, table=None)', '-.- *'],
    ["channel.on_postgres_changes('*', cb, table='a' 'b')", '-.ab *'],
    ['channel.on_postgres_changes("*", cb, table="a" if old else "a")', '-.a *'],
    ['channel.on_postgres_changes("*", cb, table=r"a")', '-.a *'],
    ['channel.on_postgres_changes("*", cb, table="a", filter=f"at=gt.{now:%H:%M}")', '-.a * where at=gt.{}%H:%M}'],
  ])('%s', (text, line) => {
    expect(python(text)).toEqual([line]);
  });

  test.each([
    [
      'a name',
      'options = {"event": "INSERT", "schema": "s", "table": "a", "callback": cb}\nc.on_postgres_changes(**options)',
    ],
    ['a dict', 'c.on_postgres_changes(**{"event": "INSERT", "schema": "s", "table": "a"}, callback=cb)'],
    [
      'dict()',
      'options = dict(schema="s", table="a")\nc.on_postgres_changes("INSERT", cb, **dict(schema="s", table="a"))',
    ],
  ])('its arguments from %s', (_, text) => {
    expect(python(text)).toEqual(['s.a INSERT']);
  });

  test('arguments from what cannot be read are not taken for none', () => {
    expect(python('c.on_postgres_changes("*", cb, **options)')).toEqual([
      '(its options are not in the call).(its options are not in the call) * where {}',
    ]);
  });

  test('its place', () => {
    expect(find({ 'a.py': 'c = (x\n  .on_postgres_changes("*", cb))' })).toMatchObject([
      { sdk: 'supabase-py', line: 2, column: 4 },
    ]);
  });
});

describe('on', () => {
  test.each([
    [
      'channel.on("postgres_changes", {"event": "INSERT", "schema": "public", "table": "a", "filter": "id=eq.1"}, cb)',
      'public.a INSERT where id=eq.1',
    ],
    ["channel.on('postgres_changes', dict(event='*', table='a'), cb)", '-.a *'],
    ['channel.on("postgres_changes", event="*", schema="public", table="a", callback=cb)', 'public.a *'],
    ['opts = {"event": "*", "table": "a"}\nchannel.on("postgres_changes", opts, cb)', '-.a *'],
    [
      'channel.on("postgres_changes", make(), cb)',
      '(its options are not in the call).(its options are not in the call) (its options are not in the call) where {}',
    ],
  ])('%s', (text, line) => {
    expect(python(text)).toEqual([line]);
  });
});

describe('constants', () => {
  const call = (table: string) => `\ndef f(channel):\n    channel.on_postgres_changes("*", cb, table=${table})\n`;

  test.each([
    ['of the module', `TABLE = "a"\n${call('TABLE')}`],
    ['with its type', `TABLE: Final[str] = "a"\n${call('TABLE')}`],
    ['of a class', `class Tables:\n    MESSAGES = "a"\n${call('Tables.MESSAGES')}`],
    ['of an enum', `class Tables(str, Enum):\n    MESSAGES = "a"\n${call('Tables.MESSAGES.value')}`],
    [
      'of self',
      `class R:\n    def __init__(self):\n        self.table = "a"\n    def f(self, c):\n        c.on_postgres_changes("*", cb, table=self.table)`,
    ],
    ['local', `def f(channel):\n    table = "a"\n    channel.on_postgres_changes("*", cb, table=table)`],
    ['not of another function', `TABLE = "a"\ndef g():\n    TABLE = "b"\n${call('TABLE')}`],
  ])('%s', (_, text) => {
    expect(python(text)).toEqual(['-.a *']);
  });

  test.each([
    ['imported', `from constants import TABLE\n${call('TABLE')}`],
    ['of a module', `import constants\n${call('constants.TABLE')}`],
    ['of a module by another name', `from app import constants as c\n${call('c.TABLE')}`],
  ])('%s', (_, text) => {
    expect(python(text, { 'app/constants.py': 'TABLE = "a"\n' })).toEqual(['-.a *']);
  });

  test('a loop over a list, and two assignments', () => {
    expect(python('for t in ("a", "b"):\n    c.on_postgres_changes("*", cb, table=t)\n')).toEqual(['-.a *', '-.b *']);
    const two = 't = "a"\nif x:\n    t = "b"\nc.on_postgres_changes("*", cb, table=t)\n';
    expect(python(two)).toEqual(['-.a *', '-.b *']);
    expect(python(two.replace('"a"', '"a" \\\n  "c"'))).toEqual(['-.ac *', '-.b *']);
  });

  test('a loop has a name of its own', () => {
    const call = (event: string, table: string) => `        c.on_postgres_changes("${event}", cb, table=${table})\n`;
    const one = `def f(c):\n    for t in ["a", "b"]:\n${call('INSERT', 't')}`;
    expect(python(`${one}    for t in ["d"]:\n${call('DELETE', 't')}`)).toEqual([
      '-.a INSERT',
      '-.b INSERT',
      '-.d DELETE',
    ]);
    expect(python(`${one}    for t in load():\n${call('DELETE', 't')}`)).toEqual([
      '-.a INSERT',
      '-.b INSERT',
      '-.(it comes from a list that cannot be read) DELETE',
    ]);
    expect(python(`t = "a"\nfor t, h in pairs:\n${call('*', 't')}`)).toEqual([
      '-.(it comes from a list that cannot be read) *',
    ]);
    expect(python(`def f(c):\n    t = "a"\n    for t, h in pairs:\n${call('*', 't')}`)).toEqual([
      '-.(it comes from a list that cannot be read) *',
    ]);
    expect(python(`async def f(c):\n    async for t in ["a"]:\n${call('*', 't')}`)).toEqual(['-.a *']);
  });
});

describe('what is no subscription', () => {
  test.each([
    '# channel.on_postgres_changes("*", cb, table="a")',
    '"""\nchannel.on_postgres_changes("*", cb, table="a")\n"""',
    "s = 'channel.on_postgres_changes(1)'",
    'def on_postgres_changes(self, event, callback, table=None):\n    return self',
    'channel.on("broadcast", {"event": "postgres_changes"}, cb)',
    'emitter.on(name, cb)',
    'async def listen(c):\n    await on_postgres_changes(c, payload)',
    'config = {"postgres_changes": [{"table": "a"}]}',
  ])('%s', (text) => {
    expect(python(text)).toEqual([]);
  });
});
