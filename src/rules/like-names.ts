import { groupBy } from '../model/group-by.js';
import type { RelationName } from '../model/names.js';

/** Whether a name is a pattern to the server, which compares with LIKE and no way to escape. */
export function isPattern({ schema, name }: RelationName): boolean {
  return /[_%]/.test(schema + name);
}

/** LIKE without an escape character: `_` is any one character, `%` any text, upper and lower case differ. In linear time. */
export function isLike(text: string, pattern: string): boolean {
  const [characters, wanted] = [[...text], [...pattern]];
  let [at, from] = [0, 0];
  // Where the last % stands, and how far it reaches so far.
  let [open, reach] = [-1, 0];
  while (at < characters.length) {
    if (wanted[from] === '%') [open, reach, from] = [from, at, from + 1];
    else if (from < wanted.length && (wanted[from] === '_' || wanted[from] === characters[at])) [at, from] = [at + 1, from + 1];
    else if (open >= 0) [reach, at, from] = [reach + 1, reach + 1, open + 1];
    else return false;
  }
  while (wanted[from] === '%') from += 1;
  return from === wanted.length;
}

/**
 * Finds the relations that a name means besides the one of exactly that name. A name without % is compared only with
 * those that are as long, begin and end as it does: most tables have a `_` in their name.
 */
export function likeNames<Named extends RelationName>(
  relations: readonly Named[],
): (wanted: RelationName) => readonly Named[] {
  const byShape = groupBy(relations, (relation) => shapeOf(relation));
  const byLength = groupBy(relations, (relation) => lengthsOf(relation));
  return (wanted) => {
    const isOpen = wanted.name.includes('%') || wanted.schema.includes('%');
    const near = isOpen
      ? relations
      : hasBareEnds(wanted)
        ? byShape.get(shapeOf(wanted))
        : byLength.get(lengthsOf(wanted));
    return (near ?? []).filter(
      ({ schema, name }) =>
        (schema !== wanted.schema || name !== wanted.name) && isLike(name, wanted.name) && isLike(schema, wanted.schema),
    );
  };
}

function hasBareEnds({ name }: RelationName): boolean {
  return !name.startsWith('_') && !name.endsWith('_');
}

function lengthsOf({ schema, name }: RelationName): string {
  return `${[...schema].length} ${[...name].length}`;
}

function shapeOf(relation: RelationName): string {
  const characters = [...relation.name];
  return `${lengthsOf(relation)} ${characters[0] ?? ''}${characters.at(-1) ?? ''}`;
}
