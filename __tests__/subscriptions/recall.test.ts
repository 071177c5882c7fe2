import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scanText } from '../support/scan-text.js';

/** One subscription that an application is made to have. */
interface Wanted {
  readonly schema: string;
  readonly table: string;
  readonly event: string;
  readonly hasFilter: boolean;
}

interface Made {
  readonly files: Readonly<Record<string, string>>;
  readonly wanted: readonly Wanted[];
}

const name = fc.stringMatching(/^[a-z][a-z0-9_]{2,9}$/).map((text) => `t_${text}`);
const wanted: fc.Arbitrary<Wanted> = fc.record({
  schema: fc.constantFrom('public', 'public', 'chat'),
  table: name,
  event: fc.constantFrom('*', 'INSERT', 'UPDATE', 'DELETE'),
  hasFilter: fc.boolean(),
});

const options = ({ schema, event, hasFilter }: Wanted, table: string): string =>
  `{ event: '${event}', schema: '${schema}', table: ${table}${hasFilter ? ', filter: `room_id=eq.${room}`' : ''} }`;
const on = (given: string): string => `supabase.channel(topic).on('postgres_changes', ${given}, show).subscribe();`;

/** Ways to write one subscription: each gives files whose names begin with the number of the subscription. */
const SHAPES: readonly ((one: Wanted, id: string) => Readonly<Record<string, string>>)[] = [
  (one, id) => ({ [`src/${id}.ts`]: on(options(one, `'${one.table}'`)) }),
  (one, id) => ({ [`src/${id}.js`]: `const TABLE = '${one.table}';\n${on(options(one, 'TABLE'))}` }),
  (one, id) => ({ [`src/${id}.ts`]: `enum T { X = '${one.table}' }\n${on(options(one, 'T.X'))}` }),
  (one, id) => ({
    [`src/${id}.tsx`]: `export const C = () => { useEffect(() => { const c = ${on(options(one, `\`${one.table}\``))} return () => supabase.removeChannel(c); }, []); return <p />; };`,
  }),
  (one, id) => ({
    [`src/${id}.vue`]: `<template><p /></template>\n<script setup lang="ts">\n${on(options(one, `'${one.table}' as const`))}\n</script>`,
  }),
  (one, id) => ({ [`src/${id}.svelte`]: `<script>\n  ${on(options(one, `'${one.table}'`))}\n</script>` }),
  (one, id) => ({
    [`src/${id}.ts`]: `import { TABLE } from './${id}-a';\n${on(options(one, 'TABLE'))}`,
    [`src/${id}-a.ts`]: `export { TABLE } from '@/${id}-b';`,
    [`src/${id}-b.ts`]: `export const TABLE = '${one.table}';`,
  }),
  (one, id) => ({
    [`src/${id}.ts`]: `export function use${id}(table: string) { ${on(options(one, 'table'))} }`,
    [`src/${id}-call.ts`]: `import { use${id} } from './${id}';\nuse${id}('${one.table}');`,
  }),
  (one, id) => ({
    [`src/${id}.ts`]: `export function use${id}({ table, ...rest }) { return live${id}({ table }); }\nconst live${id} = ({ table }) => { ${on(options(one, 'table'))} };`,
    [`src/${id}-call.tsx`]: `import { use${id} as live } from '@/${id}';\nexport const C = () => { live({ table: '${one.table}' }); return <p />; };`,
  }),
  (one, id) => ({
    [`src/${id}.ts`]: `export class Live${id} { follow(table: string) { ${on(options(one, 'table'))} } }`,
    [`src/${id}-call.ts`]: `import { Live${id} } from './${id}';\nconst live = new Live${id}();\nlive.follow('${one.table}');`,
  }),
  (one, id) => ({
    [`lib/${id}.dart`]: `void f() { supabase.channel('c').onPostgresChanges(event: PostgresChangeEvent.${dartEvent(one)}, schema: '${one.schema}', table: '${one.table}'${one.hasFilter ? ", filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'room_id', value: room)" : ''}, callback: (p) {}).subscribe(); }`,
  }),
  (one, id) => ({
    [`lib/${id}.dart`]: `const table${id} = '${one.table}';\nvoid f() { supabase.channel('c').onPostgresChanges(event: PostgresChangeEvent.${dartEvent(one)}, schema: '${one.schema}', table: table${id}${one.hasFilter ? ", filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'room_id', value: room)" : ''}, callback: (p) {}).subscribe(); }`,
  }),
  (one, id) => ({
    [`Sources/${id}.swift`]: `let changes = channel.postgresChange(${SWIFT[one.event]}.self, schema: "${one.schema}", table: "${one.table}"${one.hasFilter ? ', filter: "room_id=eq.\\(room)"' : ''})`,
  }),
  (one, id) => ({
    [`src/${id}.kt`]: `val changes = channel.postgresChangeFlow<${KOTLIN[one.event]}>(schema = "${one.schema}") { table = "${one.table}"${one.hasFilter ? '\n filter("room_id", FilterOperator.EQ, room)' : ''} }`,
  }),
  (one, id) => ({
    [`bot/${id}.py`]: `channel.on_postgres_changes("${one.event}", show, table="${one.table}", schema="${one.schema}"${one.hasFilter ? ', filter=f"room_id=eq.{room}"' : ''})`,
  }),
];

const SWIFT: Readonly<Record<string, string>> = {
  '*': 'AnyAction',
  INSERT: 'InsertAction',
  UPDATE: 'UpdateAction',
  DELETE: 'DeleteAction',
};
const KOTLIN: Readonly<Record<string, string>> = {
  '*': 'PostgresAction',
  INSERT: 'PostgresAction.Insert',
  UPDATE: 'PostgresAction.Update',
  DELETE: 'PostgresAction.Delete',
};

function dartEvent({ event }: Wanted): string {
  return event === '*' ? 'all' : event.toLowerCase();
}

/** What looks like a subscription and is none, or is not the application's. */
const DECOYS: readonly ((table: string, id: string) => Readonly<Record<string, string>>)[] = [
  (table, id) => ({ [`src/${id}.ts`]: `// ${on(`{ event: '*', schema: 'public', table: '${table}' }`)}` }),
  (table, id) => ({
    [`docs/${id}.md`]: `\`\`\`ts\n${on(`{ event: '*', schema: 'public', table: '${table}' }`)}\n\`\`\``,
  }),
  (table, id) => ({ [`src/${id}.ts`]: `emitter.on('postgres_changes', () => show('${table}'));` }),
  (table, id) => ({ [`node_modules/${id}/index.js`]: on(`{ event: '*', schema: 'public', table: '${table}' }`) }),
  (table, id) => ({
    '.gitignore': 'ignored/',
    [`ignored/${id}.ts`]: on(`{ event: '*', schema: 'public', table: '${table}' }`),
  }),
  (table, id) => ({ [`lib/${id}.dart`]: `// .onPostgresChanges(event: PostgresChangeEvent.all, table: '${table}')` }),
  (table, id) => ({
    [`src/${id}.ts`]: `supabase.channel('${table}').on('broadcast', { event: '${table}' }, show).subscribe();`,
  }),
];

