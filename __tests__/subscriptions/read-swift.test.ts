import { describe, expect, test } from '@jest/globals';
import { find, read } from '../support/read-subscriptions.js';

const swift = (text: string, others: Readonly<Record<string, string>> = {}) => read('App/Chat.swift', text, others);

describe('postgresChange', () => {
  test.each([
    ['let a = channel.postgresChange(InsertAction.self, table: "a")', 'public.a INSERT'],
    ['let a = await channel.postgresChange(AnyAction.self, schema: "chat", table: "a")', 'chat.a *'],
    ['for await x in channel.postgresChange(DeleteAction.self, schema: "public") { print(x) }', 'public.- DELETE'],
    [
      'channel.onPostgresChange(UpdateAction.self, table: "a", filter: "id=eq.\\(id)") { _ in }',
      'public.a UPDATE where id=eq.{}',
    ],
    [
      'channel.postgresChange(\n  AnyAction.self,\n  table: "a",\n  filter: .eq("id", value: userId)\n)',
      'public.a * where id=eq.{}',
    ],
    [
      'channel.postgresChange(AnyAction.self, table: "a", filter: .in("id", values: [1, 2]))',
      'public.a * where id=in.(1,2)',
    ],
    [
      'channel.postgresChange(AnyAction.self, table: "a", filter: .and([.gt("n", value: 100), .not(.in("s", values: ["x"]))]))',
      'public.a * where n=gt.100,s=not.in.(x)',
    ],
    ['channel.postgresChange(AnyAction.self, table: nil, filter: nil)', 'public.- *'],
    ['channel.postgresChange(InsertAction.self, table: #"a"#)', 'public.a INSERT'],
    ['channel.postgresChange(InsertAction.self, table: """\n  a\n  """)', 'public.\n  a\n   INSERT'],
    ['channel.postgresChange(Realtime.InsertAction.self, table: "a")', 'public.a INSERT'],
    ['channel.postgresChange(T.self, table: "a")', 'public.a (what T.self is cannot be read)'],
    ['channel.postgresChange(AnyAction.self, table: isOne ? "a" : "a")', 'public.a *'],
  ])('%s', (text, line) => {
    expect(swift(text)).toEqual([line]);
  });

  test.each([
    [
      'channel.on("postgres_changes", filter: ChannelFilter(event: "INSERT", schema: "public", table: "a", filter: "id=eq.\\(id)")) { _ in }',
      'public.a INSERT where id=eq.{}',
    ],
    ['channel.on("postgres_changes", filter: .init(event: "*", schema: "public"), handler: show)', 'public.- *'],
    ['channel\n  .on("postgres_changes", filter: ChannelFilter(table: TABLE)) { show($0) }\nlet TABLE = "a"', '-.a *'],
    [
      'channel.on("postgres_changes", filter: filter) { _ in }',
      '(its options are not in the call).(its options are not in the call) (its options are not in the call) where {}',
    ],
  ])('of the client before version 2: %s', (text, line) => {
    expect(swift(text)).toEqual([line]);
  });

  test('its place', () => {
    expect(find({ 'A.swift': 'let c = x\n  .postgresChange(AnyAction.self)' })).toMatchObject([
      { sdk: 'supabase-swift', line: 2, column: 4 },
    ]);
  });
});

describe('constants', () => {
  const call = (table: string) => `func f() { _ = channel.postgresChange(AnyAction.self, table: ${table}) }`;

  test.each([
    ['at the top', `let table = "a"\n${call('table')}`],
    ['with its type', `let table: String = "a"\n${call('table')}`],
    ['static', `struct S { static let table = "a"\n${call('Self.table')} }`],
    ['by the type', `enum S { static let table = "a" }\n${call('S.table')}`],
    ['nested', `enum Names { enum Tables { static let one = "a" } }\n${call('Names.Tables.one')}`],
    ['a raw value', `enum Table: String { case one = "a", two }\n${call('Table.one.rawValue')}`],
    ['a raw value that is the name', `enum Table: String { case b\n case a }\n${call('Table.a.rawValue')}`],
    ['a computed property', `var table: String { "a" }\n${call('table')}`],
    ['self', `final class S { let table = "a"\n${call('self.table')} }`],
    ['an extension', `extension String { static let one = "a" }\n${call('String.one')}`],
  ])('%s', (_, text) => {
    expect(swift(text)).toEqual(['public.a *']);
  });

  test('of another file', () => {
    const others = { 'App/Tables.swift': 'enum Table: String {\n  case messages = "chat_messages"\n}' };
    expect(swift(call('Table.messages.rawValue'), others)).toEqual(['public.chat_messages *']);
  });

  test('a loop over a list', () => {
    expect(swift('for t in ["a", "b"] { channel.postgresChange(AnyAction.self, table: t) }')).toEqual([
      'public.a *',
      'public.b *',
    ]);
  });
});

describe('what is no subscription', () => {
  test.each([
    'channel.on("broadcast", filter: ChannelFilter(event: "postgres_changes")) { _ in }',
    'channel.on("postgres_changes") { _ in }',
    '// channel.postgresChange(AnyAction.self, table: "a")',
    '/* /* */ channel.postgresChange(AnyAction.self, table: "a") */',
    'let s = "channel.postgresChange(AnyAction.self, table: \\"a\\")"',
    'let s = #"channel.postgresChange(AnyAction.self, table: "a")"#',
    'let s = """\nchannel.postgresChange(AnyAction.self, table: "a")\n"""',
    'public func postgresChange(_: InsertAction.Type, schema: String = "public") -> AsyncStream<InsertAction> { s }',
    'channel.onPostgresChange',
  ])('%s', (text) => {
    expect(swift(text)).toEqual([]);
  });
});
