import { describe, expect, test } from '@jest/globals';
import { find, read } from '../support/read-subscriptions.js';

const csharp = (text: string, others: Readonly<Record<string, string>> = {}) => read('App/Chat.cs', text, others);

describe('PostgresChangesOptions', () => {
  test.each([
    ['channel.Register(new PostgresChangesOptions("public", "a"));', 'public.a *'],
    [
      'channel.Register(new PostgresChangesOptions("public", "a", ListenType.Inserts, $"id=eq.{id}"));',
      'public.a INSERT where id=eq.{}',
    ],
    [
      'channel.Register(new PostgresChangesOptions("public", table: "a", eventType: PostgresChangesOptions.ListenType.Updates));',
      'public.a UPDATE',
    ],
    ['channel.Register(new PostgresChangesOptions("public"));', 'public.- *'],
    ['channel.Register(new PostgresChangesOptions("*"));', '*.- *'],
    ['channel.Register(new PostgresChangesOptions("public", "a") { Filter = "id=eq.1" });', 'public.a * where id=eq.1'],
    ['var o = new Realtime.PostgresChanges.PostgresChangesOptions("public", "a");', 'public.a *'],
    ['channel.Register(new("public", "a"));', 'public.a *'],
    ['PostgresChangesOptions options = new("public", "a");\nOther o = new("public", "no");', 'public.a *'],
    ['channel.Register(new PostgresChangesOptions("public", @"a", filter: null));', 'public.a *'],
    [
      'channel.Register(new PostgresChangesOptions("public", """a""", filter: $$"""id=eq.{{id}}"""));',
      'public.a * where id=eq.{}',
    ],
    ['channel.Register(new PostgresChangesOptions("public", x ?? "a"));\nconst string x = null;', 'public.a *'],
  ])('%s', (text, line) => {
    expect(csharp(text).at(-1)).toBe(line);
  });

  test('its place', () => {
    expect(find({ 'A.cs': 'c.Register(\n  new PostgresChangesOptions("p", "a"));' })).toMatchObject([
      { sdk: 'supabase-csharp', line: 2, column: 7 },
    ]);
  });
});

describe('short forms', () => {
  test.each([
    ['client.Realtime.Channel("realtime", "public", "a")', 'public.a *'],
    ['client.Realtime.Channel("realtime", "public", "a", "id", "1")', 'public.a * where id=eq.1'],
    ['client.Realtime.Channel("realtime", "public", "a", "id", user.Id)', 'public.a * where id=eq.{}'],
    ['client.Realtime.Channel("realtime", "public", "a", "id", null, cts)', 'public.a *'],
    ['client!.Channel("realtime", "public", "*")', 'public.* *'],
    ['client.Realtime.Channel(table: "a")', 'public.a *'],
    ['client.Realtime.Channel("realtime", "chat")', 'chat.* *'],
    [
      'channel.OnPostgresChange((_, c) => F(c, 1), ListenType.Inserts, new PostgresChangesFilter { Table = "a" });',
      'public.a INSERT',
    ],
    [
      'channel.OnPostgresChange(h, ListenType.All, new PostgresChangesFilter { Schema = "chat", Table = "a", Filter = $"id=eq.{id}" });',
      'chat.a * where id=eq.{}',
    ],
    ['channel.OnPostgresChange(h, ListenType.All, new() { Table = "a" });', 'public.a *'],
    [
      'var filter = new PostgresChangesFilter { Table = "a" };\nchannel.OnPostgresChange(h, ListenType.Inserts, filter);',
      'public.a INSERT',
    ],
    ['channel.OnPostgresChange(h, ListenType.Deletes);', 'public.- DELETE'],
    ['channel.OnPostgresChange(h, ListenType.All, new PostgresChangesFilter());', 'public.- *'],
    [
      '[Table("a")]\npublic class Todo : BaseModel { }\nclass X { void F() { client.From<Todo>().On(ListenType.All, (s, c) => {}); } }',
      'public.a *',
    ],
    [
      '[Table("a")]\npublic class Todo : BaseModel { }\nclass X { void F() { client.From<Todo>().On(ChannelEventType.Insert, h); } }',
      'public.a *',
    ],
    [
      'class Todo : BaseModel { }\nclass X { void F() { client.From<Todo>().On(ListenType.Inserts, h); } }',
      'public.Todo *',
    ],
    ['client.From<Unknown>().On(ListenType.All, h);', 'public.(class Unknown is not found) *'],
  ])('%s', (text, line) => {
    expect(csharp(text)).toEqual([line]);
  });

  test('the model in another file', () => {
    const others = {
      'Models/Todo.cs': 'namespace M;\n[Serializable]\n[Table("todos")]\npublic sealed class Todo : BaseModel { }',
    };
    expect(csharp('await client.From<Todo>().On(ListenType.All, h);', others)).toEqual(['public.todos *']);
  });
});

describe('constants', () => {
  const call = (table: string) => `void F() { channel.Register(new PostgresChangesOptions("public", ${table})); }`;

  test.each([
    ['of the class', `class R { private const string Table = "a"; ${call('Table')} }`],
    ['static', `static class T { public static readonly string One = "a"; }\nclass R { ${call('T.One')} }`],
    ['a property', `class R { string Table => "a"; ${call('Table')} }`],
    ['of this', `class R { readonly string table = "a"; ${call('this.table')} }`],
    ['local', `class R { void F() { var t = "a"; channel.Register(new PostgresChangesOptions("public", t)); } }`],
    ['a name', `enum T { a, b }\nclass R { ${call('nameof(T.a)')} }`],
    ['a switch', `class R { ${call('kind switch { 1 => "a", _ => "a" }')} }`],
  ])('%s', (_, text) => {
    expect(csharp(text)).toEqual(['public.a *']);
  });

  test('of another file', () => {
    const others = { 'App/Tables.cs': 'public static class Tables { public const string One = "a"; }' };
    expect(csharp(`class R { ${call('Tables.One')} }`, others)).toEqual(['public.a *']);
  });

  test('a loop over a list', () => {
    const text = 'foreach (var t in new[] { "a", "b" }) { c.Register(new PostgresChangesOptions("public", t)); }';
    expect(csharp(text)).toEqual(['public.a *', 'public.b *']);
  });
});

describe('what is no subscription', () => {
  test.each([
    '// channel.Register(new PostgresChangesOptions("public", "a"));',
    '/* channel.Register(new PostgresChangesOptions("public", "a")); */',
    '/// <code>new PostgresChangesOptions("public", "a")</code>',
    'var s = "new PostgresChangesOptions(1)";',
    'var s = @"""new PostgresChangesOptions(""public"", ""a"")";',
    'var s = """new PostgresChangesOptions("public", "a")""";',
    "#region don't\npublic class PostgresChangesOptions { public PostgresChangesOptions(string schema) { } }\n#endregion",
    'client.Realtime.Channel("room-1");',
    'client.Realtime.Channel("room-1", new ChannelOptions());',
    'emitter.On("x", h); services.Register(new Thing("public", "a")); Register<Broadcast>();',
    'IRealtimeChannel OnPostgresChange(PostgresChangesHandler handler, ListenType listenType);',
  ])('%s', (text) => {
    expect(csharp(text)).toEqual([]);
  });
});
