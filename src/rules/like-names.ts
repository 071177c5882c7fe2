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
 * about: it is compared with those alone that have as many characters and the same last two.
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
    const wanted = schemas.filter(({ schema }) => isLike(schema, toPattern(wantedSchema)));
    return wanted.flatMap((one) => {
      if (pattern === '%') return one.members;
      one.likely ??= byEnd(one.members);
      return one.likely(pattern).filter((relation) => isLike(relation.name, pattern));
    });
  };
}

function toPattern(part: string): string {
  return part === '*' ? '%' : part;
}

/** Gives the relations that a pattern may mean, in their order: by length and end where it has no say in either. */
function byEnd<Named extends RelationName>(relations: readonly Named[]): (pattern: string) => readonly Named[] {
  const plain = relations.filter(({ name }) => !OUTSIDE_BMP.test(name));
  const ends = groupBy(plain, ({ name }) => endOf(name));
  const hasOthers = plain.length < relations.length;
  return (pattern) => {
    // What is one character to LIKE may have two code units.
    if (hasOthers || !HAS_PLAIN_END.test(pattern)) return relations;
    return ends.get(endOf(pattern)) ?? [];
  };
}

const OUTSIDE_BMP = /[\ud800-\udfff]/;
const HAS_PLAIN_END = /^[^%]*[^%_]{2}$/;

function endOf(name: string): string {
  return `${name.length}${name.slice(-2)}`;
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
