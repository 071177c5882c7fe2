import { channelOf } from './channel-of.js';
import type { Call } from './channels.js';
import { expandValue } from './expand.js';
import { keyOfExpression } from './expression-keys.js';
import type { Module } from './module.js';
import { isSubscribedHere } from './named-channels.js';
import { bare, isCall } from './nodes.js';
import type { Project } from './project.js';
import type { SetUp } from './set-up.js';
import { byCall, byCallers } from './set-up-calls.js';
import { isMadeAnew, isOfPage } from './topic-names.js';

/** The set-ups of a module, one for each topic that comes to each. */
export function findSetUps(project: Project, module: Module, ons: readonly Call[]): readonly SetUp[] {
  const channels = new Map<Call, Call | null>();
  for (const on of ons) {
    const channel = channelOf(project, module, on);
    if (channel !== null && !channels.has(channel)) channels.set(channel, on);
  }
  if (channels.size === 0) return [];
  for (const other of module.calls.get('channel') ?? []) {
    if (isCall(other) && !channels.has(other) && isSubscribedHere(module, other)) channels.set(other, null);
  }
  return byCallers(
    project,
    [...channels].flatMap(([channel, on]) => setUpsOf(project, module, channel, on)),
  );
}

function setUpsOf(project: Project, module: Module, channel: Call, on: Call | null): readonly SetUp[] {
  const [topic] = channel.arguments;
  if (topic === undefined || isMadeAnew(module, topic)) return [];
  // Who calls is asked only for a topic that is handed in whole: pieces of one are ids, and seldom known.
  const isPiecemeal = bare(topic).type === 'TemplateLiteral' || bare(topic).type === 'BinaryExpression';
  const ways = expandValue(project, (evaluation) =>
    (isPiecemeal || on === null ? evaluation.quietly() : evaluation).evaluate(module, topic),
  );
  // A call that is known by its name alone proves nothing about two topics.
  const sure = ways.filter(({ via }) => via.every(({ isSure }) => isSure));
  return sure.flatMap(({ value, via }): readonly SetUp[] => {
    const last = via.at(-1);
    const isText = value.kind === 'text' && value.isWhole && !/\b(undefined|null)\b/.test(value.text);
    const text = isText ? value.text : null;
    const setUp = {
      module,
      channel,
      on,
      topic: text,
      key: text ?? (last === undefined ? keyOfExpression(module, topic) : null),
      isOfPage: text !== null || isOfPage(module, topic),
      from: last ?? { module, node: channel },
      via: via.map((caller) => caller.module.place(caller.node)),
    };
    return last === undefined && text !== null ? byCall(setUp) : [setUp];
  });
}
