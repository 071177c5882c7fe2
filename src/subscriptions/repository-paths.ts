import { isAbsolute, relative, sep } from 'node:path';

/** Relative to the repository with `/`, empty for the repository itself; absolute when it is outside. */
export function toFile(repository: string, path: string): string {
  const inside = relative(repository, path);
  return withSlashes(isOutside(inside) ? path : inside);
}

/** Whether a relative path leads out of the folder that it is relative to. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** On Windows with `/`; elsewhere a backslash is part of a name. */
export function withSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll(sep, '/') : path;
}

/** A path of a folder and a name in it. */
export function below(folder: string, name: string, separator: string): string {
  if (folder === '') return name;
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
