import { readArguments } from './arguments.js';
import { argument } from './call-sites.js';
import type { TypeDeclaration } from './declarations.js';
import { evaluate } from './evaluate.js';
import { typesNamed } from './generics.js';
import type { LexedFile } from './lexed-file.js';
import { type Context, type Outcome, text, unknown } from './outcome.js';

const MODIFIERS = /^(public|internal|private|protected|sealed|partial|abstract|static|new|class|record)$/;

/** The table of a model class, as its attribute `[Table("todos")]` says; without one, the name of the class. */
export function tableOfModel(context: Context, file: LexedFile, token: number): readonly Outcome[] {
  const name = file.word(token);
  const types = typesNamed(context, file, token, name);
  if (types === null) return tableOfClass(context, file, name);
  return 'kind' in types ? [types] : types.flatMap((type) => tableOfClass(context, file, type));
}

function tableOfClass(context: Context, file: LexedFile, name: string): readonly Outcome[] {
  const { project } = context;
  const classes = [file, ...project.declaringType(name).filter((other) => other !== file)].flatMap((one) =>
    project.scopes(one).types.filter((type) => type.name === name),
  );
  if (classes.length === 0) return [unknown(`class ${name} is not found`)];
  const told = classes.flatMap((type) => attributeOf(context, type) ?? []);
  return told.length > 0 ? told : [text(name)];
}

function attributeOf(context: Context, { file, token }: TypeDeclaration): readonly Outcome[] | null {
  let before = token - 1;
  while (before >= 0 && MODIFIERS.test(file.word(before))) before -= 1;
  while (file.is(before, ']')) {
    const open = file.partner(before);
    for (let at = open + 1; at < before; at = file.next(at)) {
      if (!/^Table(Attribute)?$/.test(file.word(at)) || !file.is(at + 1, '(')) continue;
      const table = argument(readArguments(file, at + 1), 'tableName', 0);
      return table === null ? null : evaluate(context, file, table);
    }
    before = open - 1;
  }
  return null;
}
