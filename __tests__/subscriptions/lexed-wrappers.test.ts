import { describe, expect, test } from '@jest/globals';
import { read } from '../support/read-subscriptions.js';

describe('a Dart wrapper', () => {
  const wrapper = `void listen(String table, {String schema = 'public', PostgresChangeEvent event = PostgresChangeEvent.all, required Function cb}) {
  channel.onPostgresChanges(event: event, schema: schema, table: table, callback: cb);
}`;

  test('is each of its calls, with the values of one call together', () => {
    const others = {
      'lib/a.dart':
        "f() {\n  listen('orders', cb: g);\n  service.listen('tasks', schema: 'chat', event: PostgresChangeEvent.insert, cb: g);\n}",
    };
    expect(read('lib/w.dart', wrapper, others)).toEqual([
      'public.orders * < lib/a.dart:2',
      'chat.tasks INSERT < lib/a.dart:3',
    ]);
  });

  test('that nobody calls', () => {
    expect(read('lib/w.dart', wrapper)).toEqual([
      '(it is a parameter of listen).(it is a parameter of listen) (it is a parameter of listen)',
    ]);
  });

  test('calls with other arguments are of something else', () => {
    const others = {
      'lib/a.dart': "f() { stream.listen((x) => print(x)); stream.listen(g, onError: h); listen('orders', cb: g); }",
    };
    expect(read('lib/w.dart', wrapper, others)).toEqual(['public.orders * < lib/a.dart:1']);
  });

  test('calls in comments and strings are none', () => {
    const others = {
      'lib/a.dart': "// listen('a', cb: g);\nfinal s = \"listen('b', cb: g)\"; f() { listen('orders', cb: g); }",
    };
    expect(read('lib/w.dart', wrapper, others)).toEqual(['public.orders * < lib/a.dart:2']);
  });

  test('of a wrapper', () => {
    const text = `class R {
  Stream watch(String t) => client.from(t).stream(primaryKey: ['id']).eq('room', room);
  Stream both(String name) => watch(name);
  Stream orders() => both('orders');
}`;
    expect(read('lib/w.dart', text)).toEqual(['public.orders * where room=eq.{} < lib/w.dart:3 < lib/w.dart:4']);
  });

  test('that calls itself again', () => {
    const text = `void join(String t) {
  c.onPostgresChanges(event: .all, table: t, callback: (_) => join(t));
}
void f() { join('orders'); }`;
    expect(read('lib/w.dart', text)).toEqual(['-.orders * < lib/w.dart:4']);
  });

  test('that another try calls as well', () => {
    const text = `void join(String t) { c.onPostgresChanges(event: .all, table: t); again(t); }
void again(String u) { later(() => join(u)); }
void f() { join('orders'); }`;
    expect(read('lib/w.dart', text)).toEqual(['-.orders * < lib/w.dart:3']);
  });

  test('two that call each other', () => {
    const text = `void a(String t) { c.onPostgresChanges(event: .all, table: t); b(t); }\nvoid b(String u) { a(u); }`;
    expect(read('lib/w.dart', text)).toEqual(['-.(it is a parameter of b) * < lib/w.dart:2']);
  });

  test('through five others, but not six', () => {
    const chain = (count: number) =>
      `void f0(String t) { c.onPostgresChanges(event: .all, table: t); }\n${Array.from({ length: count }, (_, i) => `void f${i + 1}(String t) { f${i}(t); }\n`).join('')}void g() { f${count}('a'); }`;
    expect(read('lib/w.dart', chain(4))).toEqual([
      '-.a * < lib/w.dart:2 < lib/w.dart:3 < lib/w.dart:4 < lib/w.dart:5 < lib/w.dart:6',
    ]);
    expect(read('lib/w.dart', chain(5))).toHaveLength(1);
    expect(read('lib/w.dart', chain(5))[0]).toMatch(/^-\.\(it is passed through more than 5 functions\)/);
  });

  test('where several functions have the name', () => {
    const others = {
      'lib/b.dart': 'void watch(String x) { print(x); }',
      'lib/c.dart': "void g() { watch('orders'); }",
    };
    const text = "void watch(String t) { c.onPostgresChanges(event: .all, table: t); }\nvoid f() { watch('tasks'); }";
    expect(read('lib/w.dart', text, others)).toEqual(['-.tasks * < lib/w.dart:2']);
    expect(read('lib/w.dart', text.split('\n')[0] ?? '', others)).toEqual([
      '-.(it is a parameter of watch, and several functions have that name) *',
    ]);
  });

  test('that is a class', () => {
    const text = `class Live extends StatefulWidget {
  const Live({super.key, required this.table});
  final String table;
}
class _LiveState extends State<Live> {
  void initState() { c.onPostgresChanges(event: .all, table: widget.table, callback: f); }
}`;
    expect(
      read('lib/w.dart', text, {
        'lib/a.dart': "final a = Live(table: 'orders');\nfinal b = const Live(table: 'tasks');",
      }),
    ).toEqual(['-.orders * < lib/a.dart:1', '-.tasks * < lib/a.dart:2']);
  });

  test('a filter that is passed', () => {
    const text = `void on(String t, [PostgresChangeFilter? filter]) { c.onPostgresChanges(event: .all, table: t, filter: filter); }
void f() { on('a'); on('b', PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'id', value: x)); }`;
    expect(read('lib/w.dart', text)).toEqual(['-.a * < lib/w.dart:2', '-.b * where id=eq.{} < lib/w.dart:2']);
  });
});

