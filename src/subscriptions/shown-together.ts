/**
 * Where a component, or what a hook sets up, is shown: by the functions that come to it, each by one or more ways, and by what has
 * to hold for each way. Null when there may be others that are not known.
 */
export type Shown = ReadonlyMap<string, readonly ReadonlySet<string>[]> | null;

/** Whether two may be there at once: one function comes to both. */
export function mayBeTogether(one: Shown, other: Shown): boolean {
  if (one === null || other === null) return true;
  return [...one].some(([user, ways]) =>
    other.get(user)?.some((second) => ways.some((first) => mayBothHold(first, second))),
  );
}

/** Whether nothing stands in the way of two at once: all that has to hold for one has to hold for the other. */
export function mayBothHold(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [less, more] = one.size < other.size ? [one, other] : [other, one];
  return [...less].every((need) => more.has(need));
}
