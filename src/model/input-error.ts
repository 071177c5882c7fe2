/** Something the user said cannot be meant. The message names the input, the value and what to do; no secret is in it. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
