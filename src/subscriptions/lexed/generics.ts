import { roleOf } from '../role-of.js';
import { behindTypes, splitAtCommas } from './arguments.js';
import type { FunctionDeclaration, TypeDeclaration } from './declarations.js';
import type { LexedFile } from './lexed-file.js';
import { type Context, type Needs, needs } from './outcome.js';

/** The types that a name stands for at a token where it is a parameter of a function or a type around; null where it is none. */
export function typesNamed(
  context: Context,
  file: LexedFile,
  token: number,
  name: string,
): readonly string[] | Needs | null {
  for (const { owner } of context.project.scopes(file).around(token)) {
    const place = owner === null ? -1 : namesBehind(file, openOf(owner)).indexOf(name);
    if (owner === null || place < 0) continue;
    if (owner.kind === 'type') return argumentsOf(context, owner).flatMap((names) => names[place] ?? []);
    const call = context.bound.get(owner);
    return call === undefined ? needs(owner) : namesBehind(call.file, call.name + 1).slice(place, place + 1);
  }
  return null;
}

/** Where the parameters of a declaration stand: behind its name, of Kotlin's functions before it. */
function openOf({ kind, file, token }: FunctionDeclaration | TypeDeclaration): number {
  if (kind === 'type' || file.language !== 'kotlin') return token + 1;
  let before = token - 1;
  while (before > token - 40 && file.word(before) !== 'fun') before -= 1;
  return before + 1;
}

/** What a type is given wherever the application names it with something. */
function argumentsOf({ project }: Context, type: TypeDeclaration): readonly (readonly string[])[] {
  return project.mentioning(type.name).flatMap((file) => {
    const found: (readonly string[])[] = [];
    if (roleOf(file.source.file) !== 'app') return [];
    for (let token = 0; token < file.count; token += 1) {
      const isOther = file !== type.file || token !== type.token;
      if (isOther && file.word(token) === type.name && file.is(token + 1, '<'))
        found.push(namesBehind(file, token + 1));
    }
    return found;
  });
}

/** `<reified T : PostgresAction, K>`, `<Job>`, `<PostgresAction.Insert>`: the names. */
function namesBehind(file: LexedFile, open: number): readonly string[] {
  if (!file.is(open, '<')) return [];
  return splitAtCommas(file, { from: open + 1, to: behindTypes(file, open, file.count) - 1 }).map(({ from, to }) =>
    file.word(file.seek(from, to, /^:$/) - 1),
  );
}
