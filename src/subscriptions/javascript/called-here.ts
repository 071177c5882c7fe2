import type { Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import type { Declaration } from './declarations.js';
import { findFunction } from './find-callback.js';
import { isRead } from './find-references.js';
import type { FunctionNames } from './function-names.js';
import type { Module } from './module.js';
import { childrenOf, type FunctionNode, isCall, nameOf } from './nodes.js';

/**
 * Whether every call of a function stands in its own file: it is neither given away nor handed to anything. Other files then
 * need not be read for those that call something of its name.
 */
export function isCalledHereOnly(module: Module, of: FunctionNode, known: FunctionNames): boolean {
  if (known.isMember || known.isConstructor || known.isDefault) return false;
  // The top of a plain script is everybody's.
  if (known.isTop && module.importSources.size === 0 && module.exports.size === 0) return false;
  return [...known.names].every((name) => {
    const declared = module.find(name, module.parentOf(of) ?? of);
    if (declared === null || (module.top(name) === declared && module.exports.namesOf(name).length > 0)) return false;
    return namedIn(module, of, name).every((place) => isOfCall(module, place, declared));
  });
}

/** Where a function is called or handed on by its name; nothing for a method, which others call as well. */
export function placesOf(module: Module, run: FunctionNode): readonly Node[] {
  const name = run.type === 'FunctionDeclaration' ? run.id : nameOfValue(module, run);
  const declared = name?.type === 'Identifier' ? module.find(name.name, name) : null;
  return declared === null || !('node' in declared) ? [] : readsOf(module, declared);
}

/** `add` of `const add = () => ...`, also in a call that gives the function back, such as useCallback. */
function nameOfValue(module: Module, run: FunctionNode): Node | null {
  for (const outer of module.around(run)) {
    if (outer.type === 'VariableDeclarator') return findFunction(module, outer.id) === run ? outer.id : null;
    if (!isCall(outer)) return null;
  }
  return null;
}

/** Where a name of a file is read, but for lists of what an effect depends on. */
export function readsOf(module: Module, declared: Declaration & { readonly node: Node }): readonly Node[] {
  return namedIn(module, declared.node, declared.name).filter(
    (place) =>
      module.find(declared.name, place) === declared &&
      isRead(module, place) &&
      module.parentOf(place)?.type !== 'FunctionDeclaration' &&
      !isDependency(module, place),
  );
}

/** Whether a name there is of something else, declares, or is called. */
function isOfCall(module: Module, place: Node, declared: Declaration): boolean {
  if (module.find(declared.name, place) !== declared || !isRead(module, place)) return true;
  const outer = module.parentOf(place);
  if (outer?.type === 'FunctionDeclaration') return outer.id === place;
  return (isCall(outer) && outer.callee === place) || isDependency(module, place);
}

/** `[load]` of `useEffect(() => {...}, [load])`, which is compared and never called. */
function isDependency(module: Module, place: Node): boolean {
  const list = module.parentOf(place);
  const outer = list?.type === 'ArrayExpression' ? module.parentOf(list) : null;
  return isCall(outer) && outer.arguments[1] === list && /^use[A-Z]/.test(nameOf(outer.callee) ?? '');
}

/** The places of a file where a name stands. */
function namedIn(module: Module, within: Node, name: string): readonly Node[] {
  const known = NAMED.get(module) ?? findNames(module, within);
  NAMED.set(module, known);
  return known.get(name) ?? [];
}

/** By module: a file may have many functions. */
const NAMED = new WeakMap<Module, ReadonlyMap<string, readonly Node[]>>();

function findNames(module: Module, within: Node): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  const open: Node[] = [[...module.around(within)].at(-1) ?? within];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'Identifier') addTo(found, node.name, node);
    for (const child of childrenOf(node)) open.push(child);
  }
  return found;
}
