import { describe, expect, test } from '@jest/globals';
import { find, read } from '../support/read-subscriptions.js';

const kotlin = (text: string, others: Readonly<Record<string, string>> = {}) => read('app/Chat.kt', text, others);

describe('postgresChangeFlow', () => {
  test.each([
    ['val f = channel.postgresChangeFlow<PostgresAction.Insert>(schema = "public") { table = "a" }', 'public.a INSERT'],
    ['channel.postgresChangeFlow<PostgresAction>("chat") { this.table = "a" }.onEach { }', 'chat.a *'],
    ['channel.postgresChangeFlow<PostgresAction.Delete>(schema = "public")', 'public.- DELETE'],
    [
      'channel.postgresChangeFlow<PostgresAction.Update>(schema = "public") {\n  table = "a"\n  filter("id", FilterOperator.EQ, id)\n}',
      'public.a UPDATE where id=eq.{}',
    ],
    [
      'channel.postgresChangeFlow<PostgresAction>(schema = "public") { table = "a"; filter = "id=eq.$id" }',
      'public.a * where id=eq.{}',
    ],
    [
      'channel.postgresChangeFlow<PostgresAction>(schema = "public") { table = "a"\n filter { eq("id", 1)\n isIn("s", listOf("x", "y")) } }',
      'public.a * where id=eq.1,s=in.(x,y)',
    ],
    [
      'channel.postgresChangeFlow<PostgresAction>(schema = "public") { table = "a"; filter(FilterOperation("id", FilterOperator.IN, "(1,2)")) }',
      'public.a * where id=in.(1,2)',
    ],
    ['channel.postgresChangeFlow<PostgresAction>("public", { table = "a" })', 'public.a *'],
    ['channel.postgresChangeFlow<PostgresAction>("public", filter = { table = "a" })', 'public.a *'],
    [
      'val f: Flow<PostgresAction.Insert> = channel.postgresChangeFlow(schema = "public") { table = "a" }',
      'public.a INSERT',
    ],
    ['with(channel) { postgresChangeFlow<PostgresAction>("public") { table = "a" } }', 'public.a *'],
    ['channel.postgresChangeFlow<T>("public") { table = "a" }', 'public.a (its type of action is not named)'],
    ['channel.postgresChangeFlow<PostgresAction>("public") { table = """a""" }', 'public.a *'],
    ['channel.postgresChangeFlow<PostgresAction>("public") { table = if (old) "a" else "a" }', 'public.a *'],
    ['channel.postgresChangeFlow<PostgresAction>("public") { table = name ?: "a" }\nval name = null', 'public.a *'],
    ['channel.postgresChangeFlow<PostgresAction>("public", block)', 'public.(its block is not in the call) *'],
  ])('%s', (text, line) => {
    expect(kotlin(text).at(-1)).toBe(line);
  });

  test('its place', () => {
    expect(find({ 'A.kt': 'val f = c\n  .postgresChangeFlow<PostgresAction>("p") { table = "a" }' })).toMatchObject([
      { sdk: 'supabase-kt', line: 2, column: 4 },
    ]);
  });
});

describe('data flows', () => {
  test.each([
    ['channel.postgresListDataFlow(schema = "public", table = "a", primaryKey = Message::id)', 'public.a *'],
    ['channel.postgresListDataFlow(table = "a", primaryKey = Message::id)', 'public.a *'],
    ['channel.postgresListDataFlow<Message, Int>("chat", "a", primaryKey = Message::id)', 'chat.a *'],
    [
      'channel.postgresListDataFlow(table = "a", filter = FilterOperation("id", FilterOperator.GT, 3), primaryKey = M::id)',
      'public.a * where id=gt.3',
    ],
    [
      'channel.postgresSingleDataFlow(schema = "public", table = "a", primaryKey = M::id) { eq("id", 1) }',
      'public.a * where {}=eq.{}',
    ],
    ['supabase.from("a").selectAsFlow(M::id)', 'public.a *'],
    ['supabase.postgrest["a"].selectAsFlow(M::id)', 'public.a *'],
    ['supabase.postgrest["chat", "a"].selectAsFlow(M::id)', 'chat.a *'],
    ['supabase.from(schema = "chat", table = "a").selectAsFlow(listOf(M::id, M::room))', 'chat.a *'],
    ['supabase.from("chat", "a").selectAsFlow(M::id)', 'chat.a *'],
    [
      'val supabase = createSupabaseClient(u, k) { install(Postgrest) { defaultSchema = "chat" } }\nfun f() = supabase.from("a").selectAsFlow(M::id)',
      'chat.a *',
    ],
    [
      'supabase.from("a").selectAsFlow(M::id, filter = FilterOperation("room", FilterOperator.EQ, room))',
      'public.a * where room=eq.{}',
    ],
    ['supabase.from("a").selectSingleValueAsFlow(M::id) { eq("id", 1) }', 'public.a * where {}=eq.{}'],
    [
      'class R(private val client: SupabaseClient) {\n  private val table = client.postgrest["a"]\n  fun all() = table.selectAsFlow(M::id)\n}',
      'public.a *',
    ],
    ['val q = supabase.from("a")\nq.selectAsFlow(M::id)', 'public.a *'],
  ])('%s', (text, line) => {
    expect(kotlin(text)).toEqual([line]);
  });
});

