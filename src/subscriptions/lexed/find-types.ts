import { behindTypes } from './arguments.js';
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
/** What stands before the types that one is made of. */
const NO_PARENT = /^(extends|with|implements|on|constructor)$/;
const LONGEST_HEAD = 80;

/** What a type's head says: where its body ends, and the types that it names. */
interface Head {
  readonly to: number;
  readonly parents: readonly string[];
}

/** The types that a file declares, with what stands in them. A companion object goes by its class's name. */
export function findTypes(file: LexedFile): readonly TypeDeclaration[] {
  const words = new Set(TYPE_WORDS[file.language]);
  const types: TypeDeclaration[] = [];
  for (let token = 0; token < file.count; token += 1) {
    if (!words.has(file.word(token)) || file.is(token - 1, '.') || file.is(token - 1, ':')) continue;
    const isUnnamed = !file.isWord(token + 1) && file.word(token - 1) === 'companion';
    if (!isUnnamed && !file.isWord(token + 1)) continue;
    const head = file.isIndented ? indentedHead(file, token) : bracedHead(file, token + 1);
    if (head === null) continue;
    const isCompanion = file.word(token - 1) === 'companion';
    const name = isCompanion ? (types.findLast(({ span }) => span.to > token)?.name ?? '') : file.word(token + 1);
    const { to, parents } = head;
    const isEnum =
      file.word(token) === 'enum' ||
      file.word(token - 1) === 'enum' ||
      (file.isIndented && parents.some((one) => /Enum$/.test(one)));
    types.push({ kind: 'type', file, name, isEnum, parents, token: token + 1, span: { from: token, to } });
  }
  return types;
}

/** A type may have no body where its head says all: `class Jobs : Watcher("jobs")`. */
function bracedHead(file: LexedFile, from: number): Head | null {
  const parents: string[] = [];
  const limit = Math.min(file.count, from + LONGEST_HEAD);
  let isBound = false;
  let token = from;
  for (; token < limit; token = nextInHead(file, token)) {
    if (file.is(token, '{')) return { to: file.partner(token), parents };
    if (/^[;})=]$/.test(file.text(token))) break;
    if (token === from || !file.isWord(token)) continue;
    // `where T : class` is no declaration, and says nothing of the type.
    isBound ||= file.word(token) === 'where';
    if (!isBound && ENDS_HEAD.test(file.word(token))) break;
    if (!isBound && !NO_PARENT.test(file.word(token))) parents.push(file.word(token));
  }
  const saysAll = parents.length > 0 || file.is(from + 1, '(') || file.is(from + 1, '<');
  return saysAll && token < from + LONGEST_HEAD && /^(kotlin|csharp)$/.test(file.language)
    ? { to: token, parents }
    : null;
}

function nextInHead(file: LexedFile, token: number): number {
  if (file.is(token, '<')) return behindTypes(file, token, file.count);
  return file.is(token, '(') || file.is(token, '[') ? file.next(token) : token + 1;
}

function indentedHead(file: LexedFile, token: number): Head | null {
  if (!file.isFirstOnLine(token)) return null;
  const parents: string[] = [];
  const end = file.is(token + 2, '(') ? Math.min(file.partner(token + 2), token + LONGEST_HEAD) : token;
  for (let at = token + 3; at < end; at = file.next(at)) if (file.isWord(at)) parents.push(file.word(at));
  return { to: indentedBlockEnd(file, token), parents };
}
