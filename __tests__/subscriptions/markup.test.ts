import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

type Files = Readonly<Record<string, string>>;

/** One line for each subscription, with the lines of the calls it comes by: `public.jobs * < src/App.vue:5`. */
function lines(files: Files): readonly string[] {
  const { subscriptions, unresolved } = scanText(Object.entries(files).map(([file, text]) => ({ file, text })));
  const read = subscriptions.map(({ schema, table, event, filter, via }) => {
    const where = filter === null ? '' : ` where ${filter}`;
    return `${schema}.${table} ${event}${where}${via.map(({ file, line }) => ` < ${file}:${line}`).join('')}`;
  });
  return [...read, ...unresolved.map(({ reason }) => `? ${reason}`)].toSorted();
}

const on = (options: string): string => `supabase.channel('c').on('postgres_changes', ${options}, show).subscribe();`;
const ON = on("{ event: '*', schema: 'public', table, filter }");

const LIVE: Files = {
  'src/live.ts': `export function watch(table, filter) { ${ON} }`,
};
const IMPORT = "<script setup>\nimport { watch } from './live';\nconst tables = ['a', 'b'];\n</script>\n";

describe('calls of a wrapper in markup', () => {
  test.each([
    ['src/App.vue', `<b class="c" @click="watch('jobs')">x</b>`],
    ['src/App.vue', `<b @click="open = 1; watch('jobs'); if (open) close()" :class="{ a: b, c: d }">x</b>`],
    ['src/App.vue', `<b @vue:mounted="watch('jobs')" />`],
    ['src/App.vue', `<b v-on:click.prevent="() => watch('jobs')" :style="{ a: }" />`],
    ['src/App.vue', `<b :ref="() => watch('jobs')" />`],
    ['src/App.vue', `<List @select="watch('jobs')" />`],
    ['src/App.svelte', `<b on:click={() => watch('jobs')}>x</b>`],
    ['src/App.svelte', `<b title="}" onclick={() => { watch('jobs') }}>{x}</b>`],
    ['src/App.html', `<b onclick="watch('jobs')">x</b>`],
    ['src/App.astro', `<b onclick="watch('jobs')">x</b>`],
    ['src/App.html', `<b (click)="watch('jobs')">x</b>`],
    ['src/App.html', `<b x-init="watch('jobs')">x</b>`],
    ['src/App.html', `<b onclick="window.watch('jobs')">x</b>`],
  ])('%s: %s', (file, markup) => {
    expect(lines({ ...LIVE, [file]: `${IMPORT}${markup}\n` })).toContain(`public.jobs * < ${file}:5`);
  });

  test('what is commented out, and what only looks like one, is none', () => {
    const markup = `<!-- <b @click="watch('jobs')" /> -->\n<b title="watch('tasks')">watch('users')</b>`;
    expect(lines({ ...LIVE, 'src/App.vue': `${IMPORT}${markup}\n` }).filter((one) => !one.startsWith('?'))).toEqual([]);
  });

  test('in a loop', () => {
    const vue = `<p v-for="(t, i) in tables" :key="i"><b @click="watch(t)"/></p><b @click="watch('d')"/>`;
    const expected = ['public.a * < F:5', 'public.b * < F:5', 'public.d * < F:5'];
    const named = (file: string) => expected.map((one) => one.replace('F', file));
    expect(lines({ ...LIVE, 'src/App.vue': IMPORT + vue })).toEqual(named('src/App.vue'));
    const svelte = `{#each tables as t, i (t)}<b on:click={() => watch(t)}/>{/each}<b on:click={() => watch('d')}/>`;
    expect(lines({ ...LIVE, 'src/App.svelte': IMPORT + svelte })).toEqual(named('src/App.svelte'));
  });

  test('as an action of Svelte', () => {
    const live = { 'src/live.ts': `export function follow(node, { table, filter }) { ${ON} }` };
    const text = `<script>\nimport { follow } from './live';\n</script>\n<b use:follow={{ table: 'jobs' }} />`;
    expect(lines({ ...live, 'src/App.svelte': text })).toEqual(['public.jobs * < src/App.svelte:4']);
  });

  test('by the name that a component has with hyphens', () => {
    const list = `<script setup>\nconst { table, filter } = defineProps(['table', 'filter']);\n${ON}\n</script>`;
    const text = `<script setup>\nimport JobList from './List.vue';\n</script>\n<job-list table="jobs" />`;
    expect(lines({ 'src/List.vue': list, 'src/App.vue': text })).toEqual(['public.jobs * < src/App.vue:4']);
  });

  test('of what a ref holds', () => {
    const text = `<script setup>\nimport { watch } from './live';\nconst name = ref('jobs');\n</script>\n<b @click="watch(name)" />`;
    expect(lines({ ...LIVE, 'src/App.vue': text })).toEqual(['public.jobs * < src/App.vue:5']);
  });

  test.each([
    ['methods', `{ methods: { start(table, filter) { ${ON} } } }`],
    ['setup', `defineComponent({ setup() { const start = (table, filter) => { ${ON} }; return { start }; } })`],
  ])('of what a component has among its %s', (_, options) => {
    const text = `<script>\nexport default ${options};\n</script>\n<b @click="start('jobs')" />`;
    expect(lines({ 'src/App.vue': text })).toEqual(['public.jobs * < src/App.vue:4']);
  });

  test('of a method of a component of Angular, beside it or in it', () => {
    const files = {
      'src/jobs.component.ts': `export class Jobs { start(table, filter) { ${ON} } }`,
      'src/jobs.component.html': `<b (click)="start('jobs')"></b>`,
      'src/other.component.html': `<b (click)="start('others')"></b>`,
      'src/tasks.component.ts': `@Component({ template: \`\n<b (click)="start('tasks')"></b>\` })\nexport class Tasks { start(table, filter) { ${ON} } }`,
    };
    expect(lines(files)).toEqual([
      'public.jobs * < src/jobs.component.html:1',
      'public.tasks * < src/tasks.component.ts:2',
    ]);
  });
});

