import type { Node } from '@babel/types';
import type { BindingHazard } from '../../model/source.js';
import {
  areAlternatives,
  type Call,
  type Chain,
  chainOf,
  chainOfValue,
  isInside,
  isSameRoot,
  placeOfName,
  runsIn,
} from './channels.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { isCall, nameOf } from './nodes.js';
import type { Project } from './project.js';

/** `.on('postgres_changes')` on a channel that has been subscribed by then. */
export function findLateBindings(project: Project, module: Module, ons: readonly Call[]): readonly Hazard[] {
  return ons.flatMap((on): readonly Hazard[] => {
    const chain = chainOf(project, module, on);
    if (chain === null) return [];
    const late = lateness(project, module, on, chain);
    if (late === null) return [];
    const { when, subscribe } = late;
    return [
      {
        kind: 'on-after-subscribe',
        when,
        channel: chain.root,
        at: on,
        first: subscribe,
        firstIn: late.module,
        via: [],
      },
    ];
  });
}

interface Lateness {
  readonly when: BindingHazard['when'];
  readonly module: Module;
  readonly subscribe: Call;
}

function lateness(project: Project, module: Module, on: Call, { root, before }: Chain): Lateness | null {
  const inChain = before.find(isSubscribe);
  if (inChain !== undefined) return { when: 'same-tick', module, subscribe: inChain };
  if (root.kind === 'name' && root.module !== module) return fromAnother(project, root);
  for (const subscribe of subscribesOf(project, module, root)) {
    const when = comparing(module, on, subscribe);
    if (when !== null) return { when, module, subscribe };
  }
  return null;
}

function isSubscribe(call: Call): boolean {
  return nameOf(call.callee) === 'subscribe';
}

/** A channel that another module gives away subscribed. */
function fromAnother(
  project: Project,
  { module, declared }: Extract<Chain['root'], { kind: 'name' }>,
): Lateness | null {
  const init = declared.kind === 'variable' ? declared.node.init : null;
  const subscribe = init ? chainOfValue(project, module, init)?.before.find(isSubscribe) : undefined;
  return subscribe === undefined ? null : { when: 'subscribed', module, subscribe };
}

/** The calls of `.subscribe()` on a channel: on its name, and in the chain that its name is the value of. */
function subscribesOf(project: Project, module: Module, root: Chain['root']): readonly Call[] {
  return (module.calls.get('subscribe') ?? []).filter(isCall).filter((subscribe) => {
    const chain = chainOf(project, module, subscribe);
    if (chain === null) return false;
    if (isSameRoot(chain.root, root)) return true;
    return givenName(module, subscribe, root);
  });
}

/** Whether a chain is what a name or a property is given: `const channel = supabase.channel('a').subscribe()`. */
function givenName(module: Module, subscribe: Call, root: Chain['root']): boolean {
  let at: Node = subscribe;
  for (const outer of module.around(subscribe)) {
    const isOn = isCall(outer) || outer.type === 'MemberExpression' || outer.type === 'AwaitExpression';
    if (!isOn) {
      if (outer.type === 'VariableDeclarator' && outer.init && outer.init === at) {
        return (
          root.kind === 'name' && outer.id.type === 'Identifier' && root.declared === module.find(outer.id.name, outer)
        );
      }
      if (outer.type !== 'AssignmentExpression' || outer.right !== at) return false;
      if (outer.left.type === 'Identifier') {
        return root.kind === 'name' && root.declared === module.find(outer.left.name, outer);
      }
      return root.kind === 'property' && module.textOf(outer.left) === root.text;
    }
    if (isCall(outer) && outer.arguments.some((argument) => argument === at)) return false;
    at = outer;
  }
  return false;
}

/** When `.on` runs, seen from `.subscribe()`; null when it may well run before. */
function comparing(module: Module, on: Call, subscribe: Call): BindingHazard['when'] | null {
  const inStatus = subscribe.arguments.find((argument) => isInside(module, on, argument));
  if (inStatus !== undefined) return isOnError(module, on, inStatus) ? 'rejoin' : 'subscribed';
  if (areAlternatives(module, subscribe, on)) return null;
  const where = runsIn(module, subscribe);
  const isAfter = placeOfName(on) > placeOfName(subscribe);
  if (runsIn(module, on) === where) {
    if (!isAfter) return null;
    return isAwaitedBetween(module, subscribe, on) ? 'subscribed' : 'same-tick';
  }
  // In a function within: it was made before, and runs later.
  const isWithin = where === null ? isAfter : isInside(module, on, where) && isAfter;
  return isWithin ? 'subscribed' : null;
}

/** Whether a place in a status handler is reached only when the channel has failed. */
function isOnError(module: Module, node: Node, handler: Node): boolean {
  for (const outer of module.around(node)) {
    if (outer === handler) return false;
    const test = outer.type === 'IfStatement' || outer.type === 'SwitchCase' ? outer.test : null;
    if (test && /CHANNEL_ERROR|TIMED_OUT|CLOSED/.test(module.textOf(test))) return true;
  }
  return false;
}

function isAwaitedBetween(module: Module, from: Node, to: Node): boolean {
  const where = runsIn(module, to);
  return module.awaits.some(
    (node) =>
      (node.start ?? 0) > (from.end ?? 0) && (node.end ?? 0) <= placeOfEnd(to) && runsIn(module, node) === where,
  );
}

function placeOfEnd(node: Node): number {
  return node.end ?? 0;
}
