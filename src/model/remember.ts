/**
 * The same function, which works out its answer once for each object it is given and forgets it with the object. For
 * facts alone, which never change: what several rules ask of one list is then looked through once.
 */
export function remember<Given extends object, Answer>(answer: (given: Given) => Answer): (given: Given) => Answer {
  const known = new WeakMap<Given, { readonly answer: Answer }>();
  return (given) => {
    const before = known.get(given);
    if (before !== undefined) return before.answer;
    const made = { answer: answer(given) };
    known.set(given, made);
    return made.answer;
  };
}
