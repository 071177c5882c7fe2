import type { Binding, TypeDeclaration } from './declarations.js';
import type { Context } from './outcome.js';
import type { Project } from './project.js';

/** How many types one may stand on the other. */
const DEEPEST = 6;

/** What a member of a type stands for in its own code: what the type or a parent says, where no subtype says something else. */
export function membersOf({ project, chosen }: Context, type: TypeDeclaration, name: string): readonly Binding[] {
  const known = chosen.get(type);
  if (known !== undefined) return ownOrInherited(project, known, name, DEEPEST);
  const isSaidBelow = subtypesOf(project, type).some((one) => ownOf(project, one, name).length > 0);
  return isSaidBelow ? [{ kind: 'late', of: type }] : ownOrInherited(project, type, name, DEEPEST);
}

/** The types that objects may be of whose code stands in one. */
export function typesOf(project: Project, type: TypeDeclaration): readonly TypeDeclaration[] {
  const below = subtypesOf(project, type);
  return [type, ...below].filter(
    // Who makes one is asked of many files, and only where another may stand in for it.
    (one) => !below.some(({ parents }) => parents.includes(one.name)) || project.isMade(one),
  );
}

/** What the nearest parents say that say something. */
export function inherited(project: Project, type: TypeDeclaration, name: string, left = DEEPEST): readonly Binding[] {
  if (left === 0) return [];
  for (const parent of project.parentsOf(type)) {
    const found = ownOrInherited(project, parent, name, left - 1);
    if (found.length > 0) return found;
  }
  return [];
}

function ownOrInherited(project: Project, type: TypeDeclaration, name: string, left: number): readonly Binding[] {
  const own = ownOf(project, type, name);
  return own.length > 0 ? own : inherited(project, type, name, left);
}

function ownOf(project: Project, { file, name: type }: TypeDeclaration, name: string): readonly Binding[] {
  return project.scopes(file).members(type, name);
}

function subtypesOf(project: Project, type: TypeDeclaration): readonly TypeDeclaration[] {
  const found = new Set(project.subtypesOf(type));
  for (const one of found) for (const below of project.subtypesOf(one)) if (below !== type) found.add(below);
  return [...found];
}
