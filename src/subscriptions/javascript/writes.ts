import type { Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import { type Additions, type Declaration, noAdditions } from './declarations.js';
import { bare, keyOf, nameOf, receiverOf } from './nodes.js';

type Find = (name: string, at: Node) => Declaration | null;

/**
 * What a module gives to names, to properties and to what is in them after they were declared. It is noted while the module
 * is read, and settled when all its names are known.
 */
export class Writes {
  /** What is given to the properties of `this`, by name, whichever class it is in. */
  readonly toThis = new Map<string, Node[]>();
  /** What is put in the properties of `this`, by name, whichever class it is in. */
  readonly addedToThis = new Map<string, Additions>();
  readonly #assignments: Extract<Node, { type: 'AssignmentExpression' }>[] = [];
  readonly #updates: Extract<Node, { type: 'UpdateExpression' }>[] = [];
  readonly #pushes: Extract<Node, { type: 'CallExpression' }>[] = [];

  note(node: Node): void {
    if (node.type === 'AssignmentExpression') this.#assignments.push(node);
    else if (node.type === 'UpdateExpression') this.#updates.push(node);
    else if (node.type === 'CallExpression' && PUTS.has(nameOf(node.callee) ?? '')) this.#pushes.push(node);
  }

  /** Gives each declaration what is written to it; of what has been noted since the last time. */
  settle(find: Find): void {
    for (const { left, right, operator } of this.#assignments.splice(0)) {
      if (left.type === 'Identifier') this.#settleName(find(left.name, left), PLAIN.has(operator) ? right : left);
      else if (left.type === 'MemberExpression' && PLAIN.has(operator)) this.#settleProperty(find, left, right);
    }
    for (const update of this.#updates.splice(0)) {
      const { argument } = update;
      if (argument.type === 'Identifier') find(argument.name, argument)?.writes.push(update);
    }
    for (const call of this.#pushes.splice(0)) {
      const { callee, arguments: given } = call;
      if (isAssign(call)) {
        const [to, ...from] = given;
        const additions = to === undefined ? null : this.#additionsTo(find, to);
        if (additions !== null) put(additions, from);
        continue;
      }
      const additions = callee.type === 'MemberExpression' ? this.#additionsTo(find, callee.object) : null;
      const [key, value] = given;
      if (nameOf(callee) !== 'set') additions?.pushed.push(...given);
      else if (key !== undefined && value !== undefined) additions?.kept.push([key, value]);
    }
  }

  #settleName(declared: Declaration | null, value: Node): void {
    const more = declared && partsBesideItself(declared.name, value);
    if (declared === null) return;
    if (more === null) declared.writes.push(value);
    else put(additionsOf(declared), more);
  }

  #settleProperty(find: Find, left: Extract<Node, { type: 'MemberExpression' }>, right: Node): void {
    const key = keyOf(left.property, left.computed);
    if (key !== null && bare(left.object).type === 'ThisExpression') {
      addTo(this.toThis, key, right);
      return;
    }
    const additions = this.#additionsTo(find, left.object);
    if (key === null) additions?.kept.push([left.property, right]);
    else if (additions !== null) addTo(additions.propertyWrites, key, right);
  }

  /** Of a name, or of a property of `this`. */
  #additionsTo(find: Find, node: Node): Additions | null {
    const owner = bare(node);
    if (owner.type === 'Identifier') {
      const declared = find(owner.name, owner);
      return declared && additionsOf(declared);
    }
    if (owner.type !== 'MemberExpression' || bare(owner.object).type !== 'ThisExpression') return null;
    const key = keyOf(owner.property, owner.computed);
    if (key === null) return null;
    const additions = this.addedToThis.get(key) ?? noAdditions();
    this.addedToThis.set(key, additions);
    return additions;
  }
}

function additionsOf(declared: Declaration): Additions {
  const additions = declared.additions ?? noAdditions();
  declared.additions = additions;
  return additions;
}

/** `Object.assign(...)` */
function isAssign({ callee }: Extract<Node, { type: 'CallExpression' }>): boolean {
  const owner = receiverOf(callee);
  return nameOf(callee) === 'assign' && owner !== null && nameOf(owner) === 'Object';
}

/** What is added where something is given itself with more: `p = { ...p, table }`, `p = Object.assign({}, p, { table })`. */
function partsBesideItself(name: string, value: Node): readonly Node[] | null {
  const made = bare(value);
  const parts: readonly Node[] =
    made.type === 'ObjectExpression'
      ? made.properties
      : made.type === 'CallExpression' && isAssign(made)
        ? made.arguments
        : [];
  const at = parts.findIndex((one) => nameOf(one.type === 'SpreadElement' ? one.argument : one) === name);
  const isFirst = parts.slice(0, at).every((one) => one.type === 'ObjectExpression' && one.properties.length === 0);
  return at >= 0 && isFirst ? parts.slice(at + 1) : null;
}

/** Puts the properties of objects in something. */
function put(additions: Additions, parts: readonly Node[]): void {
  for (const part of parts) {
    if (part.type === 'ObjectExpression') put(additions, part.properties);
    else if (part.type === 'SpreadElement') additions.assigned.push(part.argument);
    else if (part.type !== 'ObjectProperty') additions.assigned.push(part);
    else {
      const key = keyOf(part.key, part.computed);
      if (key === null) additions.kept.push([part.key, part.value]);
      else addTo(additions.propertyWrites, key, part.value);
    }
  }
}

/** Methods that put something in a list, a Set or a Map. */
const PUTS: ReadonlySet<string> = new Set(['push', 'add', 'set', 'assign']);

/** Operators after which a name is worth what stands on the right; after `+=` it is not. */
const PLAIN: ReadonlySet<string> = new Set(['=', '??=', '||=', '&&=']);
