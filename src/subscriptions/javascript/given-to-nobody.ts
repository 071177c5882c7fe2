import type { Node } from '@babel/types';
import { placesOf } from './called-here.js';
import { isEffect } from './effects.js';
import { functionNames } from './function-names.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isFunction } from './nodes.js';

/**
 * Whether a call stands in a clean-up that is given back to nobody, so that it never runs: what an async effect gives back is
 * a promise, and what a function in the effect gives back is often dropped.
 */
export function isGivenToNobody(module: Module, call: Node): boolean {
  for (const outer of module.around(call)) {
    if (!isFunction(outer)) continue;
    const giving = givingBack(module, outer);
    if (giving !== null && isDropped(module, giving)) return true;
  }
  return false;
}

/** The function that gives another back, and has no other use for it. */
function givingBack(module: Module, of: FunctionNode): FunctionNode | null {
  const places = placesOf(module, of);
  const [place] = places;
  if (place === undefined) return isAnonymous(module, of) ? returning(module, of) : null;
  const giving = returning(module, place);
  return giving !== null && places.every((one) => returning(module, one) === giving) ? giving : null;
}

function isAnonymous(module: Module, of: FunctionNode): boolean {
  return functionNames(module, of).size === 0;
}

/** The function that gives a node back as it is. */
function returning(module: Module, node: Node): FunctionNode | null {
  const outer = module.parentOf(node);
  if (isFunction(outer)) return outer.body === node ? outer : null;
  return outer?.type === 'ReturnStatement' ? module.functionAround(outer) : null;
}

/** Whether nobody gets to see what a function gives back. */
function isDropped(module: Module, of: FunctionNode): boolean {
  const outer = module.parentOf(of);
  if (isCall(outer) && outer.callee === of) return isStatement(module, outer);
  if (of.async === true && isEffect(outer)) return outer.arguments[0] === of;
  const isGivenAway = [...functionNames(module, of)].some((name) => module.exports.namesOf(name).length > 0);
  const places = placesOf(module, of);
  if (isGivenAway || places.length === 0) return false;
  return places.every((place) => {
    const call = module.parentOf(place);
    return isCall(call) && call.callee === place && isStatement(module, call);
  });
}

/** Whether a call stands for itself: `open();`, `await open();`, `void open();`. */
export function isStatement(module: Module, call: Node): boolean {
  for (const outer of module.around(call)) {
    if (outer.type === 'ExpressionStatement') return true;
    const isVoid = outer.type === 'UnaryExpression' && outer.operator === 'void';
    if (!isVoid && bare(outer) !== bare(call)) return false;
  }
  return false;
}
