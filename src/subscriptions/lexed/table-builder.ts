import { argumentFor } from './bind-arguments.js';
import { type Link, linksBefore, linksUpTo } from './chain.js';
import { findBindings } from './find-bindings.js';
import type { LexedFile } from './lexed-file.js';
import { type Context, needs, type Outcome, unknown } from './outcome.js';
import { trim } from './trim.js';

/** What a chain says of its table, given the links of the chain, the last one first; null where it says nothing. */
export type ReadLinks = (context: Context, file: LexedFile, links: readonly Link[]) => readonly Outcome[] | null;

/** How many names a builder may go by. */
const MOST_NAMES = 6;

/**
 * What the chain before a member says: `client.from('t')` of `client.from('t').stream()`, and of `table.stream()` where
 * `table` is such a chain.
 */
export function readBuilder(context: Context, file: LexedFile, member: number, read: ReadLinks): readonly Outcome[] {
  return followLinks(context, file, linksBefore(file, member), read, MOST_NAMES);
}

function followLinks(
  context: Context,
  file: LexedFile,
  links: readonly Link[],
  read: ReadLinks,
  left: number,
): readonly Outcome[] {
  const said = read(context, file, links);
  if (said !== null) return said;
  const base = links.at(-1);
  if (base === undefined || left === 0) return [unknown('the table is chosen elsewhere')];
  const names = links.map(({ name }) => name).reverse();
  const path = links.every(({ open }) => open === null) ? names : names.slice(0, 1);
  const bindings = findBindings(context, { file, token: base.token }, path);
  const found = bindings.flatMap((binding): readonly Outcome[] => {
    if (binding.kind === 'value') {
      const { to } = trim(binding.file, binding.span);
      return followLinks(context, binding.file, linksUpTo(binding.file, to), read, left - 1);
    }
    if (binding.kind === 'late') return [needs(binding.of)];
    if (binding.kind !== 'parameter') return [];
    const call = context.bound.get(binding.of);
    if (call === undefined) return [needs(binding.of)];
    const given = argumentFor(call, binding.parameter);
    return given === null ? [] : followLinks(context, call.file, linksUpTo(call.file, given.to), read, left - 1);
  });
  return found.length > 0 ? found : [unknown('the table is chosen elsewhere')];
}
