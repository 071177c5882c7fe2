import { type Feature, indent, MARK, type Plan } from './feature.js';

/** How a language says what a feature is made of; `id` makes its names its own. */
interface Dialect {
  readonly folder: string;
  readonly quote: string;
  readonly site: (plan: Plan, table: string) => string;
  readonly constant: (name: string, value: string) => string;
  /** A constant in a type; the expression for it is `Tables.one`. */
  readonly member: (type: string, name: string, value: string) => string;
  readonly importOf: (module: string) => string;
  readonly loop: (first: string, second: string, use: string) => string;
  readonly either: (first: string, second: string) => string;
  readonly define: (name: string, body: string) => string;
  readonly call: (name: string, table: string) => string;
  /** What goes around all functions and constants of a file. */
  readonly file: (id: string, code: string) => string;
}

const braces = (head: string, body: string) => `${head} {\n${indent(body)}\n}\n`;
const filterText = 'room_id=eq.';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  '.dart': {
    folder: 'lib',
    quote: "'",
    site: ({ event, schema, hasFilter }, table) =>
      `supabase.channel('room')\n    .${MARK}onPostgresChanges(\n      event: PostgresChangeEvent.${event === '*' ? 'all' : event.toLowerCase()},\n${schema === null ? '' : `      schema: '${schema}',\n`}      table: ${table},\n${hasFilter ? "      filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'room_id', value: roomId),\n" : ''}      callback: (payload) => refresh(payload),\n    ).subscribe();`,
    constant: (name, value) => `const String ${name} = ${value};\n`,
    member: (type, name, value) => `class ${type} {\n  static const String ${name} = ${value};\n}\n`,
    importOf: (module) => `import '${module}.dart';\n`,
    loop: (first, second, use) => braces(`for (final one in [${first}, ${second}])`, use).trimEnd(),
    either: (first, second) => `isAdmin ? ${first} : ${second}`,
    define: (name, body) => braces(`void ${name}(String given)`, body),
    call: (name, table) => `${name}(${table});`,
    file: (_, code) => code,
  },
  '.swift': {
    folder: 'Sources',
    quote: '"',
    site: ({ event, schema, hasFilter }, table) =>
      `let changes = channel.${MARK}postgresChange(\n  ${ACTION[event]}Action.self,\n${schema === null ? '' : `  schema: "${schema}",\n`}  table: ${table}${hasFilter ? ',\n  filter: .eq("room_id", value: roomId)' : ''}\n)`,
    constant: (name, value) => `private let ${name} = ${value}\n`,
    member: (type, name, value) => `enum ${type} {\n  static let ${name} = ${value}\n}\n`,
    importOf: () => 'import Supabase\n',
    loop: (first, second, use) => braces(`for one in [${first}, ${second}]`, use).trimEnd(),
    either: (first, second) => `isAdmin ? ${first} : ${second}`,
    define: (name, body) => braces(`func ${name}(_ given: String) async`, body),
    call: (name, table) => `await ${name}(${table})`,
    file: (_, code) => code,
  },
  '.kt': {
    folder: 'app/src/main/java/app',
    quote: '"',
    site: ({ event, schema, hasFilter }, table) =>
      `val changes = channel.${MARK}postgresChangeFlow<PostgresAction${event === '*' ? '' : `.${ACTION[event]}`}>(schema = "${schema ?? 'public'}") {\n  table = ${table}\n${hasFilter ? '  filter("room_id", FilterOperator.EQ, roomId)\n' : ''}}`,
    constant: (name, value) => `private const val ${name} = ${value}\n`,
    member: (type, name, value) => `object ${type} {\n  const val ${name} = ${value}\n}\n`,
    importOf: () => 'package app\n\n',
    loop: (first, second, use) => braces(`for (one in listOf(${first}, ${second}))`, use).trimEnd(),
    either: (first, second) => `if (isAdmin) ${first} else ${second}`,
    define: (name, body) => braces(`suspend fun ${name}(given: String)`, body),
    call: (name, table) => `${name}(${table})`,
    file: (_, code) => code,
  },
  '.py': {
    folder: 'app',
    quote: '"',
    site: ({ event, schema, hasFilter }, table) =>
      `await channel.${MARK}on_postgres_changes(\n  "${event}",\n${schema === null ? '' : `  schema="${schema}",\n`}  table=${table},\n${hasFilter ? `  filter=f"${filterText}{room_id}",\n` : ''}  callback=refresh,\n).subscribe()`,
    constant: (name, value) => `${name} = ${value}\n`,
    member: (type, name, value) => `class ${type}:\n    ${name} = ${value}\n`,
    importOf: (module) => `from .${module} import *\n`,
    loop: (first, second, use) => `for one in (${first}, ${second}):\n${indent(use, '    ')}`,
    either: (first, second) => `${first} if is_admin else ${second}`,
    define: (name, body) =>
      `async def ${name}(given: str) -> None:\n    """Follows a table."""\n${indent(body, '    ')}\n\n`,
    call: (name, table) => `await ${name}(${table})`,
    file: (_, code) => code,
  },
  '.cs': {
    folder: 'App',
    quote: '"',
    site: ({ event, schema, hasFilter }, table) =>
      `channel.Register(new ${MARK}PostgresChangesOptions("${schema ?? 'public'}", ${table}, ListenType.${event === '*' ? 'All' : `${ACTION[event]}s`}${hasFilter ? `, $"${filterText}{roomId}"` : ''}));`,
    constant: (name, value) => `private const string ${name} = ${value};\n`,
    member: (type, name, value) => `public static class ${type}\n{\n  public const string ${name} = ${value};\n}\n`,
    importOf: () => 'using Supabase.Realtime;\n\n',
    loop: (first, second, use) => braces(`foreach (var one in new[] { ${first}, ${second} })`, use).trimEnd(),
    either: (first, second) => `isAdmin ? ${first} : ${second}`,
    define: (name, body) => braces(`public static void ${name}(string given)`, body),
    call: (name, table) => `${name}(${table});`,
    file: (id, code) => braces(`public static partial class Part${id}`, code),
  },
};

