import { describe, expect, test } from '@jest/globals';
import { read } from '../support/read-subscriptions.js';

/** What the first of some files subscribes to, without the calls that lead there. */
const tables = (files: Readonly<Record<string, string>>): readonly string[] => {
  const [[first, text] = ['', ''], ...others] = Object.entries(files);
  return read(first, text, Object.fromEntries(others)).map((line) => line.replace(/ <.*/, ''));
};

const JOBS_AND_ORDERS = ['public.jobs *', 'public.orders *'];

describe('what a class hands to the one that it stands on', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      'C#',
      {
        'W.cs': `public abstract class Watcher {
          readonly string _table;
          protected Watcher(string table) { _table = table; }
          void F() { channel.Register(new PostgresChangesOptions("public", _table)); }
        }`,
        'J.cs':
          'class Jobs : Watcher { public Jobs() : base("jobs") { } }\nclass X : Exception { X() : base("no") { } }',
        'O.cs': 'class Orders : Watcher\n{\n  public Orders(ILogger log) : base("orders")\n  {\n  }\n}',
      },
    ],
    [
      'C# with primary constructors',
      {
        'W.cs':
          'public class Watcher(string table) { void F() { c.Register(new PostgresChangesOptions("public", table)); } }',
        'J.cs': 'class Jobs() : Watcher("jobs");\nclass Orders(ILogger log) : Watcher("orders") { }',
      },
    ],
    [
      'Dart',
      {
        'lib/w.dart': `abstract class Watcher<T> {
          const Watcher(this.table, {this.schema = 'public'});
          final String table;
          final String schema;
          void f() { c.onPostgresChanges(event: .all, schema: schema, table: table, callback: g); }
        }`,
        'lib/j.dart': "class Jobs extends Watcher<Job> { Jobs() : super('jobs'); }",
        'lib/o.dart': "class Orders extends Watcher<Order> { Orders(C c) : _c = c, super('orders'); }",
      },
    ],
    [
      'Dart, over another',
      {
        'lib/w.dart': `class Watcher { Watcher(this.table); final String table; Stream s() => client.from(table).stream(primaryKey: ['id']); }
          class Middle extends Watcher { Middle(String name) : super(name); }
          class Jobs extends Middle { Jobs() : super('jobs'); }
          class Orders extends Middle { Orders() : super('orders'); }`,
      },
    ],
    [
      'Swift',
      {
        'W.swift': `class Watcher {
          let table: String
          init(table: String) { self.table = table }
          func f() { _ = c.postgresChange(AnyAction.self, table: table) }
        }`,
        'J.swift':
          'class Jobs: Watcher { init() { super.init(table: "jobs") } }\nlet w: Watcher = .init(table: "orders")\nlet x: Other = .init(table: "no")',
      },
    ],
    [
      'Kotlin',
      {
        'W.kt': `abstract class Watcher(private val client: C, private val name: String) {
          fun f() = client.postgresChangeFlow<PostgresAction>("public") { table = name }
        }`,
        'J.kt': 'class Jobs @Inject constructor(client: C) : Watcher(client, "jobs")',
        'O.kt': 'class Orders(\n  client: C,\n) :\n  Watcher(client, name = "orders") {\n  val x = 1\n}',
      },
    ],
    [
      'Python',
      {
        'w.py': `class Watcher:
    def __init__(self, client, table):
        self.table = table

    def f(self):
        self.c.on_postgres_changes("*", schema="public", table=self.table, callback=g)
`,
        'j.py': `class Jobs(Watcher):
    def __init__(self, client):
        super(Jobs, self).__init__(client, "jobs")

class Orders(Watcher):
    def __init__(self, client):
        Watcher.__init__(self, client, "orders")
`,
      },
    ],
  ])('%s', (_, files) => {
    expect(tables(files)).toEqual(JOBS_AND_ORDERS);
  });

  test('Dart, by its own parameters', () => {
    const text = (
      rest: string,
    ) => `abstract class W { W(this.client, {required this.table}); final C client; final String table;
      Stream s() => client.from(table).stream(primaryKey: ['id']); }\n${rest}`;
    expect(
      tables({ 'w.dart': text("class J extends W { J(super.client, {super.table = 'jobs'}); }\nfinal j = J(c);") }),
    ).toEqual(['public.jobs *']);
    expect(
      tables({
        'w.dart': text(
          "class J extends W { J(super.client) : super(table: 'jobs'); }\nclass N extends W { N(super.client, {required super.table}); }\nfinal n = N(c, table: 'orders');",
        ),
      }),
    ).toEqual(JOBS_AND_ORDERS);
  });

  test('and to itself', () => {
    const text = `class W { string _t; public W(string t) { _t = t; } public W() : this("jobs") { }
      void F() { c.Register(new PostgresChangesOptions("public", _t)); } }\nclass X { W w = new("orders"); V v = new("no"); }`;
    expect(tables({ 'W.cs': text })).toEqual(JOBS_AND_ORDERS);
  });
});

