import { describe, expect, test } from '@jest/globals';
import { find, read } from '../support/read-subscriptions.js';

const dart = (text: string, others: Readonly<Record<string, string>> = {}) => read('lib/chat.dart', text, others);

describe('onPostgresChanges', () => {
  test('with everything named', () => {
    const text = `
      final channel = supabase.channel('room').onPostgresChanges(
        event: PostgresChangeEvent.insert,
        schema: 'public',
        table: 'messages',
        filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'room_id', value: roomId),
        callback: (payload) => print('table: x, $payload'),
      ).subscribe();`;
    expect(dart(text)).toEqual(['public.messages INSERT where room_id=eq.{}']);
    expect(find({ 'lib/chat.dart': text })).toMatchObject([{ sdk: 'supabase-flutter', line: 2, column: 48, via: [] }]);
  });

  test.each([
    ['a cascade', "channel..onPostgresChanges(event: PostgresChangeEvent.all, table: 'a', callback: f)", '-.a *'],
    ['a whole schema', "c.onPostgresChanges(event: PostgresChangeEvent.all, schema: 'chat', callback: f)", 'chat.- *'],
    ['nothing named', 'c.onPostgresChanges(event: PostgresChangeEvent.delete, callback: f)', '-.- DELETE'],
    ['a dot alone', "c.onPostgresChanges(event: .update, table: 'a')", '-.a UPDATE'],
    ['null-aware', "c?.onPostgresChanges(event: PostgresChangeEvent.all, table: 'a')", '-.a *'],
    ['null for a filter', "c.onPostgresChanges(event: .all, table: 'a', filter: null)", '-.a *'],
    [
      'a number',
      "c.onPostgresChanges(event: .all, table: 'a', filter: PostgresChangeFilter(type: PostgresChangeFilterType.gte, column: 'id', value: 200))",
      '-.a * where id=gte.200',
    ],
    [
      'a list',
      "c.onPostgresChanges(event: .all, table: 'a', filter: PostgresChangeFilter(type: PostgresChangeFilterType.inFilter, column: 'id', value: [1, 2]))",
      '-.a * where id=in.(1,2)',
    ],
    [
      'two filters',
      "c.onPostgresChanges(event: .all, table: 'a', filters: [PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'id', value: 1), PostgresChangeFilter(type: PostgresChangeFilterType.isFilter, column: 'b', value: null, negate: true)])",
      '-.a * where id=eq.1,b=not.is.null',
    ],
    [
      'a filter on a condition',
      "c.onPostgresChanges(event: .all, table: 'a', filter: id == null ? null : PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'id', value: id))",
      '-.a * where id=eq.{}',
    ],
    ['a raw string', "c.onPostgresChanges(event: .all, table: r'a$b')", '-.a$b *'],
    ['three quotes', "c.onPostgresChanges(event: .all, table: '''a''')", '-.a *'],
    ['strings side by side', "c.onPostgresChanges(event: .all, table: 'a' 'b' + 'c')", '-.abc *'],
    ['escapes', "c.onPostgresChanges(event: .all, table: 'it\\'s \\u0041 \\u{42}')", "-.it's A B *"],
  ])('%s', (_, text, line) => {
    expect(dart(text)).toEqual([line]);
  });

  test('a choice is each of its sides', () => {
    expect(dart("c.onPostgresChanges(event: .all, table: isAdmin ? 'orders' : 'tasks')")).toEqual([
      '-.orders *',
      '-.tasks *',
    ]);
  });
});

