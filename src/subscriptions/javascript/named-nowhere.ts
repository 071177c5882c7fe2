import type { Node } from '@babel/types';
import { placesOf } from './called-here.js';
import { componentAround } from './effects.js';
import { functionNames } from './function-names.js';
import type { Module } from './module.js';
import { type FunctionNode, isFunction } from './nodes.js';
import type { Project } from './project.js';

/** Files that a framework finds by their place: nothing else need name them. */
const FOUND_BY_PLACE =
  /(^|\/)(pages|app|routes|layouts|screens|views|plugins|middleware)\/|(^|\/)(index|main|App)\.\w+$/;

/** Whether nothing in the project says the name of a function's file, nor its own in that, so that it never runs. */
export function isNamedNowhere(project: Project, module: Module, of: FunctionNode): boolean {
  if (FOUND_BY_PLACE.test(module.source.file) || placesOf(module, of).length > 0) return false;
  const isGiven = [...functionNames(module, of)].some((name) => module.exports.namesOf(name).length > 0);
  return isGiven && !project.isAskedForElsewhere(module);
}

/** What makes a page of React out of a component: where there is one, whatever is shown is named somewhere. */
const MAKES_PAGE = ['createRoot', 'hydrateRoot', 'registerRootComponent'];

/** Whether a node stands in a component that a whole application never shows. */
export function isNeverShown(project: Project, module: Module, node: Node): boolean {
  const component = componentAround(module, node);
  if (!isFunction(component) || !isNamedNowhere(project, module, component)) return false;
  return MAKES_PAGE.some((name) => project.isSaidElsewhere(name, module));
}