describe('constants', () => {
  const call = (table: string) =>
    `fun f() { channel.postgresChangeFlow<PostgresAction>(schema = "public") { table = ${table} } }`;

  test.each([
    ['at the top', `private const val MESSAGES = "a"\n${call('MESSAGES')}`],
    [
      'of a companion object',
      `class R {\n companion object { const val MESSAGES: String = "a" }\n${call('MESSAGES')}\n}`,
    ],
    ['of a companion object, by the class', `class R { companion object { const val M = "a" } }\n${call('R.M')}`],
    ['of an object', `object Tables { const val MESSAGES = "a" }\n${call('Tables.MESSAGES')}`],
    ['a case', `enum class T(val sql: String) { ONE("a"), TWO("b"); fun x() = 1 }\n${call('T.ONE.sql')}`],
    ['lazily', `val messages by lazy { "a" }\n${call('messages')}`],
    ['a getter', `val messages get() = "a"\n${call('messages')}`],
    ['with a piece', `const val P = "a"\nconst val MESSAGES = "\${P}"\n${call('MESSAGES')}`],
  ])('%s', (_, text) => {
    expect(kotlin(text)).toEqual(['public.a *']);
  });

  test('of another file', () => {
    const others = { 'app/Tables.kt': 'object Tables {\n  const val MESSAGES = "a"\n}' };
    expect(kotlin(call('Tables.MESSAGES'), others)).toEqual(['public.a *']);
  });

  test('a choice', () => {
    expect(kotlin(call('when (kind) { 1 -> "a"\n else -> "b" }'))).toEqual(['public.a *', 'public.b *']);
  });

  test('a default of a constructor is none where the caller gives another', () => {
    const type =
      'class Live(val c: Channel, private val name: String = "a") { fun f() = c.postgresChangeFlow<PostgresAction>("public") { table = name } }';
    expect(kotlin(`${type}\nval live = Live(c, "b")`)).toEqual(['public.b * < app/Chat.kt:2']);
    expect(kotlin(`${type}\nval live = Live(c)`)).toEqual(['public.a * < app/Chat.kt:2']);
  });

  test('a loop over a list', () => {
    expect(
      kotlin(`for (t in listOf("a", "b")) { channel.postgresChangeFlow<PostgresAction>("public") { table = t } }`),
    ).toEqual(['public.a *', 'public.b *']);
  });
});

describe('what is no subscription', () => {
  test.each([
    '// channel.postgresChangeFlow<PostgresAction>("public") { table = "a" }',
    '/* /* */ channel.postgresChangeFlow<PostgresAction>("public") { table = "a" } */',
    'val s = "channel.postgresChangeFlow<PostgresAction>(1)"',
    'val s = """\nchannel.postgresChangeFlow<PostgresAction>("public") { table = "a" }\n"""',
    'inline fun <reified T : PostgresAction> RealtimeChannel.postgresChangeFlow(schema: String): Flow<T> = x',
    'fun <T> PostgrestQueryBuilder<T>.selectAsFlow(key: K): Flow<T> = x',
    'import io.github.jan.supabase.realtime.postgresChangeFlow',
  ])('%s', (text) => {
    expect(kotlin(text)).toEqual([]);
  });
});
