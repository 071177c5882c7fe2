import type { Node } from '@babel/types';
import type { Sdk } from '../../model/subscription.js';
import type { Evaluation } from './evaluation.js';
import type { Site } from './find-sites.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf } from './nodes.js';
import { type Parameters, type ReadParameters, readOptions } from './parameters.js';
import { elementsOf, member } from './parts.js';
import { isTruthy, textValue, UNDEFINED, unknown, type Value } from './value.js';

type Call = Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>;

/**
 * The calls of a module that subscribe with a library on top of the client. A name counts only where it is imported from
 * that library: a useSubscription is a billing hook more often than not.
 */
export function findLibrarySites(module: Module): readonly Site[] {
  return [...ofCalls(module), ...ofRefine(module)];
}

interface Library {
  readonly sdk: Sdk;
  readonly from: RegExp;
  readonly read: (evaluation: Evaluation, options: Value, call: Call) => Parameters | null;
  /** Which argument has the options. */
  readonly index: number;
}

/** Sources: the repositories of legend-state, rxdb and supabase-cache-helpers at the releases of 2026. */
const LIBRARIES: Readonly<Record<string, Library | undefined>> = {
  syncedSupabase: { sdk: 'legend-state', from: /^@legendapp\/state/, index: 0, read: readLegend },
  replicateSupabase: { sdk: 'rxdb', from: /^rxdb(\/|$)/, index: 0, read: readRxdb },
  useSubscription: { sdk: 'supabase-cache-helpers', from: /^@supabase-cache-helpers\//, index: 2, read: readPlain },
  useSubscriptionQuery: {
    sdk: 'supabase-cache-helpers',
    from: /^@supabase-cache-helpers\//,
    index: 2,
    read: readPlain,
  },
};

function ofCalls(module: Module): readonly Site[] {
  return Object.keys(LIBRARIES).flatMap((name) =>
    [...(module.calls.get(name) ?? []), ...configured(module, name)].flatMap((node) => {
      const library = LIBRARIES[name];
      if (!isCall(node) || library === undefined || !isFrom(module, node, name, library.from)) return [];
      const options = node.arguments[library.index];
      if (options === undefined) return [];
      const read: ReadParameters = (evaluation) => library.read(evaluation, evaluation.evaluate(module, options), node);
      return [{ sdk: library.sdk, module, node, at: node, read }];
    }),
  );
}

/** The calls of what `configureSynced(syncedSupabase, {...})` made of a library's function. */
function configured(module: Module, name: string): readonly Node[] {
  return (module.calls.get('configureSynced') ?? []).flatMap((node) => {
    const declarator = module.parentOf(node);
    const isOfIt = isCall(node) && node.arguments.some((one) => one.type === 'Identifier' && one.name === name);
    if (!isOfIt || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return [];
    return module.calls.get(declarator.id.name) ?? [];
  });
}

function isFrom(module: Module, { callee }: Call, name: string, from: RegExp): boolean {
  const inner = bare(callee);
  const own = inner.type === 'Identifier' ? module.find(inner.name, inner) : null;
  const declared = own?.kind === 'variable' ? module.find(name, inner) : own;
  return declared?.kind === 'import' && declared.imported === name && from.test(declared.source);
}

/** `syncedSupabase({ supabase, collection, realtime: true | { schema, filter } })` */
function readLegend(evaluation: Evaluation, options: Value): Parameters | null {
  const realtime = member(evaluation, options, 'realtime');
  if (isTruthy(realtime) === false) return null;
  const asked = realtime.kind === 'object' ? realtime : null;
  const schema = asked && member(evaluation, asked, 'schema');
  return {
    ...EVERYTHING,
    schema: schema === null || schema.kind === 'undefined' ? textValue('public') : schema,
    table: member(evaluation, options, 'collection'),
    filter: asked === null ? UNDEFINED : member(evaluation, asked, 'filter'),
  };
}

/** `replicateSupabase({ tableName, live: true, pull: {} })`: live unless it says otherwise, and only where it pulls. */
function readRxdb(evaluation: Evaluation, options: Value): Parameters | null {
  const live = member(evaluation, options, 'live');
  const isLive = live.kind === 'undefined' || isTruthy(live) !== false;
  if (!isLive || isTruthy(member(evaluation, options, 'pull')) === false) return null;
  return { ...EVERYTHING, table: member(evaluation, options, 'tableName') };
}

/** The options of `.on` as they are. */
function readPlain(evaluation: Evaluation, options: Value): Parameters {
  return readOptions(evaluation, () => options);
}

const EVERYTHING: Parameters = {
  schema: textValue('public'),
  table: UNDEFINED,
  event: textValue('*'),
  filter: UNDEFINED,
  select: UNDEFINED,
};

const REFINE = /^@(refinedev|pankod)\//;

/** `<Refine liveProvider={liveProvider(client)} options={{ liveMode: 'auto' }} resources={[{ name }]}>` and its hooks. */
function ofRefine(module: Module): readonly Site[] {
  const elements = (module.calls.get('Refine') ?? []).flatMap((node): readonly Site[] => {
    if (node.type !== 'JSXOpeningElement' || attribute(node, 'liveProvider') === null) return [];
    const resources = attribute(node, 'resources');
    const read: ReadParameters = (evaluation) => {
      const options = attribute(node, 'options');
      const mode = options === null ? UNDEFINED : member(evaluation, evaluation.evaluate(module, options), 'liveMode');
      const own = attribute(node, 'liveMode');
      if (!isLive(own === null ? mode : evaluation.evaluate(module, own))) return null;
      const list = resources === null ? null : elementsOf(evaluation.evaluate(module, resources));
      const table =
        list === null
          ? unknown('the resources of Refine are not written out')
          : evaluation.choose(
              `${module.source.file}:refine:${node.start}`,
              list.map((one) => () => member(evaluation, one(), 'name')),
            );
      return { ...EVERYTHING, table };
    };
    return [{ sdk: 'refine', module, node, at: node, read }];
  });
  return [...elements, ...HOOKS.flatMap((name) => ofHook(module, name))];
}

const HOOKS = ['useList', 'useInfiniteList', 'useOne', 'useMany', 'useShow', 'useTable', 'useForm', 'useSelect'];

/** A hook that is live by itself: `useList({ resource: 'posts', liveMode: 'auto' })`. */
function ofHook(module: Module, name: string): readonly Site[] {
  return (module.calls.get(name) ?? []).flatMap((node): readonly Site[] => {
    if (!isCall(node) || !isFrom(module, node, name, REFINE)) return [];
    const [options] = node.arguments;
    if (options === undefined) return [];
    const read: ReadParameters = (evaluation) => {
      const given = evaluation.evaluate(module, options);
      if (!isLive(member(evaluation, given, 'liveMode'))) return null;
      const resource = member(evaluation, given, 'resource');
      return {
        ...EVERYTHING,
        table: resource.kind === 'undefined' ? unknown('the resource is that of the route') : resource,
      };
    };
    return [{ sdk: 'refine', module, node, at: node, read }];
  });
}

function isLive(mode: Value): boolean {
  return mode.kind === 'text' && (mode.text === 'auto' || mode.text === 'manual');
}

function attribute(node: Extract<Node, { type: 'JSXOpeningElement' }>, name: string): Node | null {
  for (const one of node.attributes) {
    if (one.type !== 'JSXAttribute' || nameOf(one.name) !== name) continue;
    return one.value?.type === 'JSXExpressionContainer' ? one.value.expression : (one.value ?? null);
  }
  return null;
}