describe('what stands on a class says instead', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      'C#',
      {
        'W.cs': `abstract class Watcher { protected abstract string Table { get; }
          void F() { c.Register(new PostgresChangesOptions("public", Table)); } }`,
        'J.cs': 'class Jobs : Watcher { protected override string Table => "jobs"; }',
        'O.cs': 'class Orders : Watcher { protected override string Table { get; } = "orders"; }',
      },
    ],
    [
      'C#, a method',
      {
        'W.cs': `abstract class Watcher { protected abstract string Table();
          void F() { c.Register(new PostgresChangesOptions("public", Table())); } }
          class Jobs : Watcher { protected override string Table() => "jobs"; }
          class Orders : Watcher { protected override string Table() { return "orders"; } }`,
      },
    ],
    [
      'Dart',
      {
        'lib/w.dart': `abstract class Watcher<T> { String get table; Stream s() => client.from(table).stream(primaryKey: ['id']); }`,
        'lib/j.dart': "class Jobs extends Watcher<Job> {\n  @override\n  String get table => 'jobs';\n}",
        'lib/o.dart':
          "class Orders extends Watcher<Order> { final table = 'orders'; }\nclass X { String get table => 'no'; }",
      },
    ],
    [
      'Dart, of a mixin',
      {
        'lib/w.dart': `mixin Live<T extends StatefulWidget> on State<T> { String get table;
          void f() { c.onPostgresChanges(event: .all, schema: 'public', table: table, callback: g); } }`,
        'lib/j.dart': `class _J extends State<J> with Live<J> { String get table => 'jobs'; }
          class _O extends State<O> with Other, Live { String get table { return 'orders'; } }`,
      },
    ],
    [
      'Swift',
      {
        'W.swift': `protocol Live { var table: String { get } }
          extension Live { func f() { _ = c.postgresChange(AnyAction.self, table: self.table) } }`,
        'J.swift':
          'final class Jobs: NSObject, Live { let table = "jobs" }\nstruct Orders: Live { var table: String { "orders" } }',
      },
    ],
    [
      'Kotlin',
      {
        'W.kt': `abstract class Watcher { abstract val name: String
          fun f() = c.postgresChangeFlow<PostgresAction>("public") { table = name } }`,
        'J.kt':
          'class Jobs : Watcher() { override val name = "jobs" }\nclass Orders : Watcher() { override val name: String get() = "orders" }',
      },
    ],
    [
      'Kotlin, of an interface',
      {
        'W.kt': `interface Source { fun name(): String\n  fun f() = c.from(name()).selectAsFlow(M::id) }
          class Jobs : Source { override fun name() = "jobs" }
          class Orders : Source { override fun name(): String { return "orders" } }`,
      },
    ],
    [
      'Python',
      {
        'w.py': `class Watcher:
    table: str = ""

    def f(self):
        self.c.on_postgres_changes("*", schema="public", table=self.table, callback=g)
`,
        'j.py': `class Jobs(Watcher):
    table = "jobs"

class Orders(Watcher):
    @property
    def table(self):
        """The table."""
        return "orders"
`,
      },
    ],
  ])('%s', (_, files) => {
    expect(tables(files)).toEqual(JOBS_AND_ORDERS);
  });

  test('each type with all that it says', () => {
    const text = `class W:
    schema = "public"
    table = "rows"
    def f(self):
        self.c.on_postgres_changes("*", schema=self.schema, table=self.table, callback=g)
class A(W):
    table = "jobs"
class B(W):
    table = "orders"
    schema = "shop"
`;
    expect(tables({ 'w.py': text })).toEqual(['public.jobs *', 'shop.orders *']);
    expect(tables({ 'w.py': `${text}W()\n` })).toEqual(['public.rows *', 'public.jobs *', 'shop.orders *']);
  });

  test('at the type that says it, so that one of a test is known for one', () => {
    const text = `abstract class R { String get t; Stream s() => c.from(t).stream(primaryKey: ['id']); }`;
    const others = {
      'lib/a.dart': "\nclass A extends R { String get t => 'jobs'; }",
      'test/f_test.dart': "class F extends R { String get t => 'fake'; }",
    };
    expect(read('lib/r.dart', text, others)).toEqual([
      'public.jobs * < lib/a.dart:2',
      'public.fake * < test/f_test.dart:1',
    ]);
  });

  test('what is inherited, and what is said above', () => {
    const above = 'class A { protected const string T = "jobs"; protected string S = "ops"; }';
    const text = 'class B : A { void F() { c.Register(new PostgresChangesOptions(S, T)); } }';
    expect(tables({ 'B.cs': text, 'A.cs': above })).toEqual(['ops.jobs *']);
    const both = `class A { String get t => 'jobs'; }
      class B extends A { String get t => 'x'; void f() { c.onPostgresChanges(event: .all, table: super.t, callback: g); } }`;
    expect(tables({ 'b.dart': both })).toEqual(['-.jobs *']);
  });

  test('of two classes of one name the one in its own file', () => {
    const base = (rest: string) => `abstract class R { String get t; ${rest} }`;
    const files = {
      'a.dart': `${base("Stream s() => c.from(t).stream(primaryKey: ['id']);")} class A extends R { String get t => 'jobs'; }`,
      'b.dart': `${base('')} class B extends R { String get t => 'no'; }`,
    };
    expect(tables(files)).toEqual(['public.jobs *']);
    expect(tables({ ...files, 'c.dart': "class C extends R { String get t => 'no'; }" })).toEqual(['public.jobs *']);
  });
});

