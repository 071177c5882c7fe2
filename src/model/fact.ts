/** A fact that was read, or the sentence that says why it could not be. Unknown is never taken for healthy. */
export type Fact<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: string };
