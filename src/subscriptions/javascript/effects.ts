import type { Node } from '@babel/types';
import { isInside } from './channels.js';
import type { Module } from './module.js';
import { type FunctionNode, isCall, isClass, isFunction, nameOf } from './nodes.js';

/** Functions of frameworks that run what they are given when a component appears, and again. Sources: their documentations. */
const EFFECTS: ReadonlySet<string> = new Set([
  ...['useEffect', 'useLayoutEffect', 'useInsertionEffect', 'useFocusEffect', 'useIsomorphicLayoutEffect', 'useMount'],
  ...[
    'onMounted',
    'onActivated',
    'onBeforeMount',
    'watch',
    'watchEffect',
    'onMount',
    '$effect',
    'createEffect',
    'afterUpdate',
  ],
]);

/** Methods that a framework calls when a component appears. */
const LIFECYCLE: ReadonlySet<string> = new Set([
  'mounted',
  'created',
  'ngOnInit',
  'componentDidMount',
  'connectedCallback',
  'ionViewWillEnter',
]);

/** The effect that a node runs in: the call of useEffect and the like, or the method; null when it is in none. */
export function effectAround(module: Module, node: Node): Node | null {
  for (const outer of module.around(node)) {
    if (isEffect(outer)) return outer;
    const isMethod = outer.type === 'ObjectMethod' || outer.type === 'ClassMethod';
    if (isMethod && outer.key.type === 'Identifier' && LIFECYCLE.has(outer.key.name)) return outer;
  }
  return null;
}

/** Whether a node is a call of useEffect and the like. */
export function isEffect(
  node: Node | null,
): node is Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }> {
  return isCall(node) && EFFECTS.has(nameOf(node.callee) ?? '');
}

/** The calls in effects of a function of this module, by its name. */
export function effectCallsOf(module: Module, of: FunctionNode, names: ReadonlySet<string>): readonly Node[] {
  return [...names]
    .flatMap((name) => module.calls.get(name) ?? [])
    .filter((node) => !isInside(node, of) && effectAround(module, node) !== null);
}

/** The outermost function or the class around a node: a component, or a hook; null for one whose file is the component. */
export function componentAround(module: Module, node: Node): Node | null {
  let found: Node | null = null;
  for (const outer of module.around(node)) {
    if (isClass(outer)) return outer;
    if (isFunction(outer) && isNamedAsComponent(module, outer)) return outer;
    if (isFunction(outer)) found = outer;
  }
  // In Vue and Svelte the file is the component.
  return found !== null && isCall(module.parentOf(found)) ? null : found;
}

/** Whether a function has a name that React lets a component or a hook have. */
export function isNamedAsComponent(module: Module, of: FunctionNode): boolean {
  const parent = module.parentOf(of);
  const own = 'id' in of && of.id ? of.id.name : null;
  const name = own ?? (parent?.type === 'VariableDeclarator' ? nameOf(parent.id) : null);
  return name !== null && /^([A-Z]|use[A-Z])/.test(name);
}
