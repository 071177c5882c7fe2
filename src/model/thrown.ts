/**
 * Anything can be thrown, and not every error is an instance of this realm's Error: these look at what it has.
 */

/** What a thrown thing says: its message, else its code or name, else itself as text. */
export function messageOf(thrown: unknown): string {
  return textOf(thrown, 'message') || codeOf(thrown) || textOf(thrown, 'name') || String(thrown);
}

/** The code of a system, driver or server error, for example ENOENT or 28P01; empty when it has none. */
export function codeOf(thrown: unknown): string {
  return textOf(thrown, 'code');
}

/** With the stack when there is one: for errors nobody foresaw. */
export function stackOf(thrown: unknown): string {
  return textOf(thrown, 'stack') || messageOf(thrown);
}

function textOf(thrown: unknown, property: string): string {
  if (typeof thrown !== 'object' || thrown === null || !(property in thrown)) return '';
  const value: unknown = Reflect.get(thrown, property);
  return typeof value === 'string' ? value : '';
}
