import type { RelationName } from '../model/names.js';

/** Ends the schema in a path of the tree; PostgreSQL forbids it in names. */
const BETWEEN = '\0';

interface Node<Named> {
  readonly next: Map<string, Node<Named>>;
  readonly here: Named[];
}

/** Whether a name is a pattern to the server, which compares with LIKE and no way to escape. */
export function isPattern({ schema, name }: RelationName): boolean {
  return /[_%]/.test(schema + name);
}

/**
 * Finds the relations that the server takes a name for: `_` is any one character, `%` any text, and a `*` in place of a
 * schema or a name all of them; upper and lower case differ. The names are kept as a tree of characters: most tables have
 * a `_` in their name, and each is asked about.
 */
export function likeNames<Named extends RelationName>(
  relations: readonly Named[],
): (wanted: RelationName) => readonly Named[] {
  const root: Node<Named> = { next: new Map(), here: [] };
  for (const relation of relations) {
    let node = root;
    for (const character of relation.schema + BETWEEN + relation.name) node = stepInto(node, character);
    node.here.push(relation);
  }
  return ({ schema, name }) => {
    let nodes: readonly Node<Named>[] = [root];
    for (const character of toPattern(schema) + BETWEEN + toPattern(name)) nodes = follow(nodes, character);
    return nodes.flatMap(({ here }) => here);
  };
}

function toPattern(part: string): string {
  return part === '*' ? '%' : part;
}

function stepInto<Named>(node: Node<Named>, character: string): Node<Named> {
  const known = node.next.get(character);
  if (known !== undefined) return known;
  const made: Node<Named> = { next: new Map(), here: [] };
  node.next.set(character, made);
  return made;
}

function follow<Named>(nodes: readonly Node<Named>[], character: string): readonly Node<Named>[] {
  if (character === '%') return [...allBelow(nodes)];
  if (character === '_') return nodes.flatMap(branchesOf);
  return nodes.flatMap(({ next }) => next.get(character) ?? []);
}

/** The nodes themselves and every one that some text leads to within the same name, each once. */
function allBelow<Named>(nodes: readonly Node<Named>[]): ReadonlySet<Node<Named>> {
  const all = new Set(nodes);
  for (const node of all) for (const below of branchesOf(node)) all.add(below);
  return all;
}

function branchesOf<Named>({ next }: Node<Named>): readonly Node<Named>[] {
  return [...next].flatMap(([character, below]) => (character === BETWEEN ? [] : below));
}