describe('what a type parameter stands for', () => {
  test('the model of a C# method and of a class', () => {
    const models =
      '[Table("jobs")] class Job : BaseModel { }\n[Table("orders")] class Order : BaseModel { }\nclass No : BaseModel { }';
    const method = `class L { Task Sub<T>(Action<T> h) where T : BaseModel, new() { client.From<T>().On(ListenType.All, h); }
      void F() { Sub<Job>(g); Sub<Order>(g); } }`;
    expect(tables({ 'L.cs': method, 'M.cs': models })).toEqual(JOBS_AND_ORDERS);
    const type = `class L<T> where T : BaseModel, new() { void F() { client.From<T>().On(ListenType.All, g); } }
      class S { L<Job> jobs; void F() { services.AddScoped<L<Order>>(); } }`;
    const fake = { 'Tests/F.cs': '[Table("no")] class Fake : BaseModel { }\nclass F { L<Fake> l; }' };
    expect(tables({ 'L.cs': type, 'M.cs': models, ...fake })).toEqual(JOBS_AND_ORDERS);
  });

  test('the action of a Kotlin function', () => {
    const text = `inline fun <reified T : PostgresAction> RealtimeChannel.watch(name: String): Flow<T> =
  postgresChangeFlow<T>(schema = "public") { table = name }
fun f(c: RealtimeChannel) { c.watch<PostgresAction.Insert>("jobs")
  c.watch<PostgresAction>("orders") }`;
    expect(tables({ 'W.kt': text })).toEqual(['public.jobs INSERT', 'public.orders *']);
  });

  test('what a Swift type says of itself', () => {
    const text = `protocol Row { static var table: String { get } }
struct Job: Row { static let table = "jobs" }
struct No: Row { static let table = "no" }
final class Live<T: Row> { func f() { _ = c.postgresChange(AnyAction.self, table: T.table) } }
let a = Live<Job>()`;
    expect(tables({ 'W.swift': text })).toEqual(['public.jobs *']);
  });
});

test('what is no call of a wrapper: a function for a text, and what Riverpod and Provider are asked', () => {
  const text = `class M { Stream watch(String table) => client.from(table).stream(primaryKey: ['id']); }
void f(WidgetRef ref) { m.watch('jobs'); c.watch((status, [e]) { print(status); }); c.watch((s) => print(s));
  ref.watch(jobsProvider); context.watch(other); ref.watch(mProvider).watch('orders'); }`;
  expect(tables({ 'm.dart': text })).toEqual(JOBS_AND_ORDERS);
  const own = `extension E on BuildContext { void live(String t) => c.onPostgresChanges(event: .all, table: t, callback: g); }
void f(BuildContext context) { context.live('jobs'); }`;
  expect(tables({ 'e.dart': own })).toEqual(['-.jobs *']);
});