describe('stream', () => {
  test.each([
    ["client.from('a').stream(primaryKey: ['id'])", 'public.a *'],
    [
      "client.from('a').stream(primaryKey: ['id']).eq('room_id', id).order('at').limit(3).map((r) => r.eq('x', 1))",
      'public.a * where room_id=eq.{}',
    ],
    [
      "client.schema('chat').from('a').stream(primaryKey: const ['id']).inFilter('s', ['x', 'y'])",
      'chat.a * where s=in.(x,y)',
    ],
    [
      "Supabase.instance.client\n  .from('a')\n  .stream(primaryKey: ['id'])\n  .neq('s', 'x')",
      'public.a * where s=neq.x',
    ],
    ["final q = client.from('a');\nq.stream(primaryKey: ['id']);", 'public.a *'],
    ["class R { final q = client.from('a'); f() => q.stream(primaryKey: ['id']); }", 'public.a *'],
    ["const t = 'a'; f() { return client.from(t).stream(primaryKey: ['id']); }", 'public.a *'],
  ])('%s', (text, line) => {
    expect(dart(text)).toEqual([line]);
  });

  test.each([
    ['before version 1', "c.from('a').stream(['id']).execute().listen(show)", 'public.a *'],
    [
      'of a schema by a name',
      "final ops = c.schema('ops');\nops.from('a').stream(primaryKey: ['id']).listen(show);",
      'ops.a *',
    ],
  ])('%s', (_, text, line) => {
    expect(dart(text)).toEqual([line]);
  });

  test('of the schema that the application says once', () => {
    const main =
      "void main() { Supabase.initialize(url: u, postgrestOptions: const PostgrestClientOptions(schema: 'ops')); }";
    const text = "c.from('a').stream(primaryKey: ['id']); c.schema('public').from('b').stream(primaryKey: ['id']);";
    expect(dart(text, { 'lib/main.dart': main })).toEqual(['ops.a *', 'public.b *']);
    expect(dart(text, { 'lib/main.dart': main.replace("schema: 'ops'", '') })).toEqual(['public.a *', 'public.b *']);
  });

  test('of what cannot be read', () => {
    expect(dart("query().stream(primaryKey: ['id'])")).toEqual([
      '(the table is chosen elsewhere).(the table is chosen elsewhere) *',
    ]);
  });
});

test('version 1', () => {
  const text = `channel.on(RealtimeListenTypes.postgresChanges,
    ChannelFilter(event: 'INSERT', schema: 'public', table: 'a', filter: 'id=eq.$id'), (p, [ref]) {});`;
  expect(dart(text)).toEqual(['public.a INSERT where id=eq.{}']);
});

describe('constants', () => {
  const call = (table: string) => `void f() { c.onPostgresChanges(event: PostgresChangeEvent.all, table: ${table}); }`;

  test.each([
    ['at the top', `const table = 'a';\n${call('table')}`],
    ['of the class', `class R { static const String table = 'a'; ${call('table')} }`],
    ['of the class, by its name', `class R { static const table = 'a'; ${call('R.table')} }`],
    ['of this', `class R { final String table = 'a'; ${call('this.table')} }`],
    ['a getter', `class R { String get table => 'a'; ${call('table')} }`],
    ['through another', `const first = 'a'; const table = first;\n${call('table')}`],
    ['with a piece', `const prefix = 'a'; const table = '\${prefix}';\n${call('table')}`],
    ['the nearest', `const table = 'b'; class R { static const table = 'a'; ${call('table')} }`],
    [
      'a case with a value',
      `enum T { one('a'), two('b'); const T(this.sql); final String sql; }\n${call('T.one.sql')}`,
    ],
    ["a case's name", `enum T { a, b }\n${call('T.a.name')}`],
    ['of a typed name', `String table = 'a';\n${call('table')}`],
  ])('%s', (_, text) => {
    expect(dart(text)).toEqual(['-.a *']);
  });

  test('of another file', () => {
    const others = { 'lib/constants.dart': "class AppConstants { static const String tableDrivers = 'drivers'; }" };
    expect(dart(call('AppConstants.tableDrivers'), others)).toEqual(['-.drivers *']);
  });

  test('of another file, at its top', () => {
    expect(dart(call('tableDrivers'), { 'lib/c.dart': "const tableDrivers = 'drivers';" })).toEqual(['-.drivers *']);
    const imported = `import 'c.dart' as names;\n${call('names.tableDrivers')}`;
    expect(dart(imported, { 'lib/c.dart': "const tableDrivers = 'drivers';" })).toEqual(['-.drivers *']);
  });

  test('that two files tell differently', () => {
    const others = { 'lib/c.dart': "const table1 = 'a';", 'lib/d.dart': "const table1 = 'b';" };
    expect(dart(call('table1'), others)).toEqual(['-.(what table1 is cannot be read) *']);
  });

  test('declared first and given a value later', () => {
    const text = `
      Stream watch(Kind kind) {
        final String table;
        switch (kind) {
          case Kind.book: table = 'books'; break;
          case Kind.film:
            table = 'films';
        }
        return client.from(table).stream(primaryKey: ['id']);
      }`;
    expect(dart(text)).toEqual(['public.books *', 'public.films *']);
  });

  test('a table and a column that go together, but are given apart', () => {
    const text = `
      Stream watch(Kind kind) {
        String table;
        String column;
        if (kind == Kind.book) { table = 'books'; column = 'book_id'; } else { table = 'films'; column = 'film_id'; }
        c.onPostgresChanges(event: .all, table: table, filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: column, value: id));
      }`;
    expect(dart(text)).toEqual(['-.books * where {}=eq.{}', '-.films * where {}=eq.{}']);
  });

  test('a loop over a list', () => {
    const loop = `for (final t in tables) { c.onPostgresChanges(event: .all, table: t); }`;
    expect(dart(`const tables = <String>['a', 'b'];\nf() { ${loop} }`)).toEqual(['-.a *', '-.b *']);
  });

  test('a name that stands for itself', () => {
    expect(dart(`var a = b; var b = a;\n${call('a')}`)).toEqual(['-.(it takes too many steps to follow) *']);
    expect(dart(`void g(table) { table = table ?? 'x'; }\n${call('table')}`)).toEqual([
      '-.(what table is cannot be read) *',
    ]);
  });
});

