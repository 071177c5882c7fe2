import type { Node } from '@babel/types';
import type { Location } from '../../model/subscription.js';
import { callsOf } from './calls-of.js';
import { type Call, chainOf, isInside, runsIn } from './channels.js';
import { effectAround, isNamedAsComponent } from './effects.js';
import { expandValue } from './expand.js';
import { functionNames } from './function-names.js';
import type { Module } from './module.js';
import { bare, childrenOf, isCall, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';
import { removals } from './removals.js';
import { conditionsOf } from './rule-out.js';

/** One setting up of a channel that gets bindings: the call of `.channel()`, and where it is run from. */
export interface SetUp {
  readonly module: Module;
  readonly channel: Call;
  /** The topic; null when it is not one text. */
  readonly topic: string | null;
  /** The outermost call that leads to it, or itself. */
  readonly from: { readonly module: Module; readonly node: Node };
  readonly via: readonly Location[];
}

/** The set-ups of a module, one for each topic that comes to each. */
export function findSetUps(project: Project, module: Module, ons: readonly Call[]): readonly SetUp[] {
  const channels = new Set(ons.flatMap((on) => channelOf(project, module, on) ?? []));
  return [...channels].flatMap((channel): readonly SetUp[] => {
    const [topic] = channel.arguments;
    if (topic === undefined || isMadeAnew(module, topic)) return [];
    // Who calls is asked only for a topic that is handed in whole: pieces of one are ids, and seldom known.
    const isPiecemeal = bare(topic).type === 'TemplateLiteral' || bare(topic).type === 'BinaryExpression';
    const ways = expandValue(project, (evaluation) =>
      (isPiecemeal ? evaluation.quietly() : evaluation).evaluate(module, topic),
    );
    // A call that is known by its name alone proves nothing about two topics.
    const sure = ways.filter(({ via }) => via.every(({ isSure }) => isSure));
    return sure.flatMap(({ value, via }): readonly SetUp[] => {
      const last = via.at(-1);
      const setUp = {
        module,
        channel,
        topic: value.kind === 'text' && value.isWhole && !/\b(undefined|null)\b/.test(value.text) ? value.text : null,
        from: last ?? { module, node: channel },
        via: via.map((caller) => caller.module.place(caller.node)),
      };
      return last === undefined && setUp.topic !== null ? byCall(setUp) : [setUp];
    });
  });
}

/** One set-up for each call of the function that it stands in, where nothing in that keeps a second from being made. */
function byCall(setUp: SetUp): readonly SetUp[] {
  const { module, channel } = setUp;
  const around = runsIn(module, channel);
  if (around === null || effectAround(module, channel) !== null || isNamedAsComponent(module, around)) return [setUp];
  // Two clients have nothing to do with each other.
  const client = receiverOf(channel.callee);
  const declared = client?.type === 'Identifier' ? module.find(client.name, client) : null;
  if (declared?.kind === 'parameter' && declared.of === around) return [setUp];
  const names = [...functionNames(module, around)];
  const called = names.reduce((sum, name) => sum + (module.calls.get(name)?.length ?? 0), 0);
  if (called < 2 || called > MOST_CALLS || isOnCondition(module, channel, around)) return [setUp];
  if (removals(module).some((one) => isInside(one, around))) return [setUp];
  const calls = callsOf(module, new Set([around])).filter((node) => !isInside(node, around));
  if (calls.length < 2) return [setUp];
  return calls.map((node) => ({ ...setUp, from: { module, node }, via: [module.place(node)] }));
}

/** What is called more often has a name that many have. */
const MOST_CALLS = 50;

/** The `.channel()` that a binding's chain begins with, also through a name. */
function channelOf(project: Project, module: Module, on: Call): Call | null {
  const root = chainOf(project, module, on)?.root;
  if (root?.kind === 'channel') return root.node;
  if (root?.kind !== 'name' || root.module !== module || root.declared.kind !== 'variable') return null;
  const { node, writes } = root.declared;
  const channel = node.init ? channelIn(project, module, node.init) : null;
  if (channel !== null) return channel;
  // A name may have thousands, and is asked about for each.
  for (const value of writes) {
    const found = channelIn(project, module, value);
    if (found !== null) return found;
  }
  return null;
}

/** The `.channel()` that a chain of calls begins with. */
function channelIn(project: Project, module: Module, value: Node): Call | null {
  const inner = bare(value);
  if (!isCall(inner)) return null;
  if (nameOf(inner.callee) === 'channel') return inner;
  const begun = chainOf(project, module, inner)?.root;
  return begun?.kind === 'channel' ? begun.node : null;
}

/** Whether a topic is another each time: made of a call, such as Date.now() or randomUUID(), or of a counter. */
function isMadeAnew(module: Module, topic: Node, depth = 0): boolean {
  const open: Node[] = [topic];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isCall(node) || node.type === 'NewExpression' || node.type === 'UpdateExpression') return true;
    if (node.type === 'Identifier' && depth < 3) {
      const declared = module.find(node.name, node);
      const init = declared?.kind === 'variable' ? declared.node.init : null;
      if (init && isMadeAnew(module, init, depth + 1)) return true;
    }
    if (node.type === 'MemberExpression' && nameOf(node) === 'current') return true;
    open.push(...childrenOf(node));
  }
  return false;
}

/** Whether a node is run on a condition that is asked within another. */
export function isOnCondition(module: Module, node: Node, within: Node): boolean {
  return conditionsOf(module, node).some(({ test }) => isInside(test, within));
}
