import type { Node } from '@babel/types';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isClass, isFunction, keyOf, nameOf } from './nodes.js';
import { Project } from './project.js';
import { SAME_FUNCTION } from './well-known.js';

/** How a function can be called. */
export interface FunctionNames {
  readonly names: ReadonlySet<string>;
  /** Whether it is a member of something: a method, or given away in an object. */
  readonly isMember: boolean;
  readonly isConstructor: boolean;
  readonly isTop: boolean;
  /** Whether its module gives it away without a name. */
  readonly isDefault: boolean;
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

/** What a function is called by, which is looked for once. */
export function namesOf(module: Module, of: FunctionNode): FunctionNames {
  const known = KNOWN.get(of) ?? findNames(module, of);
  KNOWN.set(of, known);
  return known;
}

const KNOWN = new WeakMap<FunctionNode, FunctionNames>();

function findNames(module: Module, of: FunctionNode): FunctionNames {
  const isConstructor = of.type === 'ClassMethod' && of.kind === 'constructor';
  if (isConstructor || of === module.component) {
    const owner = isConstructor ? module.parentOf(module.parentOf(of) ?? of) : null;
    const name = isConstructor ? isClass(owner) && owner.id?.name : Project.nameOf(module);
    return { names: new Set(name ? [name] : []), isMember: false, isConstructor, isTop: true, isDefault: true };
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

function asMember(name: string | null): FunctionNames {
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
    if (isCall(outer) && outer.arguments[0] === at && SAME_FUNCTION.test(module.calledName(outer.callee) ?? '')) {
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
  for (const given of module.top(name) === declared ? module.exports.namesOf(name) : []) {
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