describe('a value that is given later', () => {
  const chat = (filter: string, later: string): string =>
    `class Chat { String _room = ''; void pick(String room) { _room = room; } void pickFirst() { _room = 'lobby'; }
      void listen() { c.onPostgresChanges(event: .insert, schema: 'public', table: 'a', filter: ${filter}); ${later} } }`;
  const filter = "PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'room', value: _room)";

  test('is not the empty one that it begins with', () => {
    expect(dart(chat(filter, ''))).toEqual(['public.a INSERT where room=eq.{}']);
    expect(dart(chat(filter, '').replace(/void pick\(.*?} /, ''))).toEqual(['public.a INSERT where room=eq.lobby']);
    const old =
      "c.on(RealtimeListenTypes.postgresChanges, ChannelFilter(event: '*', table: 'b', filter: 'room=eq.$_room'), f);";
    expect(dart(chat(filter, old))).toContain('-.b * where room=eq.{}');
    expect(dart(chat(filter, old).replace("_room = ''", "_room = 'lobby'"))).toContain('-.b * where room=eq.{}');
  });
});

test('a default of a constructor is none where the caller gives another', () => {
  const type =
    "class Feed { Feed(this.c, {this.table = 'a'}); void listen() { c.from(table).stream(primaryKey: ['id']); } }";
  expect(dart(`${type} final feed = Feed(c, table: 'b');`)).toEqual(['public.b * < lib/chat.dart:1']);
  expect(dart(`${type} final feed = Feed(c);`)).toEqual(['public.a * < lib/chat.dart:1']);
});

describe('what is no subscription', () => {
  test.each([
    "c.from('a').stream(['id']).listen(show);",
    'controller.stream().execute();',
    "// c.onPostgresChanges(event: PostgresChangeEvent.all, table: 'a')",
    "/* /* nested */ c.onPostgresChanges(event: PostgresChangeEvent.all, table: 'a') */",
    `final s = "c.onPostgresChanges(event: PostgresChangeEvent.all, table: 'a')";`,
    `final s = '''\nc.onPostgresChanges(event: PostgresChangeEvent.all, table: 'a')\n''';`,
    'Stream<Payload> onPostgresChanges({required PostgresChangeEvent event, String? table}) { return s; }',
    'RealtimeChannel onPostgresChanges({required PostgresChangeEvent event});',
    'final s = controller.stream(); socket.stream(key: 1);',
    "element.on('click', f); bus.on(Events.all, Filter(table: 'a'));",
    'channel.onPostgresChanges;',
    "channel.onBroadcast(event: 'x', callback: f)",
  ])('%s', (text) => {
    expect(dart(text)).toEqual([]);
  });
});
