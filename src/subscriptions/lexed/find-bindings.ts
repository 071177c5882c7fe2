import type { Binding } from './declarations.js';
import { typesNamed } from './generics.js';
import { inherited, membersOf } from './inheritance.js';
import type { LexedFile } from './lexed-file.js';
import type { Context } from './outcome.js';

/** Where a name stands. */
export interface Place {
  readonly file: LexedFile;
  readonly token: number;
}

/** Names for what the code around belongs to; `widget` is a Flutter state's. */
const SELF = new Set(['this', 'self', 'cls', 'Self', 'super', 'widget']);

/** What a path stands for where it is written: in the scopes around, in the type it names, or in the other files. */
export function findBindings(context: Context, at: Place, names: readonly string[]): readonly Binding[] {
  const path = names.filter((name) => name !== 'Companion');
  const [name, qualifier] = [path.at(-1) ?? '', path.at(-2)];
  const found =
    qualifier === undefined ? unqualified(context, at, name) : qualified(context, at, qualifier, name, path.length > 2);
  // What a name is given by itself, as in `table = table or "todos"`, says nothing.
  return found.filter(
    (binding) => !(binding.kind === 'value' && binding.file === at.file && contains(binding, at.token)),
  );
}

function contains({ span, token }: Extract<Binding, { kind: 'value' }>, asked: number): boolean {
  return token <= asked && asked < span.to;
}

function unqualified(context: Context, { file, token }: Place, name: string): readonly Binding[] {
  const { project } = context;
  const here = project.scopes(file).find(token, name, (type) => membersOf(context, type, name));
  if (here.length > 0) return here;
  return agreeing(
    project
      .giving(name)
      .filter((other) => other !== file)
      .map((other) => constants(project.scopes(other).top.names.get(name))),
  );
}

function qualified(
  context: Context,
  { file, token }: Place,
  qualifier: string,
  name: string,
  isLong = false,
): readonly Binding[] {
  const { project } = context;
  const scopes = project.scopes(file);
  const types = typesNamed(context, file, token, qualifier);
  if (types !== null && 'kind' in types) return [{ kind: 'late', of: types.of }];
  if (types !== null) return types.flatMap((type) => qualified(context, { file, token: -1 }, type, name));
  if (SELF.has(qualifier)) {
    const type = scopes.typeAt(token);
    const own =
      type === null ? [] : qualifier === 'super' ? inherited(project, type, name) : membersOf(context, type, name);
    if (own.length > 0) return own;
    // `widget` is an instance of what the state is the state of, which stands in the same file.
    const others = scopes.types.map((other) => scopes.members(other.name, name)).filter(({ length }) => length > 0);
    return qualifier === 'widget' && others.length === 1 ? (others[0] ?? []) : [];
  }
  const here = scopes.members(qualifier, name);
  if (here.length > 0) return here;
  const others = project.declaringType(qualifier).filter((other) => other !== file);
  const members = others.map((other) => project.scopes(other).members(qualifier, name));
  if (members.some(({ length }) => length > 0)) return agreeing(members);
  // What is part of something is no module but in Python, nor is what has a value here.
  if ((isLong && !file.isIndented) || scopes.find(token, qualifier, () => []).length > 0) return [];
  return ofModule(project.giving(name), qualifier).flatMap((other) =>
    constants(project.scopes(other).top.names.get(name)),
  );

  /** A module of that name (`constants.TABLE`), or any that this file imports by it (`import 'tables.dart' as t`). */
  function ofModule(files: readonly LexedFile[], module: string): readonly LexedFile[] {
    const named = files.filter(
      ({ source }) =>
        source.file
          .replace(/\.\w+$/, '')
          .split('/')
          .at(-1) === module,
    );
    if (named.length > 0) return named;
    return new RegExp(`\\bas\\s+${module.replaceAll('$', '\\$')}\\b`).test(file.source.text) && files.length <= 2
      ? files
      : [];
  }
}

function constants(bindings: readonly Binding[] | undefined): readonly Binding[] {
  return (bindings ?? []).filter(({ kind }) => kind === 'value');
}

/** What one file says; where several do, what they say must be the same word for word. */
function agreeing(found: readonly (readonly Binding[])[]): readonly Binding[] {
  const some = found.filter(({ length }) => length > 0);
  const [first = []] = some;
  const said = new Set(some.map((bindings) => bindings.map(toText).join('\n')));
  return said.size === 1 ? first : [];
}

function toText(binding: Binding): string {
  if (binding.kind !== 'value') return toPlace(binding);
  const { file, span } = binding;
  return file.source.text.slice(file.start(span.from), file.start(span.to)).trim();
}

function toPlace(binding: Exclude<Binding, { kind: 'value' }>): string {
  const { file, token } = binding.kind === 'case' ? binding : binding.of;
  return `${file.source.path} ${token}`;
}