describe('what a component is given', () => {
  const USE = "<script setup>\nimport List from './List.vue';\n</script>\n";
  const component = (declared: string): string => `<script setup lang="ts">\n${declared}\n${ON}\n</script>`;

  test.each([
    ['const { table, filter } = defineProps<{ table: string }>();'],
    ['const props = defineProps<{ table: string }>();\nconst { table, filter } = toRefs(props);'],
    ["const { table, filter } = defineProps(['table', 'filter']);"],
  ])('%s', (declared) => {
    const files = { 'src/List.vue': component(declared.replace('toRefs(props)', 'props')) };
    const use = `${USE}<List table="jobs" :filter="'id=eq.1'" /><List :table="'tasks'">x</List>`;
    expect(lines({ ...files, 'src/App.vue': use })).toEqual([
      'public.jobs * where id=eq.1 < src/App.vue:4',
      'public.tasks * < src/App.vue:4',
    ]);
  });

  test.each([
    ["const { table = 'all', filter } = defineProps<{ table?: string }>();"],
    ["const { table, filter } = withDefaults(defineProps<{ table?: string }>(), { table: 'all' });"],
    ["const { table, filter } = defineProps({ table: { type: String, default: 'all' }, filter: String });"],
  ])('or not given: %s', (declared) => {
    const files = { 'src/List.vue': component(declared) };
    const use = `${USE}<List\n  table="jobs" /><List />`;
    expect(lines({ ...files, 'src/App.vue': use })).toEqual([
      'public.all * < src/App.vue:5',
      'public.jobs * < src/App.vue:4',
    ]);
  });

  test.each([
    [
      'props and this',
      `{ props: { table: { default: 'all' }, filter: String }, mounted() { const { table, filter } = this; ${ON} } }`,
    ],
    ['setup', `defineComponent({ props: ['table'], setup(props) { const { table = 'all', filter } = props; ${ON} } })`],
  ])('by options: %s', (_, options) => {
    const files = { 'src/List.vue': `<script>\nexport default ${options};\n</script>` };
    expect(lines({ ...files, 'src/App.vue': `${USE}<List table="jobs" /><List />` })).toEqual([
      'public.all * < src/App.vue:4',
      'public.jobs * < src/App.vue:4',
    ]);
  });

  test('and hands on by its name alone', () => {
    const files = {
      'src/List.vue': component('const { table, filter } = defineProps<{ table: string }>();'),
      'src/Outer.vue':
        "<script setup>\nimport List from './List.vue';\nconst props = defineProps(['name', 'id']);\n</script>\n<List :table=\"name\" :filter=\"`id=eq.${id}`\" />",
      'src/App.vue': '<script setup>\nimport Outer from \'./Outer.vue\';\n</script>\n<Outer name="jobs" id="1" />',
    };
    expect(lines(files)).toEqual(['public.jobs * where id=eq.1 < src/Outer.vue:5 < src/App.vue:4']);
  });

  test('and hands on as a function', () => {
    const files = {
      'src/use.ts': `export function useLive(name) { const table = toValue(name); const filter = undefined; ${ON} }`,
      'src/List.vue': `<script setup>\nimport { useLive } from './use';\nconst props = defineProps(['table']);\nuseLive(() => props.table);\n</script>`,
      'src/App.vue': `${USE}<List table="jobs" />`,
    };
    expect(lines(files)).toEqual(['public.jobs * < src/List.vue:4 < src/App.vue:4']);
  });

  test.each([
    ["export let table = 'all';\nexport let filter = undefined;"],
    ["let { table = 'all', filter } = $props();"],
    ["const { table = 'all', filter } = $props();"],
  ])('in Svelte: %s', (declared) => {
    const use = `<script>\nimport List from './List.svelte';\nconst table = 'tasks';\nconst rest = { table: 'rest' };\n</script>
{#each ['a', 'b'] as one}<List table={one} />{/each}
<List {table} filter="id=eq.{id}" /><List {...rest} /><List on:click={() => 1 > 0} />`;
    expect(lines({ 'src/List.svelte': component(declared), 'src/App.svelte': use })).toEqual([
      'public.a * < src/App.svelte:6',
      'public.all * < src/App.svelte:7',
      'public.b * < src/App.svelte:6',
      'public.rest * < src/App.svelte:7',
      'public.tasks * where id=eq.{} < src/App.svelte:7',
    ]);
  });

  test('in an island of Astro', () => {
    const files = {
      'src/List.tsx': `export default function List({ table, filter }) { useEffect(() => { ${ON} }, []); return null; }`,
      'src/pages/index.astro': '---\nimport List from \'../List\';\n---\n<List client:load table="jobs" />',
    };
    expect(lines(files)).toEqual(['public.jobs * < src/pages/index.astro:4']);
  });

  test('but no other component of that name is, nor one in itself', () => {
    const files = {
      'src/List.vue': `${component('const { table, filter } = defineProps<{ table: string }>();')}\n<template><List :table="table" /></template>`,
      'src/other/List.vue': '<script setup>\ndefineProps(["table"]);\n</script>',
      'src/App.vue': `${USE}<List table="jobs" />`,
      'src/Other.vue': '<script setup>\nimport List from \'./other/List.vue\';\n</script>\n<List table="others" />',
    };
    expect(lines(files)).toEqual(['public.jobs * < src/App.vue:4']);
  });

  test('is also what people choose', () => {
    const files = { 'src/List.vue': component('const { table, filter } = defineProps<{ table: string }>();') };
    const use = `${USE.replace('</script>', "const chosen = ref('jobs');\n</script>")}<select v-model="chosen" /><List :table="chosen" />`;
    expect(lines({ ...files, 'src/App.vue': use })).toEqual([
      '? the table is worked out at run time',
      'public.jobs * < src/App.vue:5',
    ]);
  });

  test('in a slot is what it is there', () => {
    const files = {
      'src/List.vue': component('const { table, filter } = defineProps<{ table: string }>();'),
      'src/names.ts': "export const item = 'wrong';",
      'src/App.vue': `${USE}<Grid><template #cell="{ item }"><List :table="item" /></template></Grid>`,
    };
    expect(lines(files)).toEqual(['? the table is a parameter of a function without a name']);
  });

  test('by nobody is told', () => {
    const text = component('const { table, filter } = defineProps<{ table: string }>();');
    expect(lines({ 'src/List.vue': text })).toEqual(['? the table is a property of the component']);
  });
});
