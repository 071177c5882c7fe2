import type { Node } from '@babel/types';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import { childrenOf, isFunction } from './nodes.js';

/**
 * The places below a node that read a name.
 * @param isTooMuch told of every node that is looked at; true ends the search, and the answer is null
 */
export function findReferences(
  module: Module,
  declared: Declaration,
  below: Node,
  isTooMuch: () => boolean,
): readonly Node[] | null {
  const found: Node[] = [];
  const open: Node[] = [below];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isTooMuch()) return null;
    if (node.type === 'Identifier' && node.name === declared.name && isRead(module, node)) {
      if (module.find(node.name, node) === declared) found.push(node);
    }
    open.push(...childrenOf(node));
  }
  return found;
}

/** Whether a name stands there for its value: not as the name of a property, and not where it is declared or written. */
export function isRead(module: Module, node: Node): boolean {
  const parent = module.parentOf(node);
  if (isFunction(parent) && parent.params.some((one) => one === node)) return false;
  switch (parent?.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === node || parent.computed;
    case 'ObjectProperty':
      if (parent.value !== node) return parent.computed;
      return module.parentOf(parent)?.type !== 'ObjectPattern';
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return parent.key !== node || parent.computed;
    case 'VariableDeclarator':
      return parent.id !== node;
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      return parent.left !== node;
    case 'RestElement':
    case 'ArrayPattern':
      return false;
    default:
      return true;
  }
}
