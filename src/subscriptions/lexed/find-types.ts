import type { TypeDeclaration } from './declarations.js';
import { indentedBlockEnd } from './indentation.js';
import type { LexedFile } from './lexed-file.js';

const TYPE_WORDS: Readonly<Record<string, readonly string[]>> = {
  dart: ['class', 'enum', 'mixin', 'extension'],
  swift: ['class', 'struct', 'enum', 'extension', 'actor', 'protocol'],
  kotlin: ['class', 'object', 'interface'],
  python: ['class'],
  csharp: ['class', 'struct', 'enum', 'interface', 'record'],
};
/** What a type's head has none of: the next declaration has begun. */
const ENDS_HEAD =
  /^(class|struct|enum|object|interface|fun|func|val|var|let|def|typedef|import|case|static|return|data|private|public)$/;
const LONGEST_HEAD = 80;

/** The types that a file declares, with what stands in them. A companion object goes by its class's name. */
export function findTypes(file: LexedFile): readonly TypeDeclaration[] {
  const words = new Set(TYPE_WORDS[file.language.name]);
  const types: TypeDeclaration[] = [];
  for (let token = 0; token < file.count; token += 1) {
    if (!words.has(file.word(token)) || file.is(token - 1, '.') || file.is(token - 1, ':')) continue;
    const isUnnamed = !file.isWord(token + 1) && file.word(token - 1) === 'companion';
    if (!isUnnamed && !file.isWord(token + 1)) continue;
    const body = file.language.isIndented ? indentedBody(file, token) : bracedBody(file, token + 1);
    if (body === null) continue;
    const isCompanion = file.word(token - 1) === 'companion';
    const name = isCompanion ? (types.findLast(({ span }) => span.to > token)?.name ?? '') : file.word(token + 1);
    const isEnum = file.word(token) === 'enum' || file.word(token - 1) === 'enum' || isPythonEnum(file, token);
    types.push({ kind: 'type', file, name, isEnum, token: token + 1, span: { from: token, to: body } });
  }
  return types;
}

function bracedBody(file: LexedFile, from: number): number | null {
  for (let token = from; token < Math.min(file.count, from + LONGEST_HEAD); token = nextInHead(file, token)) {
    if (file.is(token, '{')) return Math.min(file.partner(token), file.count);
    if (file.is(token, ';') || file.is(token, '}') || file.is(token, ')') || file.is(token, '=')) return null;
    if (token > from + 1 && ENDS_HEAD.test(file.word(token))) return null;
  }
  return null;
}

function nextInHead(file: LexedFile, token: number): number {
  return file.is(token, '(') || file.is(token, '[') ? file.next(token) : token + 1;
}

function indentedBody(file: LexedFile, token: number): number | null {
  return file.isFirstOnLine(token) ? indentedBlockEnd(file, token) : null;
}

function isPythonEnum(file: LexedFile, token: number): boolean {
  if (!file.language.isIndented || !file.is(token + 2, '(')) return false;
  const end = Math.min(file.partner(token + 2), token + 20);
  for (let at = token + 3; at < end; at += 1) if (/Enum$/.test(file.word(at))) return true;
  return false;
}
