import type { Node } from '@babel/types';
import { type Call, isInside, runsIn } from './channels.js';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import { bare, isCall, isClass, keyOf, nameOf, receiverOf } from './nodes.js';

/** Whether two channels are asked of two clients, which have nothing to do with each other. */
export function areOfTwoClients(module: Module, one: Call, other: Call): boolean {
  const [client, second] = [clientOf(one), clientOf(other)];
  if (client === null || second === null) return false;
  const [first, next] = [declaredAs(module, client), declaredAs(module, second)];
  if (first !== null && first === next) return false;
  if (first?.kind === 'parameter' && next?.kind === 'parameter') return first.of === next.of;
  if (first === null && next === null && module.textOf(client) === module.textOf(second)) {
    return isMaker(module, client);
  }
  return [client, second].every((node) => isOneOfItsKind(module, node));
}

/** Whether two calls of one function hand it different clients, of which it asks a channel. */
export function areGivenTwoClients(module: Module, channel: Call, one: Node, other: Node): boolean {
  const client = clientOf(channel);
  const declared = client && declaredAs(module, client);
  if (declared?.kind !== 'parameter' || declared.steps.length > 0 || declared.of !== runsIn(module, channel))
    return false;
  if (!isCall(one) || !isCall(other)) return false;
  const [first, second] = [one.arguments[declared.index], other.arguments[declared.index]];
  return first !== undefined && second !== undefined && module.textOf(first) !== module.textOf(second);
}

/** Whether a channel is asked of a client that is made in what runs again, and so is another one each time. */
export function isOfOwnClient(module: Module, channel: Call, life: Node): boolean {
  const client = clientOf(channel);
  if (client === null) return false;
  if (isMaker(module, client)) return isInside(client, life);
  const declared = declaredAs(module, client);
  const init = declared?.kind === 'variable' && declared.writes.length === 0 ? declared.node.init : null;
  return init ? isInside(init, life) && isMaker(module, init) : false;
}

/** Whether a channel is asked of what is another in each round of a loop, such as a client of a list. */
export function isOfClientOfLoop(module: Module, channel: Call, loop: Node): boolean {
  let client = clientOf(channel);
  while (client !== null && declaredAs(module, client) === null) {
    if (isCall(client) && client.arguments.length > 0) return true;
    if ('computed' in client && client.computed) return true;
    client = receiverOf(isCall(client) ? client.callee : client);
    client = client && bare(client);
  }
  const declared = client && declaredAs(module, client);
  switch (declared?.kind) {
    case 'each':
      return isInside(declared.loop, loop);
    case 'parameter':
      return isInside(declared.of, loop);
    case 'variable':
      return isInside(declared.node, loop) || declared.writes.some((value) => isInside(value, loop));
    default:
      return false;
  }
}

function clientOf(channel: Call): Node | null {
  const client = receiverOf(channel.callee);
  return client && bare(client);
}

function declaredAs(module: Module, client: Node): Declaration | null {
  return client.type === 'Identifier' ? module.find(client.name, client) : null;
}

/** Whether a client is none that goes by another name as well. */
function isOneOfItsKind(module: Module, client: Node): boolean {
  if (isMaker(module, client)) return true;
  const declared = declaredAs(module, client);
  if (declared?.kind === 'import') return true;
  if (declared?.kind === 'variable') {
    const values = declared.node.init ? [declared.node.init, ...declared.writes] : declared.writes;
    return values.length > 0 && values.every((value) => isMaker(module, value));
  }
  const values = client.type === 'MemberExpression' ? ofThis(module, client) : [];
  return values.length > 0 && values.every((value) => isMaker(module, value));
}

/** What a property of `this` is given. */
function ofThis(module: Module, node: Extract<Node, { type: 'MemberExpression' }>): readonly Node[] {
  const key = keyOf(node.property, node.computed);
  if (node.object.type !== 'ThisExpression' || key === null) return [];
  const written = module.writes.toThis.get(key) ?? [];
  const owner = [...module.around(node)].find(isClass);
  const field = owner?.body.body.find((one) => one.type === 'ClassProperty' && keyOf(one.key, one.computed) === key);
  return field?.type === 'ClassProperty' && field.value ? [field.value, ...written] : written;
}

/**
 * Whether an expression makes a client that nobody else has. `createBrowserClient` gives the same one every time, and so may
 * a function that is told nothing.
 */
function isMaker(module: Module, node: Node): boolean {
  const inner = bare(node);
  if (!isCall(inner) && inner.type !== 'NewExpression') return false;
  const name = nameOf(inner.callee);
  const declared = name === null ? null : module.find(name, inner);
  const known = declared?.kind === 'import' && inner.callee.type === 'Identifier' ? declared.imported : name;
  if (inner.type === 'NewExpression') return /^(SupabaseClient|RealtimeClient)$/.test(known ?? '');
  return known === 'createClient' && inner.arguments.length >= 2;
}