const ACTION: Readonly<Record<Plan['event'], string>> = {
  '*': 'Any',
  INSERT: 'Insert',
  UPDATE: 'Update',
  DELETE: 'Delete',
};

/** A subscription in Dart, Swift, Kotlin, Python or C#. */
export function lexedFeature(plan: Plan, id: number): Feature {
  const dialect = DIALECTS[plan.extension];
  if (dialect === undefined) throw new Error(`no dialect for ${plan.extension}`);
  const folder = `${dialect.folder}/feature${id}`;
  const [first = '', second = ''] = plan.tables.map((table) => `${dialect.quote}${table}${dialect.quote}`);
  const files: Record<string, string> = {};
  const write = (name: string, top: string, code: string) => {
    files[`${folder}/${name}${plan.extension}`] = top + dialect.file(`${id}${name}`, code);
  };
  let top = dialect.importOf(`names${id}`);
  let constants = '';
  let expression = first;
  let around = (use: string) => use;
  switch (plan.said) {
    case 'constant':
      constants = dialect.constant(`name${id}`, first);
      expression = `name${id}`;
      break;
    case 'object':
    case 'enum':
      top += dialect.member(`Tables${id}`, 'one', first);
      expression = `Tables${id}.one`;
      break;
    case 'import':
    case 'alias':
      files[`${folder}/names${id}${plan.extension}`] = dialect.member(`Tables${id}`, 'one', first);
      expression = `Tables${id}.one`;
      break;
    case 'loop':
    case 'each':
      around = (use) => dialect.loop(first, second, use);
      expression = 'one';
      break;
    case 'ternary':
      expression = dialect.either(first, second);
      break;
    default:
      break;
  }
  const name = (at: number) => `watch${id}x${at}`;
  for (const at of plan.hops.keys()) {
    const body = at === 0 ? dialect.site(plan, 'given') : dialect.call(name(at - 1), 'given');
    write(`hop${at}`, dialect.importOf(`hop${at - 1}`), dialect.define(name(at), body));
  }
  const last = plan.hops.length - 1;
  const use = last < 0 ? dialect.site(plan, expression) : dialect.call(name(last), expression);
  write('main', top, constants + dialect.define(`start${id}`, around(use)));
  const isTwo = ['loop', 'each', 'ternary'].includes(plan.said);
  return { files, tables: isTwo ? plan.tables : [plan.tables[0]], plan };
}
