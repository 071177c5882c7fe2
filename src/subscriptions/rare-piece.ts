/** Up to this length Node jumps from one first character to the next; longer texts take it two to four times as long. */
const LONGEST_PIECE = 6;
const SHORTEST_PIECE = 4;

/** What source is made of, the rarest first: capitals stand before all of these. */
const BY_FREQUENCY = '_zqjxkwvbgyhfpmudclsnraoiet';

/** The piece of a text to look for first, whose first character is the rarest: `Supaba` of `syncedSupabase`. */
export function rarePieceOf(text: string): { readonly piece: string; readonly at: number } {
  // Half a character beyond the basic plane would be no text.
  if (Buffer.byteLength(text) !== text.length) return { piece: text, at: 0 };
  const last = Math.max(0, text.length - SHORTEST_PIECE);
  let best = 0;
  for (let at = 1; at <= last; at += 1) if (commonnessOf(text[at]) < commonnessOf(text[best])) best = at;
  return { piece: text.slice(best, best + LONGEST_PIECE), at: best };
}

function commonnessOf(character = ''): number {
  if (/[A-Z]/.test(character)) return -1;
  const rank = BY_FREQUENCY.indexOf(character);
  return rank < 0 ? BY_FREQUENCY.length : rank;
}
