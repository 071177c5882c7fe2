import type { Node } from '@babel/types';
import type { Binding, BindingHazard } from '../../model/source.js';
import type { Location } from '../../model/subscription.js';
import type { FoundSubscription } from '../found.js';
import type { ReadFile } from '../read-file.js';
import type { SourceFile } from '../source-file.js';
import type { Call } from './channels.js';
import { expand, type Way } from './expand.js';
import { findChannels } from './find-channels.js';
import { findEqualBindings } from './find-equal-bindings.js';
import { findHandedOn } from './find-handed-on.js';
import { findLateBindings } from './find-late-bindings.js';
import { findLibrarySites } from './find-library-sites.js';
import { findMetComponents } from './find-met-components.js';
import { findRepeatedTopics, findSharedTopics } from './find-repeated-topics.js';
import { findSetUps } from './find-set-ups.js';
import { findSharedParams } from './find-shared-params.js';
import { findClientSites, type Site } from './find-sites.js';
import { functionName } from './function-names.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { isCall, isFunction, nameOf } from './nodes.js';
import { readOldColumns } from './old-columns.js';
import type { ReadParameters } from './parameters.js';
import { member } from './parts.js';
import { MOST_STEPS, type Project } from './project.js';
import { toFilters, toName, toParameters } from './said-values.js';
import type { SetUp } from './set-up.js';
import { topicOf } from './topic-of.js';
import { UNDEFINED, type Value } from './value.js';

/** A file of JavaScript or TypeScript, or one that holds scripts. */
export function readScript(source: SourceFile, project: Project): ReadFile {
  const module = project.open(source);
  project.stepsLeft = MOST_STEPS;
  const sites = sitesOf(project, module);
  const ons = sites.flatMap(({ sdk, node }) =>
    sdk === 'supabase-js' && isCall(node) && nameOf(node.callee) === 'on' ? node : [],
  );
  const setUps = findSetUps(project, module, ons);
  const channels = findChannels(project, module, ons);
  const places = new Map(sites.map(({ node, at }) => [node, at]));
  const channelOf = ({ node }: Site): Location | null => {
    const first = isCall(node) ? channels.get(node) : undefined;
    return first === undefined ? null : module.place(places.get(first) ?? first);
  };
  const all = sites.map((site) => ({ site, ways: expand(project, site.read) }));
  return {
    ...whatIsFound(module, all, (site) => oldColumnsOf(project, site)),
    bindings: all.flatMap(({ site, ways }) => toBindings(site, ways, channelOf(site))),
    hazards: findHazards(project, module, ons, setUps).map((hazard) => toHazard(project, module, hazard)),
    topics: findSharedTopics(project, setUps),
  };
}

/** The same with the subscriptions alone, and nothing of what the rules judge besides. */
export function readScriptForList(source: SourceFile, project: Project): ReadFile {
  const module = project.open(source);
  project.stepsLeft = MOST_STEPS;
  const all = sitesOf(project, module).map((site) => ({ site, ways: expand(project, site.read) }));
  return {
    ...whatIsFound(module, all, () => null),
    bindings: all.flatMap(({ site, ways }) => toBindings(site, ways, null)),
    hazards: [],
    topics: [],
  };
}

function sitesOf(project: Project, module: Module): readonly Site[] {
  module.readMarkup('postgres_changes');
  return [...findClientSites(project, module), ...findHandedOn(project, module), ...findLibrarySites(module)];
}

/** A call that subscribes, and the ways through the source that its parameters come by. */
interface Expanded {
  readonly site: Site;
  readonly ways: readonly Way[];
}

function whatIsFound(
  module: Module,
  all: readonly Expanded[],
  oldColumnsAt: (site: Site) => readonly string[] | null,
): Pick<ReadFile, 'subscriptions' | 'uses' | 'problem'> {
  return {
    subscriptions: all.flatMap(({ site, ways }) => {
      const oldColumns = oldColumnsAt(site);
      return distinct(ways.flatMap((way) => toSubscriptions(site, way, oldColumns)));
    }),
    uses: module.uses.map((node) => module.place(node)),
    problem: module.problem,
  };
}

