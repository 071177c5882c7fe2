import { groupBy } from '../model/group-by.js';
import type { RelationName } from '../model/names.js';

/** Whether a name is a pattern to the server, which compares with LIKE and no way to escape. */
export function isPattern({ schema, name }: RelationName): boolean {
  return WILDCARD.test(schema) || WILDCARD.test(name);
}

const WILDCARD = /[_%]/;

/**
 * Finds the relations that the server takes a name for: `_` is any one character, `%` any text, and a `*` in place of a
 * schema or a name all of them; upper and lower case differ. Most tables have a `_` in their name, and each is asked
 * about: it is compared with those alone that have as many characters and the same last ones, four at most.
 */
export function likeNames<Named extends RelationName>(
  relations: readonly Named[],
): (wanted: RelationName) => readonly Named[] {
  const schemas = [...groupBy(relations, ({ schema }) => schema)].map(([schema, members]) => ({
    schema,
    members,
    // Made when the first pattern asks.
    likely: null as ReturnType<typeof byEnd<Named>> | null,
  }));
  return ({ schema: wantedSchema, name }) => {
    const pattern = toPattern(name);
    const [isSchema, isName] = [matcherOf(toPattern(wantedSchema)), matcherOf(pattern)];
    return schemas.flatMap((one) => {
      if (!isSchema(one.schema)) return [];
      if (pattern === '%') return one.members;
      one.likely ??= byEnd(one.members);
      return one.likely(pattern).filter((relation) => isName(relation.name));
    });
  };
}

function toPattern(part: string): string {
  return part === '*' ? '%' : part;
}

/** Gives the relations that a pattern may mean, in their order: by length and end where it has no say in either. */
function byEnd<Named extends RelationName>(relations: readonly Named[]): (pattern: string) => readonly Named[] {
  // What is one character to LIKE may have two code units.
  if (relations.some(({ name }) => OUTSIDE_BMP.test(name))) return () => relations;
  const byLast = [4, 3, 2].map((last) => {
    // Made when the first pattern with such an end asks.
    let ends: ReadonlyMap<number, readonly Named[]> | null = null;
    return {
      last,
      find: (pattern: string): readonly Named[] => {
        ends ??= groupBy(relations, ({ name }) => endOf(name, last));
        return ends.get(endOf(pattern, last)) ?? [];
      },
    };
  });
  return (pattern) => {
    const plain = PLAIN_END.exec(pattern)?.[0].length ?? 0;
    const longest = pattern.includes('%') ? undefined : byLast.find(({ last }) => last <= plain);
    return longest === undefined ? relations : longest.find(pattern);
  };
}

const OUTSIDE_BMP = /[\ud800-\udfff]/;
const PLAIN_END = /[^%_]{0,4}$/;

/** A number for the length and the last characters; that others may have the same does no harm. */
function endOf(name: string, last: number): number {
  let hash = name.length;
  for (let at = name.length - last; at < name.length; at += 1) hash = (hash * 31 + name.charCodeAt(at)) | 0;
  return hash;
}

/** Tells of many texts whether they are LIKE a pattern: most differ before its first wildcard or after its last. */
function matcherOf(pattern: string): (text: string) => boolean {
  const first = pattern.search(WILDCARD);
  if (first < 0) return (text) => text === pattern;
  const beginning = pattern.slice(0, first);
  const end = pattern.slice(Math.max(pattern.lastIndexOf('_'), pattern.lastIndexOf('%')) + 1);
  return (text) => text.startsWith(beginning) && text.endsWith(end) && isLike(text, pattern);
}

/**
 * Whether a text is LIKE a pattern, in steps that are at most the product of the two: after a `%` only the last one is
 * tried again, a character further on.
 */
function isLike(text: string, pattern: string): boolean {
  let [at, reached] = [0, 0];
  let [again, tried] = [-1, 0];
  while (at < text.length) {
    const one = pattern[reached];
    if (one === '%') {
      reached += 1;
      [again, tried] = [reached, at];
    } else if (one === '_') {
      reached += 1;
      at += widthAt(text, at);
    } else if (one === text[at]) {
      reached += 1;
      at += 1;
    } else if (again >= 0) {
      tried += widthAt(text, tried);
      [at, reached] = [tried, again];
    } else {
      return false;
    }
  }
  while (pattern[reached] === '%') reached += 1;
  return reached === pattern.length;
}

/** How many code units a character has. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
