import type { Node } from '@babel/types';
import type { Declaration } from './declarations.js';
import { Evaluation } from './evaluation.js';
import type { Given } from './given.js';
import type { Module } from './module.js';
import {
  bare,
  type CallNode,
  type FunctionNode,
  isCall,
  isClass,
  isFunction,
  keyOf,
  nameOf,
  receiverOf,
} from './nodes.js';
import { Project } from './project.js';
import { possible, type Value } from './value.js';

/** A call that runs a function. */
export interface Caller {
  readonly module: Module;
  readonly node: CallNode;
  readonly given: Given;
  /** False when the call is known by its name alone, as of a method of something that is not known. */
  readonly isSure: boolean;
}

/** How a function can be called. */
interface Known {
  readonly names: ReadonlySet<string>;
  /** Whether it is a member of something: a method, or given away in an object. */
  readonly isMember: boolean;
  readonly isConstructor: boolean;
  readonly isTop: boolean;
  /** Whether its module gives it away without a name. */
  readonly isDefault: boolean;
}

const NOTHING_DECIDED = { given: new Map(), options: new Map() };

/**
 * Every call of a function in the project; null when it has no name to be called by. Where nothing calls it, but its
 * name is called of another function that subscribes, those are taken for its calls: one may stand in for the other, and
 * their tables are subscribed to anyway.
 */
export function findCallers(project: Project, module: Module, of: FunctionNode): readonly Caller[] | null {
  const before = FOUND.get(of);
  if (before !== undefined) return before;
  const callers = search(project, module, of);
  FOUND.set(of, callers);
  return callers;
}

/** What was found before: a function may have many subscriptions in it. A tree belongs to one project. */
const FOUND = new WeakMap<FunctionNode, readonly Caller[] | null>();

function search(project: Project, module: Module, of: FunctionNode): readonly Caller[] | null {
  const known = namesOf(module, of);
  if (known.names.size === 0) return null;
  const target = { module, of, known };
  const places = [...known.names].flatMap((name) =>
    [...new Set([module, ...project.calling(name)])].flatMap((other) =>
      callsIn(other, name, known)
        .filter((node) => !isWithin(other, node, of))
        .map((node) => ({ module: other, node })),
    ),
  );
  const meant = places.map((place) => ({ place, how: howMeant(project, place, target) }));
  const callers = meant.filter(({ how }) => how === 'sure' || how === 'by name');
  const taken = callers.length > 0 ? callers : meant.filter(({ how }) => how === 'of a namesake');
  return taken.map(({ place, how }) => toCaller(place, how === 'sure'));
}

/** The name by which people know a function; null when it has none. */
export function functionName(module: Module, of: FunctionNode): string | null {
  const [first] = namesOf(module, of).names;
  return first ?? null;
}

/** The names that a function is called by. */
export function functionNames(module: Module, of: FunctionNode): ReadonlySet<string> {
  return namesOf(module, of).names;
}

function callsIn(module: Module, name: string, { isConstructor, isDefault }: Known): readonly CallNode[] {
  const names = [
    name,
    ...(module.importedAs.get(name) ?? []),
    ...(isDefault ? (module.importedAs.get('default') ?? []) : []),
  ];
  return names
    .flatMap((one) => module.calls.get(one) ?? [])
    .filter((node) => (node.type === 'NewExpression') === isConstructor);
}

function namesOf(module: Module, of: FunctionNode): Known {
  const known = KNOWN.get(of) ?? findNames(module, of);
  KNOWN.set(of, known);
  return known;
}

const KNOWN = new WeakMap<FunctionNode, Known>();

function findNames(module: Module, of: FunctionNode): Known {
  if (of.type === 'ClassMethod' && of.kind === 'constructor') {
    const owner = module.parentOf(module.parentOf(of) ?? of);
    const name = isClass(owner) ? owner.id?.name : undefined;
    return {
      names: new Set(name === undefined ? [] : [name]),
      isMember: false,
      isConstructor: true,
      isTop: true,
      isDefault: true,
    };
  }
  if (of.type === 'ClassMethod' || of.type === 'ClassPrivateMethod' || of.type === 'ObjectMethod') {
    return asMember(keyOf(of.key, of.type !== 'ClassPrivateMethod' && of.computed === true));
  }
  const names = new Set<string>();
  let isMember = false;
  if (of.type !== 'ArrowFunctionExpression' && of.id) names.add(of.id.name);
  for (const node of outwards(module, of)) {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') names.add(node.id.name);
    else if (node.type === 'ObjectProperty' || node.type === 'ClassProperty') {
      const key = keyOf(node.key, node.computed === true);
      if (key !== null) names.add(key);
      isMember = true;
    } else if (node.type === 'AssignmentExpression') {
      const name = nameOf(node.left);
      if (name !== null && name !== 'exports') names.add(name);
      isMember ||= node.left.type === 'MemberExpression';
    } else if (node.type === 'ExportDefaultDeclaration') names.add(Project.nameOf(module));
  }
  const isTop = [...module.around(of)].every((outer) => !isFunction(outer) && !isClass(outer));
  for (const name of [...names]) isMember = addAliases(module, of, name, names) || isMember;
  return { names, isMember, isConstructor: false, isTop, isDefault: names.has(Project.nameOf(module)) };
}

