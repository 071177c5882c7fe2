import type { ForInStatement, ForOfStatement, Node, TSEnumDeclaration, VariableDeclarator } from '@babel/types';
import { type FunctionNode, keyOf } from './nodes.js';

/** One step from a value to a part of it, as a pattern says: `{ table = 'a' }`, `[first]`, `...rest`. */
export type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'rest'; readonly without: readonly string[] }
  | { readonly kind: 'default'; readonly otherwise: Node }
  | { readonly kind: 'computed' };

/** What is put in an object or a list after it was made. */
export interface Additions {
  /** The values given to its properties, by name. */
  readonly propertyWrites: Map<string, Node[]>;
  /** The objects whose properties are put in it: `Object.assign(options, more)`. */
  readonly assigned: Node[];
  /** What is pushed to a list, or added to a Set. */
  readonly pushed: Node[];
  /** What is put in by a key, as in a Map: `map.set(key, value)`, `object[key] = value`. */
  readonly kept: (readonly [key: Node, value: Node])[];
}

/** To put something in. */
export function noAdditions(): Additions {
  return { propertyWrites: new Map(), assigned: [], pushed: [], kept: [] };
}

/** What a name stands for. */
export type Declaration = {
  readonly name: string;
  /** The values given to it after it was declared. */
  readonly writes: Node[];
  /** Null where nothing is put in, as for nearly all names. */
  additions: Additions | null;
} & (
  | { readonly kind: 'import'; readonly source: string; readonly imported: string }
  | { readonly kind: 'variable'; readonly node: VariableDeclarator; readonly steps: readonly Step[] }
  | { readonly kind: 'each'; readonly loop: ForOfStatement | ForInStatement; readonly steps: readonly Step[] }
  | { readonly kind: 'parameter'; readonly of: FunctionNode; readonly index: number; readonly steps: readonly Step[] }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'class'; readonly node: Node }
  | { readonly kind: 'enum'; readonly node: TSEnumDeclaration }
  | { readonly kind: 'other' }
);

/** A name that a pattern declares, with the way to it. */
interface Named {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The names that a pattern declares. Most are no more than a name. */
export function namesIn(pattern: Node): readonly Named[] {
  return pattern.type === 'Identifier' ? [{ name: pattern.name, steps: HERE }] : namesBelow(pattern);
}

const HERE: readonly Step[] = [];

function namesBelow(pattern: Node): readonly Named[] {
  const found: Named[] = [];
  const open: { node: Node; steps: readonly Step[] }[] = [{ node: pattern, steps: HERE }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, steps } = next;
    switch (node.type) {
      case 'Identifier':
        found.push({ name: node.name, steps });
        break;
      case 'AssignmentPattern':
        open.push({ node: node.left, steps: [...steps, { kind: 'default', otherwise: node.right }] });
        break;
      case 'TSParameterProperty':
        open.push({ node: node.parameter, steps });
        break;
      case 'RestElement':
        open.push({ node: node.argument, steps: [...steps, { kind: 'rest', without: [] }] });
        break;
      case 'ArrayPattern':
        for (const [index, element] of node.elements.entries()) {
          if (element !== null) open.push({ node: element, steps: [...steps, key(String(index))] });
        }
        break;
      case 'ObjectPattern':
        open.push(...ofObject(node, steps));
        break;
      default:
        break;
    }
  }
  return found;
}

function ofObject(node: Extract<Node, { type: 'ObjectPattern' }>, steps: readonly Step[]) {
  const named = node.properties.flatMap((one) =>
    one.type === 'ObjectProperty' ? (keyOf(one.key, one.computed) ?? []) : [],
  );
  return node.properties.map((one): { node: Node; steps: readonly Step[] } => {
    if (one.type === 'RestElement') return { node: one.argument, steps: [...steps, { kind: 'rest', without: named }] };
    const name = keyOf(one.key, one.computed);
    return { node: one.value, steps: [...steps, name === null ? { kind: 'computed' } : key(name)] };
  });
}

function key(name: string): Step {
  return { kind: 'key', key: name };
}