const application: fc.Arbitrary<Made> = fc
  .record({
    wanted: fc.array(fc.tuple(wanted, fc.nat(SHAPES.length - 1)), { minLength: 1, maxLength: 8 }),
    decoys: fc.array(fc.tuple(name, fc.nat(DECOYS.length - 1)), { maxLength: 4 }),
  })
  .map(({ wanted: all, decoys }) => ({
    files: Object.assign(
      { 'package.json': '{}', 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }' },
      ...all.map(([one, shape], index) => SHAPES[shape]?.(one, `S${index}`)),
      ...decoys.map(([table, decoy], index) => DECOYS[decoy]?.(table, `D${index}`)),
    ),
    wanted: all.map(([one]) => one),
  }));

test('a made-up application: exactly the subscriptions that it was given are found', () => {
  fc.assert(
    fc.property(application, ({ files, wanted: expected }) => {
      const { subscriptions, unresolved } = scanText(Object.entries(files).map(([file, text]) => ({ file, text })));
      const found = subscriptions.map(({ schema, table, event, filter }) => ({
        schema,
        table,
        event,
        hasFilter: filter !== null,
      }));
      expect(found.map(toKey).toSorted()).toEqual(expected.map(toKey).toSorted());
      expect(unresolved).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

function toKey({ schema, table, event, hasFilter }: Wanted): string {
  return `${schema}.${table} ${event} ${hasFilter}`;
}
