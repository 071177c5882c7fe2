import { splitAtCommas } from './arguments.js';
import type { Parameter } from './declarations.js';
import type { LexedFile, Span } from './lexed-file.js';

/** What a function takes. @param open the token of the parenthesis behind its name */
export function readParameters(file: LexedFile, open: number): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let place = 0;
  let mustBeNamed = false;
  const add = (span: Span, kind: 'named' | 'optional' | 'plain'): void => {
    const isRequired = kind === 'plain' || (kind === 'named' && file.seek(span.from, span.to, /^required$/) < span.to);
    const parameter = readParameter(file, span, kind === 'named' || mustBeNamed ? null : place, isRequired);
    if (parameter === null) return;
    if (isSelf(file, parameter, parameters)) return;
    parameters.push(parameter);
    if (parameter.place !== null) place += 1;
  };
  for (const part of splitAtCommas(file, { from: open + 1, to: file.partner(open) })) {
    const isDart = file.language === 'dart';
    if (isDart && (file.is(part.from, '{') || file.is(part.from, '['))) {
      const inner = { from: part.from + 1, to: Math.min(file.partner(part.from), part.to) };
      for (const one of splitAtCommas(file, inner)) add(one, file.is(part.from, '{') ? 'named' : 'optional');
    } else if (file.isIndented && file.is(part.from, '*') && part.to === part.from + 1) {
      mustBeNamed = true;
    } else {
      add(part, 'plain');
    }
  }
  return parameters;
}

function isSelf(file: LexedFile, { name }: Parameter, before: readonly Parameter[]): boolean {
  return file.isIndented && before.length === 0 && (name === 'self' || name === 'cls');
}

function readParameter(
  file: LexedFile,
  { from, to }: Span,
  place: number | null,
  mustBeGiven: boolean,
): Parameter | null {
  const equals = file.seek(from, to, /^=$/);
  const head = { from, to: equals };
  const initial = equals === to ? null : { from: equals + 1, to };
  const isRequired = mustBeGiven && initial === null;
  const { language } = file;
  if (language === 'dart' || language === 'csharp') {
    const name = file.word(head.to - 1);
    if (name === '') return null;
    const isCalledByName = language === 'csharp' || place === null;
    const isField = file.is(head.to - 2, '.') && file.word(head.to - 3) === 'this';
    const type = isField ? null : wordBefore(file, head.to - 1, from);
    return { name, label: isCalledByName ? name : null, place, type, initial, isRequired, isField };
  }
  const colon = file.seek(from, head.to, /^:$/);
  const nameToken = colon - 1;
  const name = file.word(nameToken);
  if (name === '' || nameToken < from) return null;
  const type = colon === head.to ? null : typeWord(file, colon + 1, head.to);
  if (language !== 'swift') return { name, label: name, place, type, initial, isRequired, isField: false };
  const label = nameToken > from && file.isWord(nameToken - 1) ? file.word(nameToken - 1) : name;
  const isUnlabelled = label === '_';
  return {
    name,
    label: isUnlabelled ? null : label,
    place: isUnlabelled ? place : null,
    type,
    initial,
    isRequired,
    isField: false,
  };
}

function wordBefore(file: LexedFile, name: number, from: number): string | null {
  const token = file.is(name - 1, '?') ? name - 2 : name - 1;
  return token >= from && file.isWord(token) ? file.word(token) : null;
}

function typeWord(file: LexedFile, from: number, to: number): string | null {
  const end = file.is(to - 1, '?') ? to - 1 : to;
  return end > from && file.isWord(end - 1) ? file.word(end - 1) : null;
}
