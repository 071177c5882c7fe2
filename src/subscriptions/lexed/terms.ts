import { evaluate } from './evaluate.js';
import type { LexedFile, Span } from './lexed-file.js';
import { ABSENT, type Context, type Outcome, type ReadTerm, text } from './outcome.js';
import { elementsOf } from './sources.js';
import { toPath, trim } from './trim.js';

/** A client's own names for events: those in `events`, behind one of the types or behind a dot alone. */
export function eventTerm(types: readonly string[], events: Readonly<Record<string, string>>): ReadTerm {
  return (_, file, span) => {
    const path = toPath(file, span);
    const last = path?.at(-1) === 'value' || path?.at(-1) === 'self' ? path?.slice(0, -1) : path;
    const event = events[last?.at(-1) ?? ''];
    const type = last?.at(-2);
    return event !== undefined && type !== undefined && (type === '' || types.includes(type)) ? [text(event)] : null;
  };
}

/** `column=operator.value`, with `{}` for what is not known. */
export function condition(
  context: Context,
  file: LexedFile,
  column: Span | null,
  operator: string,
  value: Span | null,
): readonly Outcome[] {
  const told = piece(context, file, value);
  const listed = operator === 'in' && !told.startsWith('(') ? `(${told})` : told;
  const named = piece(context, file, column);
  // Without a column there is no filter: what is left out is asked for before it is used.
  return named === 'null' ? [ABSENT] : [text(`${named}=${operator}.${listed}`)];
}

/** The conditions of a filter, all of which must hold. */
export function conjunction(conditions: readonly (readonly Outcome[])[]): readonly Outcome[] {
  const texts = conditions.flatMap(([first]) => (first?.kind === 'text' ? first.text : '{}'));
  return texts.length === 0 ? [ABSENT] : [text(texts.join(','))];
}

/** The conditions in a list, all of which must hold. */
export function allOf(context: Context, file: LexedFile, list: Span, term: ReadTerm): readonly Outcome[] {
  const elements = elementsOf(context, file, list);
  if ('kind' in elements) return evaluate(context, file, list);
  return conjunction(elements.map((one) => ('kind' in one ? [] : evaluate(context, one.file, one.span, term))));
}

/** A value as it stands in a filter: of a list its elements. */
function piece(context: Context, file: LexedFile, span: Span | null): string {
  if (span === null) return '{}';
  const { from, to } = trim(file, span);
  if (to === from + 1 && /^(\d+|true|false)$/.test(file.word(from))) return file.word(from);
  const elements = file.isString(from) ? null : elementsOf(context, file, span);
  if (elements !== null && !('kind' in elements)) {
    return elements.map((one) => ('kind' in one ? '{}' : piece(context, one.file, one.span))).join(',');
  }
  const [only, ...others] = evaluate(context, file, span);
  if (only === undefined || others.length > 0) return '{}';
  if (only.kind === 'absent') return 'null';
  return only.kind === 'text' ? only.text : '{}';
}
