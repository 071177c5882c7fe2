import { indentedBlockEnd } from './indentation.js';
import type { LexedFile, Span } from './lexed-file.js';
import { endOfExpression } from './statement-end.js';

/** From the sign that its body begins with: a brace, an arrow, an equals sign or a colon. */
type Body = Span;

/** Words before a name that make it a call. */
const CALLS = new Set(['new', 'return', 'await', 'throw', 'yield', 'in', 'is', 'else', 'case', 'try', 'as']);
const LONGEST_HEAD = 40;

/**
 * Where the body of the function ends that is declared here, or null when nothing is, as with a call.
 * @param name its name's token
 * @param open that of the parenthesis behind it
 */
export function findFunctionBody(file: LexedFile, name: number, open: number): Body | null {
  const close = file.partner(open);
  if (close >= file.count) return null;
  switch (file.language) {
    case 'python':
      return pythonBody(file, name, close);
    case 'kotlin':
      return kotlinBody(file, name, close);
    case 'swift':
      return swiftBody(file, name, close);
    default:
      return typedBody(file, name, close);
  }
}

function blockBody(file: LexedFile, open: number): Body {
  return { from: open, to: file.partner(open) };
}

/** The expression that a body is, or gives and is nothing else: `=> x`, `= x`, `{ return x; }`, `{ x }`; of Python the only `return`. */
export function resultOf(file: LexedFile, { from, to }: Body): Span | null {
  if (file.is(from, '=')) return { from: from + (file.is(from, '=>') ? 2 : 1), to };
  if (file.isIndented) {
    const returns: number[] = [];
    for (let token = from; token < to; token += 1) if (file.word(token) === 'return') returns.push(token + 1);
    const [first] = returns;
    return first === undefined || returns.length > 1 ? null : { from: first, to: endOfExpression(file, first) };
  }
  if (!file.is(from, '{')) return null;
  const first = file.word(from + 1) === 'return' ? from + 2 : from + 1;
  const end = endOfExpression(file, first);
  return end === to || (file.is(end, ';') && end + 1 === to) ? { from: first, to: end } : null;
}

function pythonBody(file: LexedFile, name: number, close: number): Body | null {
  if (file.word(name - 1) !== 'def') return null;
  const head = file.isFirstOnLine(name - 1) ? name - 1 : name - 2;
  return { from: close + 1, to: indentedBlockEnd(file, head) };
}

/** `fun f()`, `fun <T> Receiver<T>.f()`, and a class with what it takes. */
function kotlinBody(file: LexedFile, name: number, close: number): Body | null {
  const isClass = file.word(name - 1) === 'class';
  if (!isClass && !isAfterFun(file, name)) return null;
  for (let token = close + 1; token < Math.min(file.count, close + LONGEST_HEAD); token = file.next(token)) {
    if (file.is(token, '{')) return blockBody(file, token);
    if (file.is(token, '=')) return { from: token, to: endOfExpression(file, token + 1) };
    const isHead =
      file.is(token, ':') || token === close + 1 || !file.isFirstOnLine(token) || /^[,:]$/.test(file.text(token - 1));
    if (!isHead || file.is(token, '}') || file.word(token) === 'fun')
      return isClass ? { from: token, to: token } : null;
  }
  return isClass ? { from: close, to: close + 1 } : null;
}

/** Whether a name is the one of a `fun`, over type parameters and the type it extends. */
export function isAfterFun(file: LexedFile, name: number): boolean {
  for (let token = name - 1; token > name - LONGEST_HEAD; token -= 1) {
    if (file.word(token) === 'fun') return true;
    if (!file.isWord(token) && !/^[.<>,?:*]$/.test(file.text(token))) return false;
  }
  return false;
}

function swiftBody(file: LexedFile, name: number, close: number): Body | null {
  const isInitializer = file.word(name) === 'init' && !file.is(name - 1, '.');
  if (!isInitializer && file.word(name - 1) !== 'func') return null;
  for (let token = close + 1; token < Math.min(file.count, close + LONGEST_HEAD); token = headNext(file, token)) {
    if (file.is(token, '{')) return blockBody(file, token);
    if (file.is(token, '}') || /^(func|var|let|init|case)$/.test(file.word(token))) return null;
  }
  return null;
}

function headNext(file: LexedFile, token: number): number {
  return file.is(token, '(') || file.is(token, '[') ? file.next(token) : token + 1;
}

/** Dart and C#: what is not called with a block behind it is declared. */
function typedBody(file: LexedFile, name: number, close: number): Body | null {
  if (file.word(name - 1) === 'const') return constructorBody(file, name, close + 1);
  // Behind a colon is what a class is made of, and how.
  if (CALLS.has(file.word(name - 1)) || file.is(name - 1, ':')) return null;
  const isNamedConstructor = file.is(name - 1, '.') && file.isWord(name - 2) && /^[A-Z_]/.test(file.word(name - 2));
  if (file.is(name - 1, '.') && !isNamedConstructor) return null;
  let token = close + 1;
  while (/^(async|sync)$/.test(file.word(token)) || file.is(token, '*')) token += 1;
  const isBounded = file.word(token) === 'where';
  const limit = isBounded ? token + LONGEST_HEAD : token;
  while (token < limit && !file.is(token, '{') && !file.is(token, '=')) token += 1;
  if (file.is(token, '{')) return blockBody(file, token);
  if (file.is(token, '=>')) return isNamedConstructor ? null : { from: token, to: endOfExpression(file, token + 2) };
  return constructorBody(file, name, token);
}

/** `Todo(this.table);`, `const Todo({required this.table}) : super();` and C#'s `class Todo(string table) : Base {`. */
function constructorBody(file: LexedFile, name: number, token: number): Body | null {
  if (!/^[A-Z_]/.test(file.word(name)) || file.is(name - 1, '=') || file.is(name - 1, ',')) return null;
  const isPrimary = /^(class|record|struct)$/.test(file.word(name - 1));
  if (!isPrimary && !file.is(token, ':') && !(file.is(token, ';') && takesFields(file, name + 1))) return null;
  for (let at = token; at < Math.min(file.count, token + LONGEST_HEAD); at = file.next(at)) {
    if (file.is(at, ';')) return { from: at, to: at };
    if (file.is(at, '{')) return blockBody(file, at);
    if (file.is(at, '}') || file.is(at, ')')) return null;
  }
  return null;
}

function takesFields(file: LexedFile, open: number): boolean {
  const close = Math.min(file.partner(open), open + 400);
  for (let token = open; token < close; token += 1) {
    if ((file.word(token) === 'this' || file.word(token) === 'super') && file.is(token + 1, '.')) return true;
  }
  return false;
}
