/** A whole number with thousands marked: 10000 is `10,000`. (toLocaleString would load ICU data for it.) */
export function digits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun: `1 table`, `3 tables`; `many` where an s is not enough. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${digits(count)} ${count === 1 ? one : many}`;
}
