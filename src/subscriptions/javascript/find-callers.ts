import type { Node } from '@babel/types';
import { isCalledHereOnly } from './called-here.js';
import { madeBy } from './channels.js';
import { UNDECIDED } from './decisions.js';
import type { Declaration } from './declarations.js';
import { Evaluation } from './evaluation.js';
import { type FunctionNames, namesOf } from './function-names.js';
import type { Given } from './given.js';
import { givenBy, handedTo } from './handed-to.js';
import type { Module } from './module.js';
import { bare, type CallNode, type FunctionNode, isCall, isClass, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';
import { subclassesOf } from './subclasses.js';
import { possible, type Value } from './value.js';

/** A call that runs a function. */
export interface Caller {
  readonly module: Module;
  readonly node: CallNode;
  readonly given: Given;
  /** False when the call is known by its name alone, as of a method of something that is not known. */
  readonly isSure: boolean;
}

/**
 * Every call of a function in the project; null when it has no name to be called by. Where nothing calls it, but its
 * name is called of another function that subscribes, those are taken for its calls: one may stand in for the other, and
 * their tables are subscribed to anyway.
 * @param first what the first argument has to be for anything to come of the call; null when it may be anything. A file
 * all of whose calls are given another text is not looked at.
 */
export function findCallers(
  project: Project,
  module: Module,
  of: FunctionNode,
  first: string | null = null,
): readonly Caller[] | null {
  const before = FOUND.get(of) ?? new Map<string | null, readonly Caller[] | null>();
  FOUND.set(of, before);
  const known = before.get(first);
  if (known !== undefined) return known;
  const callers = search(project, module, of, first);
  before.set(first, callers);
  return callers;
}

/** What was found before, by first argument: a function may have many subscriptions in it. A tree belongs to one project. */
const FOUND = new WeakMap<FunctionNode, Map<string | null, readonly Caller[] | null>>();

function search(project: Project, module: Module, of: FunctionNode, first: string | null): readonly Caller[] | null {
  const known = namesOf(module, of);
  if (known.names.size === 0) return null;
  const target = { module, of, known };
  const called = { isDefault: known.isDefault, first };
  const others = isCalledHereOnly(module, of, known) ? () => [] : (name: string) => project.calling(name, called);
  const placesOf = (name: string, by: FunctionNames): readonly Place[] =>
    [...new Set([module, ...others(name)])].flatMap((other) =>
      callsIn(other, name, by)
        .filter((node) => !isWithin(other, node, of))
        .map((node) => ({ module: other, node })),
    );
  const renamed = [...known.names].flatMap((name) => others(name).flatMap((other) => namesGivenOn(other, known)));
  const places = [
    ...[...known.names].flatMap((name) => placesOf(name, known)),
    ...[...new Set(renamed)].flatMap((name) => placesOf(name, { ...known, isDefault: false })),
  ];
  const meant = places.map((place) => ({ place, how: howMeant(project, place, target) }));
  const callers = meant.filter(({ how }) => how === 'sure' || how === 'by name');
  const handed =
    first === null ? handedOn(project, target, placesOf, [module, ...[...known.names].flatMap(others)]) : [];
  const handedOnBy = [...handed, ...(known.isConstructor ? superCalls(project, module, of) : [])];
  const areKnown = callers.length + handedOnBy.length > 0;
  const taken = areKnown ? callers : meant.filter(({ how }) => how === 'of a namesake');
  return [...taken.map(({ place, how }) => toCaller(place, how === 'sure')), ...handedOnBy];
}

/** The calls of a constructor by those of the classes that extend its own: `super('orders')`. */
function superCalls(project: Project, module: Module, of: FunctionNode): readonly Caller[] {
  const owner = module.parentOf(module.parentOf(of) ?? of);
  const children = isClass(owner) ? subclassesOf(evaluation(project), owner) : [];
  return children.flatMap((child) =>
    (child.module.calls.get('super') ?? [])
      .filter((node) => [...child.module.around(node)].find(isClass) === child.node)
      .map((node) => toCaller({ module: child.module, node }, true)),
  );
}

/**
 * The calls that run the function because it is handed to them, `tables.forEach(watch)`, `setTimeout(watch, 1, 'orders')`,
 * and those of what others make of it: `const soon = debounce(watch, 100)`.
 */
function handedOn(
  project: Project,
  target: Target,
  placesOf: (name: string, by: FunctionNames) => readonly Place[],
  modules: readonly Module[],
): readonly Caller[] {
  const aliases = new Set<string>();
  const found = [...new Set(modules)].flatMap((module) =>
    [...target.known.names]
      .flatMap((name) => handedTo(module, name))
      .flatMap(({ node, by }): readonly Caller[] => {
        const value = evaluation(project).evaluate(module, by);
        if (isWithin(module, node, target.of) || !isValueOf(value, target)) return [];
        const given = givenBy(module, node);
        if (given !== null) return [{ module, node, given, isSure: true }];
        const alias = nameGivenTo(module, node);
        if (alias !== null) aliases.add(alias);
        return [];
      }),
  );
  const made = [...aliases].flatMap((alias) => placesOf(alias, { ...target.known, isDefault: false }));
  const sure = made.filter((place) => howMeant(project, place, target) === 'sure');
  return [...found, ...sure.map((place) => toCaller(place, true))];
}

/** The name of what a call makes: through other calls, and through functions that give it back, as of useMemo. */
function nameGivenTo(module: Module, node: Node): string | null {
  for (const outer of module.around(node)) {
    if (outer.type === 'VariableDeclarator') return nameOf(outer.id);
    if (outer.type === 'ObjectProperty' || outer.type === 'ClassProperty') return nameOf(outer.key);
    if (!isCall(outer) && outer.type !== 'ArrowFunctionExpression' && bare(outer) === outer) return null;
  }
  return null;
}

/** The names under which a module gives on what the function's module gives away: an index of a package may rename it. */
function namesGivenOn(module: Module, { names, isDefault }: FunctionNames): readonly string[] {
  return [...module.exports.renamed()]
    .filter(({ imported }) => names.has(imported) || (imported === 'default' && isDefault))
    .map(({ name }) => name);
}

function callsIn(module: Module, name: string, { isConstructor, isDefault }: FunctionNames): readonly CallNode[] {
  const names = [
    name,
    ...(module.importedAs.get(name) ?? []),
    ...(isDefault ? (module.importedAs.get('default') ?? []) : []),
  ];
  for (const one of names) module.readMarkup(one);
  return names
    .flatMap((one) => module.calls.get(one) ?? [])
    .filter((node) => (node.type === 'NewExpression') === isConstructor);
}

interface Place {
  readonly module: Module;
  readonly node: CallNode;
}

interface Target {
  readonly module: Module;
  readonly of: FunctionNode;
  readonly known: FunctionNames;
}

function toCaller({ module, node }: Place, isSure: boolean): Caller {
  const given: Given =
    node.type === 'JSXOpeningElement'
      ? { kind: 'attributes', module, node }
      : { kind: 'arguments', module, nodes: node.arguments };
  return { module, node, given, isSure };
}

/** Whether a call is of the function; null when it is of something else. */
function howMeant(project: Project, { module, node }: Place, target: Target): How | null {
  const callee = node.type === 'JSXOpeningElement' ? node.name : node.callee;
  const inner = bare(callee);
  const receiver = receiverOf(inner);
  if (receiver !== null && isChannel(module, receiver)) return null;
  const declared = inner.type === 'Identifier' || inner.type === 'JSXIdentifier' ? module.find(inner.name, node) : null;
  const value = calleeValue(project, module, inner, declared);
  if (value !== null && isValueOf(value, target)) return 'sure';
  if (value !== null && isSomethingElse(value)) return possible(value).some(subscribes) ? 'of a namesake' : null;
  return isNamedAlike(module, inner, declared, target) ? 'by name' : null;
}

type How = 'sure' | 'by name' | 'of a namesake';

function calleeValue(project: Project, module: Module, callee: Node, declared: Declaration | null): Value | null {
  if (callee.type === 'JSXIdentifier') return declared && evaluation(project).declared(module, declared);
  if (callee.type === 'Identifier' && declared === null && !module.isInMarkup(callee)) return null;
  return evaluation(project).evaluate(module, callee);
}

function evaluation(project: Project): Evaluation {
  return new Evaluation(project, UNDECIDED, false);
}

/** Whether a value is the function, or the class that it makes an instance of. */
function isValueOf(value: Value, { of, module, known }: Target): boolean {
  const owner = known.isConstructor ? module.parentOf(module.parentOf(of) ?? of) : null;
  return possible(value).some(
    (one) => (one.kind === 'function' && one.node === of) || (one.kind === 'class' && one.node === owner),
  );
}

function isSomethingElse(value: Value): boolean {
  return possible(value).every(({ kind }) => kind !== 'unknown' && kind !== 'undefined' && kind !== 'object');
}

/** Whether a function has a subscription in it. */
function subscribes(value: Value): boolean {
  if (value.kind !== 'function') return false;
  return (value.module.calls.get('on') ?? []).some((node) => isWithin(value.module, node, value.node));
}

/** Whether a call whose target is not known may be of the function, as its name says. */
function isNamedAlike(module: Module, callee: Node, declared: Declaration | null, target: Target): boolean {
  const { known } = target;
  const receiver = receiverOf(callee);
  if (receiver !== null) return known.isMember || (known.isTop && /^(window|globalThis)$/.test(nameOf(receiver) ?? ''));
  if (declared === null) {
    const isOther = known.isTop && target.module !== module;
    return isOther || (known.isMember && isInMarkupOf(target.module, module, callee));
  }
  switch (declared.kind) {
    case 'import':
      // An import of a package is of that package; one that is not found may be an alias that nothing here explains.
      return (
        known.isTop &&
        /^[.@~#$]/.test(declared.source) &&
        !/^@[\w-]+\/[\w-]/.test(declared.source.replace(/^@\//, './'))
      );
    case 'variable':
      return known.isMember && (declared.steps.length > 0 || isSelected(declared.node.init ?? null, known));
    case 'parameter':
      return known.isMember && declared.steps.length > 0;
    default:
      return false;
  }
}

/** Whether a name stands in the markup of a component: in its own file, or in one beside it as Angular has it. */
function isInMarkupOf(component: Module, module: Module, node: Node): boolean {
  const [one, other] = [component, module].map(({ source }) => source.path.replace(/\.\w+$/, ''));
  return one === other && module.isInMarkup(node);
}

/** `useStore((state) => state.subscribe)`, which picks a member out of something that is not known. */
function isSelected(init: Node | null, { names }: FunctionNames): boolean {
  const picks = isCall(init) ? init.arguments[0] : undefined;
  return (
    picks?.type === 'ArrowFunctionExpression' && receiverOf(picks.body) !== null && names.has(nameOf(picks.body) ?? '')
  );
}

/** `channel(...)`, `x.on(...)`, `x.subscribe(...)`, or a name that is given one: their methods are the client's own. */
function isChannel(module: Module, receiver: Node): boolean {
  const inner = bare(receiver);
  const declared = inner.type === 'Identifier' ? module.find(inner.name, inner) : null;
  if (declared?.kind === 'variable') {
    return [declared.node.init, ...declared.writes].some((value) => value && madeBy(value) !== null);
  }
  return isCall(inner) && ['channel', 'on', 'subscribe', 'from'].includes(nameOf(inner.callee) ?? '');
}

function isWithin(module: Module, node: Node, of: FunctionNode): boolean {
  for (const outer of module.around(node)) if (outer === of) return true;
  return false;
}
