import type { Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import { type Additions, type Declaration, noAdditions } from './declarations.js';
import { bare, keyOf, nameOf } from './nodes.js';

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

  /** Gives each declaration what is written to it. */
  settle(find: Find): void {
    for (const { left, right, operator } of this.#assignments) {
      if (left.type === 'Identifier') find(left.name, left)?.writes.push(PLAIN.has(operator) ? right : left);
      else if (left.type === 'MemberExpression' && PLAIN.has(operator)) this.#settleProperty(find, left, right);
    }
    for (const update of this.#updates) {
      const { argument } = update;
      if (argument.type === 'Identifier') find(argument.name, argument)?.writes.push(update);
    }
    for (const { callee, arguments: given } of this.#pushes) {
      const additions = callee.type === 'MemberExpression' ? this.#additionsTo(find, callee.object) : null;
      const [key, value] = given;
      if (nameOf(callee) !== 'set') additions?.pushed.push(...given);
      else if (key !== undefined && value !== undefined) additions?.kept.push([key, value]);
    }
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
      if (declared !== null) declared.additions ??= noAdditions();
      return declared?.additions ?? null;
    }
    if (owner.type !== 'MemberExpression' || bare(owner.object).type !== 'ThisExpression') return null;
    const key = keyOf(owner.property, owner.computed);
    if (key === null) return null;
    const additions = this.addedToThis.get(key) ?? noAdditions();
    this.addedToThis.set(key, additions);
    return additions;
  }
}

/** Methods that put something in a list, a Set or a Map. */
const PUTS: ReadonlySet<string> = new Set(['push', 'add', 'set']);

/** Operators after which a name is worth what stands on the right; after `+=` it is not. */
const PLAIN: ReadonlySet<string> = new Set(['=', '??=', '||=', '&&=']);
