import { type Call, madeBy, type Root } from './channels.js';
import { UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import type { Module } from './module.js';
import type { Project } from './project.js';

/** The topic of a channel where it is one text. */
export function topicOf(project: Project, module: Module, root: Root | null): string | null {
  const call = root?.kind === 'channel' ? root.node : root?.kind === 'name' ? madeByName(root) : null;
  const [topic] = call?.arguments ?? [];
  const where = root?.kind === 'name' ? root.module : module;
  if (topic === undefined) return null;
  const value = new Evaluation(project, UNDECIDED, false).evaluate(where, topic);
  return value.kind === 'text' && value.isWhole ? value.text : null;
}

function madeByName({ declared }: Extract<Root, { kind: 'name' }>): Call | null {
  const init = declared.kind === 'variable' ? declared.node.init : null;
  return init ? madeBy(init) : null;
}