/** What the bindings of a file do to each other. */
function findHazards(
  project: Project,
  module: Module,
  ons: readonly Call[],
  setUps: readonly SetUp[],
): readonly Hazard[] {
  const repeated = findRepeatedTopics(project, module, setUps);
  const told = new Set(repeated.map(({ at }) => at));
  return [
    ...findLateBindings(project, module, ons),
    ...repeated,
    ...findMetComponents(project, module, setUps).filter(({ at }) => !told.has(at)),
    ...findEqualBindings(project, module, ons),
    ...findSharedParams(project, module, ons),
  ];
}

function toHazard(project: Project, module: Module, hazard: Hazard): Omit<BindingHazard, 'role'> {
  const { kind, when, channel, at, first, firstIn, via } = hazard;
  const topic = hazard.topic === undefined ? topicOf(project, module, channel) : hazard.topic;
  return { kind, when, topic, location: module.placeOfCall(at), first: firstIn.placeOfCall(first), via };
}

function distinct(found: readonly FoundSubscription[]): readonly FoundSubscription[] {
  return [...new Map(found.map((one) => [JSON.stringify({ ...one, via: one.via[0] }), one])).values()];
}

/** None for parameters that the server refuses: they subscribe to nothing, and a rule says so. */
function toSubscriptions(
  { sdk, module, at }: Site,
  { parameters, via }: Way,
  oldColumns: readonly string[] | null,
): readonly FoundSubscription[] {
  const schema = toName(parameters.schema);
  const table = toName(parameters.table);
  if (schema === null || table === null) return [];
  const { line, column } = module.place(at);
  return toFilters(parameters.filter).map((filter) => ({
    sdk,
    schema,
    table,
    event: toName(parameters.event) ?? { known: true, value: null },
    filter,
    line,
    column,
    via: via.map((caller) => caller.module.place(caller.node)),
    within: namesAround(module, at),
    oldColumns,
  }));
}

function oldColumnsOf(project: Project, { module, callback }: Site): readonly string[] | null {
  return callback === undefined ? null : readOldColumns(project, module, callback);
}

function namesAround(module: Module, node: Node): readonly string[] {
  return [...module.around(node)].flatMap((outer) => (isFunction(outer) ? (functionName(module, outer) ?? []) : []));
}

/**
 * The calls of a function that the project says is a wrapper, as subscriptions to what an argument of theirs says.
 * @param table the index of the argument, then the properties in it
 */
export function readCallsOf(
  name: string,
  [index, ...path]: readonly (string | number)[],
  source: SourceFile,
  project: Project,
): readonly FoundSubscription[] {
  const module = project.open(source);
  return (module.calls.get(name) ?? []).flatMap((node) => {
    if (node.type === 'JSXOpeningElement' || node.type === 'NewExpression') return [];
    const argument = node.arguments[Number(index)];
    if (argument === undefined) return [];
    const read: ReadParameters = (evaluation) => ({
      schema: UNDEFINED,
      table: path.reduce<Value>(
        (value, key) => member(evaluation, value, String(key)),
        evaluation.evaluate(module, argument),
      ),
      event: UNDEFINED,
      filter: UNDEFINED,
      select: UNDEFINED,
    });
    const site: Site = { sdk: 'supabase-js', module, node, at: node, read };
    return distinct(expand(project, read).flatMap((way) => toSubscriptions(site, way, null)));
  });
}

/** Empty for a client that takes no object of parameters. */
function toBindings(
  { sdk, module, at }: Site,
  ways: readonly Way[],
  channel: Location | null,
): readonly Omit<Binding, 'role'>[] {
  if (sdk !== 'supabase-js' && sdk !== 'supabase-cache-helpers') return [];
  const all = ways.map(({ parameters, via }) => ({
    location: module.place(at),
    sdk,
    via: via.map((caller) => caller.module.place(caller.node)),
    channel,
    event: toParameters(parameters.event),
    schema: toParameters(parameters.schema),
    table: toParameters(parameters.table),
    filter: toParameters(parameters.filter),
    select: toParameters(parameters.select),
  }));
  return [...new Map(all.map((one) => [JSON.stringify({ ...one, via: null }), one])).values()];
}