describe('a Swift wrapper', () => {
  test('with labels, without, and with names of two words', () => {
    const text = `func watch(_ table: String, in schema: String = "public") -> AsyncStream<AnyAction> {
  channel.postgresChange(AnyAction.self, schema: schema, table: table)
}
let a = watch("orders")
let b = self.watch("tasks", in: "chat")
let c = watch(table: "no")`;
    expect(read('App/W.swift', text)).toEqual(['public.orders * < App/W.swift:4', 'chat.tasks * < App/W.swift:5']);
  });

  test('of a case, by its type', () => {
    const text = `enum Table: String { case orders, tasks = "todo_tasks" }
func watch(_ table: Table) { _ = channel.postgresChange(AnyAction.self, table: table.rawValue) }
func f() { watch(.orders)
  watch(Table.tasks) }`;
    expect(read('App/W.swift', text)).toEqual([
      'public.orders * < App/W.swift:3',
      'public.todo_tasks * < App/W.swift:4',
    ]);
  });

  test('an initializer', () => {
    const text = `final class Store {
  let table: String
  init(table: String) { self.table = table }
  func start() { _ = channel.postgresChange(AnyAction.self, table: table) }
}
let s = Store(table: "orders")`;
    expect(read('App/W.swift', text)).toEqual(['public.orders * < App/W.swift:6']);
  });

  test('with a closure behind it', () => {
    const text = `func watch(_ table: String, then: @escaping () -> Void) { _ = channel.onPostgresChange(AnyAction.self, table: table) { _ in then() } }
watch("orders") { print(1) }`;
    expect(read('App/W.swift', text)).toEqual(['public.orders * < App/W.swift:2']);
  });
});

describe('a Kotlin wrapper', () => {
  test('by name and by place', () => {
    const text = `class Live {
  fun <T> watch(tableName: String, schema: String = "public"): Flow<PostgresAction> =
    channel.postgresChangeFlow<PostgresAction>(schema = schema) {
      table = tableName
    }
  fun a() = watch<Int>("orders")
}`;
    const others = { 'app/B.kt': 'fun b(live: Live) {\n  live.watch(schema = "chat", tableName = "tasks")\n}' };
    expect(read('app/W.kt', text, others)).toEqual(['public.orders * < app/W.kt:6', 'chat.tasks * < app/B.kt:2']);
  });

  test('a class', () => {
    const text = `class Repository(private val tableName: String) {
  fun all() = client.from(tableName).selectAsFlow(M::id)
}
val orders = Repository("orders")`;
    expect(read('app/W.kt', text)).toEqual(['public.orders * < app/W.kt:4']);
  });

  test('of a case with a name of its own', () => {
    const text = `enum class Table(val sql: String) { ORDERS("orders"), TASKS("todo_tasks") }
fun watch(t: Table) { channel.postgresChangeFlow<PostgresAction>("public") { table = t.sql } }
fun f() { watch(Table.TASKS) }`;
    expect(read('app/W.kt', text)).toEqual(['public.todo_tasks * < app/W.kt:3']);
  });
});

describe('a Python wrapper', () => {
  test('a function and a method', () => {
    const text = `class Live:
    async def watch(self, table, schema="public", *, event="*"):
        self.channel.on_postgres_changes(event, self.got, table=table, schema=schema)

    async def start(self):
        await self.watch("orders")
        await self.watch("tasks", event="INSERT")
`;
    expect(read('w.py', text)).toEqual(['public.orders * < w.py:6', 'public.tasks INSERT < w.py:7']);
  });

  test('a class', () => {
    const text = `class Live:
    def __init__(self, table: str):
        self.table = table

    def start(self, c):
        c.on_postgres_changes("*", self.got, table=self.table)

Live("orders").start(c)
`;
    expect(read('w.py', text)).toEqual(['-.orders * < w.py:8']);
  });
});

describe('a C# wrapper', () => {
  test('by name and by place', () => {
    const text = `class Live {
  public Task Watch(string table, string schema = "public") {
    channel.Register(new PostgresChangesOptions(schema, table));
  }
  void F() { Watch("orders"); }
}`;
    const others = {
      'App/B.cs': 'class B { Task F() => live.Watch(table: "tasks", schema: "chat"); }',
      'App/I.cs': 'interface ILive {\n  Task Watch(string table, string schema = "public");\n}',
    };
    expect(read('App/W.cs', text, others)).toEqual(['public.orders * < App/W.cs:5', 'chat.tasks * < App/B.cs:1']);
  });

  test('a constructor that keeps it', () => {
    const text = `class Live {
  private readonly string _table;
  public Live(string table) { _table = table; }
  void F() { channel.Register(new PostgresChangesOptions("public", _table)); }
}
class X { Live live = new Live("orders"); }`;
    expect(read('App/W.cs', text)).toEqual(['public.orders * < App/W.cs:6']);
  });
});
