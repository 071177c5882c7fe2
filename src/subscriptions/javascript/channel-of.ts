import type { Node } from '@babel/types';
import { type Call, chainOf } from './channels.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf } from './nodes.js';
import type { Project } from './project.js';

/** The `.channel()` that a binding's chain begins with, also through a name. */
export function channelOf(project: Project, module: Module, on: Call): Call | null {
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
  const name = nameOf(inner.callee);
  if (name === 'channel') return inner;
  const [made] = inner.arguments;
  if (made?.type === 'ArrowFunctionExpression' && /^use(Memo|State)$/.test(name ?? '')) {
    return channelIn(project, module, made.body);
  }
  const begun = chainOf(project, module, inner)?.root;
  return begun?.kind === 'channel' ? begun.node : null;
}
