import type { Binding, BindingHazard, ParameterValue } from '../../model/source.js';
import type { Location } from '../../model/subscription.js';
import type { FoundSubscription, ReadValue } from '../found.js';
import type { SourceFile } from '../source-file.js';
import { expand, type Way } from './expand.js';
import { findClientSites, type Site } from './find-sites.js';
import type { Project } from './project.js';
import { possible, type Value } from './value.js';

/** What a file says about Realtime. */
export interface ReadScript {
  readonly subscriptions: readonly FoundSubscription[];
  readonly bindings: readonly Omit<Binding, 'role'>[];
  readonly hazards: readonly Omit<BindingHazard, 'role'>[];
  /** Why the file could not be read; null when it could. */
  readonly problem: string | null;
}

/** A file of JavaScript or TypeScript, or one that holds scripts. */
export function readScript(source: SourceFile, project: Project): ReadScript {
  const module = project.open(source);
  const sites = findClientSites(project, module);
  const all = sites.map((site) => ({ site, ways: expand(project, site.read) }));
  return {
    subscriptions: all.flatMap(({ site, ways }) => distinct(ways.flatMap((way) => toSubscription(site, way) ?? []))),
    bindings: all.flatMap(({ site, ways }) => toBinding(site, ways) ?? []),
    hazards: [],
    problem: module.problem,
  };
}

function distinct(found: readonly FoundSubscription[]): readonly FoundSubscription[] {
  return [...new Map(found.map((one) => [JSON.stringify({ ...one, via: one.via[0] }), one])).values()];
}

/** Null for parameters that the server refuses: they subscribe to nothing, and a rule says so. */
function toSubscription({ sdk, module, node }: Site, { parameters, via }: Way): FoundSubscription | null {
  const schema = toName(parameters.schema);
  const table = toName(parameters.table);
  if (schema === null || table === null) return null;
  const { line, column } = module.place(node);
  return {
    sdk,
    schema,
    table,
    event: toName(parameters.event) ?? { known: true, value: null },
    filter: toFilter(parameters.filter),
    line,
    column,
    via: via.map((caller) => caller.module.place(caller.node)),
  };
}

function toName(value: Value): ReadValue | null {
  switch (value.kind) {
    case 'text':
      return value.isWhole
        ? { known: true, value: value.text }
        : { known: false, reason: `it is put together at run time: ${value.text}` };
    case 'undefined':
      return { known: true, value: null };
    case 'unknown':
      return { known: false, reason: value.reason, ...(value.dead === undefined ? {} : { dead: value.dead }) };
    case 'either':
      return toName(value.of.find(({ kind }) => kind === 'unknown') ?? value.of[0] ?? { kind: 'undefined' });
    default:
      return null;
  }
}

/** A filter that may be there is there: it is the one to judge. */
function toFilter(value: Value): ReadValue {
  const texts = possible(value).flatMap((one) => (one.kind === 'text' ? one.text : []));
  const [text] = texts.filter((one) => one !== '');
  if (text !== undefined) return { known: true, value: text };
  return { known: true, value: possible(value).some(({ kind }) => kind === 'unknown') ? '{}' : null };
}

/** Null for a client that takes no object of parameters. */
function toBinding({ sdk, module, node }: Site, ways: readonly Way[]): Omit<Binding, 'role'> | null {
  if (sdk !== 'supabase-js') return null;
  const read = (pick: (way: Way) => Value): readonly ParameterValue[] => {
    const values = ways.flatMap((way) => possible(pick(way))).map(toParameter);
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  };
  return {
    location: module.place(node),
    sdk,
    via: viaOf(ways),
    event: read(({ parameters }) => parameters.event),
    schema: read(({ parameters }) => parameters.schema),
    table: read(({ parameters }) => parameters.table),
    filter: read(({ parameters }) => parameters.filter),
    select: read(({ parameters }) => parameters.select),
  };
}

function viaOf(ways: readonly Way[]): readonly Location[] {
  const places = ways.flatMap(({ via }) => via.map((caller) => caller.module.place(caller.node)));
  return [...new Map(places.map((place) => [`${place.file}:${place.line}:${place.column}`, place])).values()];
}

function toParameter(value: Value): ParameterValue {
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: value.text, isWhole: value.isWhole };
    case 'number':
    case 'boolean':
      return { kind: value.kind, text: value.text };
    case 'instance':
    case 'class':
      return { kind: value.kind === 'class' ? 'function' : 'object' };
    case 'unknown':
      return { kind: 'unknown', reason: value.reason };
    case 'either':
      return { kind: 'unknown', reason: 'it has several values' };
    default:
      return { kind: value.kind };
  }
}