function asMember(name: string | null): Known {
  return {
    names: new Set(name === null ? [] : [name]),
    isMember: true,
    isConstructor: false,
    isTop: false,
    isDefault: false,
  };
}

/** What a function is the value of: through casts and through calls that wrap it, such as useCallback. */
function* outwards(module: Module, of: FunctionNode): Generator<Node> {
  let at: Node = of;
  for (let outer = module.parentOf(at); outer !== null; outer = module.parentOf(at)) {
    if (bare(outer) === bare(at)) {
      at = outer;
      continue;
    }
    if (
      isCall(outer) &&
      outer.arguments[0] === at &&
      /^(use)?(callback|memo|forwardRef|observer|event|debounce|throttle|once|async|cache)$/i.test(
        nameOf(outer.callee) ?? '',
      )
    ) {
      at = outer;
      continue;
    }
    yield outer;
    return;
  }
}

/** The other names a function has where it is given away: `export { a as b }`, `return { b: a }`. Gives whether it is. */
function addAliases(module: Module, of: FunctionNode, name: string, names: Set<string>): boolean {
  const declared = module.find(name, module.parentOf(of) ?? of);
  if (declared === null) return false;
  for (const given of module.top(name) === declared ? module.exportedAs(name) : []) {
    names.add(given === 'default' ? Project.nameOf(module) : given);
  }
  let isGiven = false;
  for (const { key, node } of module.members.get(name) ?? []) {
    if (module.find(name, node) !== declared) continue;
    names.add(key);
    isGiven = true;
  }
  return isGiven;
}

interface Place {
  readonly module: Module;
  readonly node: CallNode;
}

interface Target {
  readonly module: Module;
  readonly of: FunctionNode;
  readonly known: Known;
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
  if (receiver !== null && isChannelCall(receiver)) return null;
  const declared = inner.type === 'Identifier' || inner.type === 'JSXIdentifier' ? module.find(inner.name, node) : null;
  const value = calleeValue(project, module, inner, declared);
  if (value !== null && isValueOf(value, target)) return 'sure';
  if (value !== null && isSomethingElse(value)) return possible(value).some(subscribes) ? 'of a namesake' : null;
  return isNamedAlike(module, declared, receiver, target) ? 'by name' : null;
}

type How = 'sure' | 'by name' | 'of a namesake';

function calleeValue(project: Project, module: Module, callee: Node, declared: Declaration | null): Value | null {
  if (callee.type === 'JSXIdentifier') return declared && evaluation(project).declared(module, declared);
  if (callee.type === 'Identifier' && declared === null) return null;
  return evaluation(project).evaluate(module, callee);
}

function evaluation(project: Project): Evaluation {
  return new Evaluation(project, NOTHING_DECIDED, false);
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
function isNamedAlike(module: Module, declared: Declaration | null, receiver: Node | null, target: Target): boolean {
  const { known } = target;
  if (receiver !== null) return known.isMember;
  if (declared === null) return known.isTop && target.module !== module;
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

/** `useStore((state) => state.subscribe)`, which picks a member out of something that is not known. */
function isSelected(init: Node | null, { names }: Known): boolean {
  const picks = isCall(init) ? init.arguments[0] : undefined;
  return (
    picks?.type === 'ArrowFunctionExpression' && receiverOf(picks.body) !== null && names.has(nameOf(picks.body) ?? '')
  );
}

/** `channel(...)`, `x.on(...)`, `x.subscribe(...)`: their methods are the client's own. */
function isChannelCall(receiver: Node): boolean {
  const inner = bare(receiver);
  return isCall(inner) && ['channel', 'on', 'subscribe', 'from'].includes(nameOf(inner.callee) ?? '');
}

function isWithin(module: Module, node: Node, of: FunctionNode): boolean {
  for (const outer of module.around(node)) if (outer === of) return true;
  return false;
}
