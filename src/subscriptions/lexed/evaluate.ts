import { readArguments } from './arguments.js';
import { branchesOf } from './branches.js';
import type { Case, Element } from './declarations.js';
import { decodeString } from './decode-string.js';
import type { LexedFile, Span } from './lexed-file.js';
import { ABSENT, type Context, deeper, type Field, type Outcome, type ReadTerm, text, unknown } from './outcome.js';
import { partOf } from './read-entries.js';
import { type Source, sourcesOf, sourcesOfPath } from './sources.js';
import { summands, toPath, trim } from './trim.js';

/** One expression is not taken to have more values than this. */
const MOST_VALUES = 200;

/** The value of an expression, for a call site. @param term what the client's own terms in it mean */
export function fieldOf(file: LexedFile, span: Span, term?: ReadTerm): Field {
  return (context) => evaluate(context, file, span, term);
}

/** What options say that stand in the call or behind a name. @param otherwise what it is when they leave it out */
export function optionOf(
  file: LexedFile,
  options: Span,
  name: string,
  otherwise: string | null,
  term?: ReadTerm,
): Field {
  return (context) => {
    const found = sourcesOf(context, file, options).flatMap((source): readonly Outcome[] => {
      if ('kind' in source) return source.kind === 'needs' || source.kind === 'unknown' ? [source] : [];
      const said = partOf(source, name);
      if (said !== null) return evaluate(context, said.file, said.span, term);
      return saysAll(source) ? fixed(otherwise)(context) : [];
    });
    return found.length > 0 ? found : [unknown('its options are not in the call')];
  };
}

/** Whether options are written out: `{...}`, `Options(...)`, and take no others in. */
function saysAll({ file, span: { from, to } }: Element): boolean {
  const open = file.partner(to - 1);
  if (open < from || open >= to - 1 || !/^([A-Z]|dict$|new$|init$|$)/.test(file.word(open - 1))) return false;
  return !readArguments(file, open).some((one) => file.is(one.from, '*') || file.is(one.from, '.'));
}

/** A value that the client fixes. */
export function fixed(value: string | null): Field {
  return () => [value === null ? ABSENT : text(value)];
}

/** Every value that an expression may have, as far as its source says. */
export function evaluate(outer: Context, file: LexedFile, whole: Span, term?: ReadTerm): readonly Outcome[] {
  const context = deeper(outer);
  if (context === null) return [unknown('it takes too many steps to follow')];
  const span = trim(file, whole);
  if (span.from >= span.to) return [unknown('there is nothing to read')];
  const own = term?.(context, file, span) ?? null;
  if (own !== null) return own;
  const branches = branchesOf(file, span);
  if (branches !== null) {
    return distinct(branches.flatMap((branch) => evaluate(context, file, branch, term)));
  }
  const parts = summands(file, span);
  if (parts.length > 1) return join(parts.map((part) => evaluate(context, file, part, term)));
  if (areStrings(file, span)) return readStrings(context, file, span);
  const path = toPath(file, span);
  if (path?.[0] === 'nameof') return [text(path.at(-1) ?? '')];
  const reason = path === null ? 'it is worked out at run time' : `what ${path.join('.')} is cannot be read`;
  const values = valuesOf(sourcesOf(context, file, span), (source) =>
    'kind' in source || source.span === span ? [] : evaluate(context, source.file, source.span, term),
  );
  return values.length > 0 ? values : [unknown(reason)];
}

/** @param read what expressions are worth, and cases of an enum that have no name of their own */
function valuesOf(
  sources: readonly Source[],
  read: (source: Element | Case) => readonly Outcome[],
): readonly Outcome[] {
  const values = sources.flatMap((source): readonly Outcome[] => {
    if (!('kind' in source)) return read(source);
    if (source.kind !== 'case') return [source];
    return source.file.language === 'csharp' ? [text(source.file.word(source.token))] : read(source);
  });
  // What is empty until it is given a value is not subscribed to.
  const given = values.filter((value) => !(value.kind === 'text' && value.text === ''));
  return distinct(given.length > 0 ? given : values);
}

/** Strings that stand one after the other are one in Dart and Python. */
function areStrings(file: LexedFile, { from, to }: Span): boolean {
  for (let token = from; token < to; token += 1) if (!file.isString(token)) return false;
  return true;
}

function readStrings(context: Context, file: LexedFile, { from, to }: Span): readonly Outcome[] {
  const parts: (readonly Outcome[])[] = [[text('')]];
  for (let token = from; token < to; token += 1) {
    for (const piece of decodeString(file, token)) {
      parts.push(typeof piece === 'string' ? [text(piece)] : readCode(context, file, token, piece.code));
    }
  }
  return join(parts);
}

/** Code in a string: a name is looked up, anything else is not known. */
function readCode(context: Context, file: LexedFile, token: number, code: string): readonly Outcome[] {
  const path = /^\s*([\p{L}_][\p{L}\p{N}_]*(?:[?!]?\.[\p{L}_][\p{L}\p{N}_]*)*)\s*$/u.exec(code)?.[1];
  if (path === undefined) return [text('{}', false)];
  const names = path.split(/[?!]?\./);
  const found = valuesOf(sourcesOfPath(context, { file, token }, names), (source) =>
    'kind' in source ? [] : evaluate(context, source.file, source.span),
  );
  return found.length === 0 ? [text('{}', false)] : found;
}

/** Text after text. What is not known is a piece `{}`; a parameter is asked for, so that its callers can be tried. */
function join(parts: readonly (readonly Outcome[])[]): readonly Outcome[] {
  let joined: readonly Outcome[] = [text('')];
  for (const part of parts) {
    if (joined.length * part.length > MOST_VALUES) return TOO_MANY;
    joined = joined.flatMap((before) => part.map((after) => append(before, after)));
  }
  return joined;
}

function append(before: Outcome, after: Outcome): Outcome {
  const joined = partialText(before) + partialText(after);
  const asked = before.kind === 'needs' ? before : after;
  if (asked.kind === 'needs') return { ...asked, partial: joined };
  const isWhole = before.kind === 'text' && before.isWhole && after.kind === 'text' && after.isWhole;
  return text(joined, isWhole);
}

function partialText(outcome: Outcome): string {
  if (outcome.kind === 'text') return outcome.text;
  return (outcome.kind === 'needs' ? outcome.partial : null) ?? '{}';
}

function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  const keys = new Set<string>();
  const kept = outcomes.filter((outcome) => {
    const key = outcome.kind === 'text' ? `text ${outcome.isWhole} ${outcome.text}` : outcome.kind;
    if (outcome.kind === 'needs' || !keys.has(key)) return keys.add(key);
    return false;
  });
  return kept.length > MOST_VALUES ? TOO_MANY : kept;
}

/** To take some of them would be to leave out the others without a word. */
const TOO_MANY: readonly Outcome[] = [unknown(`it has more than ${MOST_VALUES} values`)];
