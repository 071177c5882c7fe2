import type { Node } from '@babel/types';
import { findFunction } from './find-callback.js';
import type { Module } from './module.js';
import { type FunctionNode, isCall, isClass, isFunction, nameOf } from './nodes.js';
import { conditionsOf } from './rule-out.js';

/** Functions of frameworks that run what they are given when a component appears, and again. Sources: their documentations. */
const EFFECTS: ReadonlySet<string> = new Set([
  ...['useEffect', 'useLayoutEffect', 'useInsertionEffect', 'useFocusEffect', 'useIsomorphicLayoutEffect', 'useMount'],
  // Strict mode runs these twice as well.
  ...['useMemo', 'useState'],
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
    if (outer.type === 'ClassMethod' && outer.kind === 'constructor' && isOfAngular(module, outer)) return outer;
  }
  return null;
}

/** What runs a function for each event, or again and again. */
const REPEATS: ReadonlySet<string> = new Set(['onAuthStateChange', 'setInterval', 'addEventListener']);

/** Events of a page that come again and again. */
const RECURS = /^(online|focus|visibilitychange|pageshow|resume)$/;

/**
 * The call that has a function run whenever something happens, such as a sign-in or a renewed token, itself or by its name; null
 * when there is none.
 */
export function repeaterOf(module: Module, of: FunctionNode): Node | null {
  const calls = [...REPEATS].flatMap((name) => module.calls.get(name) ?? []);
  const repeats = (call: Node): boolean =>
    isCall(call) && call.arguments.some((argument) => findFunction(module, argument) === of);
  return calls.find((call) => repeats(call) && isRecurring(call)) ?? null;
}

function isRecurring(call: Node): boolean {
  if (!isCall(call) || nameOf(call.callee) !== 'addEventListener') return true;
  const [event] = call.arguments;
  return event?.type === 'StringLiteral' && RECURS.test(event.value);
}

/** The component of a whole application. */
const ROOT = /(^|\/)([Aa]pp\.(vue|svelte)|app\.component\.ts|routes\/\+layout\.svelte)$/;
const RUNS_ONCE = /^(onMounted|onBeforeMount|onMount|mounted|created|ngOnInit)$/;

/** Whether an effect runs once in the life of a page. React's are run twice there as well, where it is strict. */
export function isOfRoot({ source }: Module, effect: Node): boolean {
  const name = isCall(effect) ? nameOf(effect.callee) : 'key' in effect ? nameOf(effect.key) : null;
  return ROOT.test(source.file) && RUNS_ONCE.test(name ?? '');
}

/** Whether the top of a file runs each time its component appears: `<script setup>` of Vue, and Svelte's but for its module's. */
function isComponentFile({ source }: Module): boolean {
  if (ROOT.test(source.file)) return false;
  return source.file.endsWith('.vue')
    ? /<script[^>]*\ssetup\b/.test(source.text)
    : source.file.endsWith('.svelte') && !/<script[^>]*\bmodule\b/.test(source.text);
}

/** Whether a place at the top of a file runs each time its component appears, whatever is there already. */
export function runsWithComponent(module: Module, node: Node): boolean {
  return isComponentFile(module) && conditionsOf(module, node).length === 0;
}

/** Whether a method is of a component of Angular, which is made each time it is shown. */
function isOfAngular(module: Module, method: Node): boolean {
  const owner = [...module.around(method)].find(isClass);
  return (
    owner?.decorators?.some(({ expression }) => isCall(expression) && nameOf(expression.callee) === 'Component') ===
    true
  );
}

/** Whether a node is a call of useEffect and the like. */
export function isEffect(
  node: Node | null,
): node is Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }> {
  return isCall(node) && EFFECTS.has(nameOf(node.callee) ?? '');
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
