import { type Feature, type Hop, indent, MARK, type Plan, pick } from './feature.js';

/** The code that says the name of the table: what stands at the top, the expression, and what goes around the use of it. */
interface Name {
  readonly top: string;
  readonly expression: string;
  readonly around: (use: string) => string;
  readonly tables: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** A subscription in TypeScript, JavaScript, Vue or Svelte. @param id a number that makes its names its own */
export function scriptFeature(plan: Plan, id: number): Feature {
  const folder = `src/feature${id}`;
  const isTyped = !plan.extension.startsWith('.js');
  const name = nameOf(plan, id, folder, isTyped);
  const files: Record<string, string> = { ...name.files };
  const { hops } = plan;
  for (const [at, hop] of hops.entries()) {
    const inner = at === 0 ? site(plan, 'table', isTyped) : call(hops[at - 1], id, at - 1, 'table');
    files[`${folder}/hop${at}${isTyped ? '.ts' : '.js'}`] =
      `${imports(hops, id, at)}${head(plan)}${declare(hop, id, at, inner, isTyped)}`;
  }
  const last = hops.length - 1;
  const use = hops.length === 0 ? site(plan, name.expression, isTyped) : call(hops[last], id, last, name.expression);
  const code = `${imports(hops, id, hops.length)}${hops.length === 0 ? head(plan) : ''}${name.top}${inFunction(plan, id, name.around(use))}`;
  files[`${folder}/${pick(plan, 1, 'Page', 'index', 'main', 'useIt')}${plan.extension}`] = wrapUp(plan, code);
  return { files, tables: name.tables, plan };
}

/** What the subscribing file imports. */
function head(plan: Plan): string {
  const client = "import { createClient } from '@supabase/supabase-js';\nimport { supabase } from '../client';\n";
  return isConstant(plan) ? `import { REALTIME_LISTEN_TYPES } from '@supabase/supabase-js';\n${client}` : client;
}

function isConstant(plan: Plan): boolean {
  return pick(plan, 3, false, false, true);
}

function site(plan: Plan, table: string, isTyped: boolean): string {
  const type = isConstant(plan)
    ? 'REALTIME_LISTEN_TYPES.POSTGRES_CHANGES'
    : pick(plan, 7, "'postgres_changes'", '"postgres_changes"', '`postgres_changes`') +
      (isTyped ? pick(plan, 11, '', ' as any', ' as const') : '');
  const options = [
    `event: '${plan.event}'`,
    ...(plan.schema === null ? [] : [`schema: '${plan.schema}'`]),
    table === 'table' ? 'table' : `table: ${table}`,
    ...(plan.hasFilter
      ? [
          pick(
            plan,
            13,
            `filter: \`room_id=eq.\${roomId}\``,
            "filter: 'room_id=eq.' + roomId",
            "filter: 'room_id=eq.1'",
          ),
        ]
      : []),
  ];
  const given = pick(plan, 17, `{ ${options.join(', ')} }`, `{\n  ${options.join(',\n  ')},\n}`);
  return pick(
    plan,
    19,
    `const channel = supabase.channel('room').on(${MARK}${type}, ${given}, (payload) => refresh(payload)).subscribe();`,
    `supabase\n  .channel('room')\n  .on('broadcast', { event: 'x' }, () => {})\n  .on(\n    ${MARK}${type},\n    ${given},\n    async (payload) => { await refresh(payload); },\n  )\n  .subscribe((status) => console.log(status));`,
    `const live = supabase.channel('room');\nlive.on(${MARK}${type}, ${given}, refresh);\nlive.subscribe();`,
  );
}

function nameOf(plan: Plan, id: number, folder: string, isTyped: boolean): Name {
  const [first, second] = plan.tables.map((table) => `'${table}'`);
  const plain: Name = {
    top: '',
    expression: first ?? '',
    around: (use) => use,
    tables: [plan.tables[0]],
    files: {},
  };
  const both = { ...plain, tables: plan.tables };
  const frozen = isTyped ? pick(plan, 23, '', ' as const') : '';
  switch (plan.said) {
    case 'literal':
      return plain;
    case 'constant':
      return { ...plain, top: `const TABLE_${id} = ${first}${frozen};\n`, expression: `TABLE_${id}` };
    case 'enum':
      if (isTyped) {
        return {
          ...plain,
          top: `enum Tables${id} { One = ${first}, Two = ${second} }\n`,
          expression: `Tables${id}.One`,
        };
      }
      return {
        ...plain,
        top: `const Tables${id} = Object.freeze({ One: ${first} });\n`,
        expression: `Tables${id}.One`,
      };
    case 'object':
      return {
        ...plain,
        top: `const tables${id} = { one: ${first}, two: { three: ${second} } }${frozen};\n`,
        expression: `tables${id}.one`,
      };
    case 'loop':
      return {
        ...both,
        top: `const list${id} = [${first}, ${second}]${frozen};\n`,
        expression: 'one',
        around: (use) => `for (const one of list${id}) {\n${indent(use)}\n}`,
      };
    case 'each':
      return {
        ...both,
        expression: 'one',
        around: (use) =>
          pick(
            plan,
            29,
            `[${first}, ${second}].forEach((one) => {\n${indent(use)}\n});`,
            `[{ one: ${first} }, { one: ${second} }].map(({ one }) => {\n${indent(use)}\n  return one;\n});`,
          ),
      };
    case 'ternary':
      return { ...both, expression: `isAdmin ? ${first} : ${second}` };
    default:
      return { ...plain, ...imported(plan, id, folder, isTyped, first ?? '') };
  }
}

/** A constant that comes through some modules. */
function imported(
  plan: Plan,
  id: number,
  folder: string,
  isTyped: boolean,
  literal: string,
): Pick<Name, 'top' | 'expression' | 'files'> {
  const end = isTyped ? '.ts' : '.js';
  const files: Record<string, string> = { [`${folder}/names0${end}`]: `export const NAME_${id} = ${literal};\n` };
  for (let at = 1; at < plan.modules; at += 1) {
    files[`${folder}/names${at}${end}`] = pick(
      plan,
      31 * at,
      `export { NAME_${id} } from './names${at - 1}';\n`,
      `export * from './names${at - 1}';\n`,
      `import { NAME_${id} } from './names${at - 1}';\nexport { NAME_${id} };\n`,
    );
  }
  const path = plan.said === 'alias' ? `#app/feature${id}/names${plan.modules - 1}` : `./names${plan.modules - 1}`;
  return pick(
    plan,
    37,
    { top: `import { NAME_${id} } from '${path}';\n`, expression: `NAME_${id}`, files },
    { top: `import { NAME_${id} as other } from '${path}';\n`, expression: 'other', files },
    { top: `import * as names from '${path}';\n`, expression: `names.NAME_${id}`, files },
  );
}

function declare(hop: Hop, id: number, at: number, inner: string, isTyped: boolean): string {
  const type = isTyped ? ': string' : '';
  const body = indent(inner);
  switch (hop) {
    case 'position':
      return at % 2 === 0
        ? `export function watch${id}x${at}(room${type}, table${type}) {\n${body}\n}\n`
        : `export const watch${id}x${at} = (room${type}, table${type}) => {\n${body}\n};\n`;
    case 'options':
      return `export function useWatch${id}x${at}({ table, isOn = true }${isTyped ? ': { table: string; isOn?: boolean }' : ''}) {\n  useEffect(() => {\n${indent(body)}\n  }, [table]);\n}\n`;
    case 'method':
      return `export class Watch${id}x${at} {\n  follow${id}x${at}(table${type}) {\n${indent(body)}\n  }\n}\n`;
    case 'composable':
      return `export function useLive${id}x${at}() {\n  const listen${id}x${at} = (table${type}) => {\n${indent(body)}\n  };\n  return { listen${id}x${at}, stop: () => {} };\n}\n`;
  }
}

/** The call of a hop; what it needs is imported. */
function call(hop: Hop | undefined, id: number, at: number, table: string): string {
  switch (hop) {
    case 'options':
      return `useWatch${id}x${at}({ isOn: false, ${table === 'table' ? 'table' : `table: ${table}`} });`;
    case 'method':
      return `const watch = new Watch${id}x${at}();\nwatch.follow${id}x${at}(${table});`;
    case 'composable':
      return `const { listen${id}x${at} } = useLive${id}x${at}();\nlisten${id}x${at}(${table});`;
    default:
      return `watch${id}x${at}('room', ${table});`;
  }
}

/** What hop number `at` imports: the one before it. */
function imports(hops: readonly Hop[], id: number, at: number): string {
  const hop = hops[at - 1];
  if (hop === undefined) return '';
  const names: Readonly<Record<Hop, string>> = {
    position: 'watch',
    options: 'useWatch',
    method: 'Watch',
    composable: 'useLive',
  };
  return `import { ${names[hop]}${id}x${at - 1} } from './hop${at - 1}';\n`;
}

/** Code that runs: at the top, in a function, in an effect of a component. */
function inFunction(plan: Plan, id: number, code: string): string {
  if (plan.extension === '.vue' || plan.extension === '.svelte') {
    return pick(plan, 41, `${code}\n`, `onMounted(() => {\n${indent(code)}\n});\n`);
  }
  if (plan.extension.endsWith('x')) {
    return `export default function Page${id}({ roomId }) {\n  useEffect(() => {\n${indent(code, '    ')}\n  }, []);\n  return <p className="a">It&apos;s {roomId} &lt; 1</p>;\n}\n`;
  }
  return pick(plan, 41, `${code}\n`, `export async function start${id}(roomId) {\n${indent(code)}\n}\n`);
}

function wrapUp({ extension }: Plan, code: string): string {
  if (extension === '.vue') {
    return `<template>\n  <p v-if="a < b">{{ x }}</p>\n</template>\n\n<script setup lang="ts">\n${code}</script>\n\n<style>p { color: red }</style>\n`;
  }
  if (extension === '.svelte') return `<script lang="ts">\n${code}</script>\n\n{#if a < b}<p>{x}</p>{/if}\n`;
  return code;
}
