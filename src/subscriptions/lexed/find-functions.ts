import type { FunctionDeclaration } from './declarations.js';
import { findFunctionBody, resultOf } from './function-body.js';
import type { LexedFile } from './lexed-file.js';
import { readParameters } from './read-parameters.js';

/** Words that stand before a parenthesis and are no name. */
const NO_NAMES = new Set(
  'if for while switch catch return assert super base this await in using lock foreach fixed when yield throw guard typeof sizeof nameof not and or lambda print'.split(
    ' ',
  ),
);

/** The functions, methods and constructors with a body that a file declares, in the order of their names. */
export function findFunctions(file: LexedFile): readonly FunctionDeclaration[] {
  const functions: FunctionDeclaration[] = [];
  for (let open = 0; open < file.count; open += 1) {
    if (!file.is(open, '(')) continue;
    const token = nameBefore(file, open);
    if (token === null || NO_NAMES.has(file.word(token))) continue;
    const body = findFunctionBody(file, token, open);
    if (body === null) continue;
    const parameters = readParameters(file, open);
    const result = parameters.length === 0 ? resultOf(file, body) : null;
    const name = file.word(token);
    functions.push({ kind: 'function', file, name, token, parameters, span: { from: token, to: body.to }, result });
  }
  return functions;
}

/** The name that a parenthesis belongs to, over type parameters. */
function nameBefore(file: LexedFile, open: number): number | null {
  let token = open - 1;
  if (file.is(token, '>')) {
    let depth = 0;
    for (const end = token - 40; token > end; token -= 1) {
      if (file.is(token, '>')) depth += 1;
      else if (file.is(token, '<')) depth -= 1;
      if (depth === 0) break;
    }
    token -= 1;
  }
  return file.isWord(token) ? token : null;
}
