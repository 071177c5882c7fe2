import type { Root } from './channels.js';
import { UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';

/** The topic of a channel where it is one text. */
export function topicOf(project: Project, module: Module, root: Root | null): string | null {
  const call = root?.kind === 'channel' ? root.node : root?.kind === 'name' ? madeBy(root) : null;
  const [topic] = call?.arguments ?? [];
  const where = root?.kind === 'name' ? root.module : module;
  if (topic === undefined) return null;
  const value = new Evaluation(project, UNDECIDED, false).evaluate(where, topic);
  return value.kind === 'text' && value.isWhole ? value.text : null;
}

/** The `.channel()` in what a name is given. */
function madeBy({ declared }: Extract<Root, { kind: 'name' }>) {
  const init = declared.kind === 'variable' ? declared.node.init : null;
  for (let at = init ? bare(init) : null; isCall(at); ) {
    if (nameOf(at.callee) === 'channel') return at;
    const receiver = receiverOf(at.callee);
    at = receiver && bare(receiver);
  }
  return null;
}
