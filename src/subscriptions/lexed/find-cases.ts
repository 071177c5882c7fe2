import { splitAtCommas } from './arguments.js';
import type { Binding, TypeDeclaration } from './declarations.js';

export interface FoundCase {
  readonly name: string;
  readonly binding: Binding;
}

const NO_CASES = new Set(['fun', 'val', 'var', 'companion', 'override', 'const', 'static', 'final', 'class', 'enum']);

/** The cases of an enum. Python's are values of its class, and found as such. */
export function findCases(type: TypeDeclaration): readonly FoundCase[] {
  if (!type.isEnum || type.file.isIndented) return [];
  return type.file.language === 'swift' ? swiftCases(type) : listedCases(type);
}

/** `case messages`, `case messages = "chat_messages", rooms`. */
function swiftCases(type: TypeDeclaration): readonly FoundCase[] {
  const { file } = type;
  const cases: FoundCase[] = [];
  const open = bodyOf(type);
  for (let token = open + 1; token < type.span.to; token = file.next(token)) {
    if (file.word(token) !== 'case') continue;
    for (let name = token + 1; file.isWord(name); name += 1) {
      cases.push(toCase(type, name));
      let end = name + 1;
      while (end < type.span.to && !file.is(end, ',') && !file.isFirstOnLine(end) && !file.is(end, ';'))
        end = file.next(end);
      token = Math.max(token, end - 1);
      if (!file.is(end, ',')) break;
      name = end;
    }
  }
  return cases;
}

/** `messages('chat_messages'), rooms;` and the like, up to the semicolon where other members begin. */
function listedCases(type: TypeDeclaration): readonly FoundCase[] {
  const { file } = type;
  const from = bodyOf(type) + 1;
  return splitAtCommas(file, { from, to: file.seek(from, type.span.to, /^;$/) }).flatMap((part) => {
    let name = part.from;
    // Annotations: @SerialName("x"), [EnumMember(Value = "x")].
    while (file.is(name, '@') || file.is(name, '[')) {
      name = file.is(name, '[') ? file.next(name) : name + 2;
      if (file.is(name, '(')) name = file.next(name);
    }
    return file.isWord(name) && name < part.to && !NO_CASES.has(file.word(name)) ? [toCase(type, name)] : [];
  });
}

function bodyOf({ file, token, span }: TypeDeclaration): number {
  return file.seek(token, span.to, /^\{$/);
}

function toCase(type: TypeDeclaration, token: number): FoundCase {
  return { name: type.file.word(token), binding: { kind: 'case', file: type.file, type, token } };
}
