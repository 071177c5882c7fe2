import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../model/input-error.js';
import type { Said } from './said.js';

/**
 * The folder to work in, absolute.
 * @param base what a relative path starts from
 * @throws InputError when it is not a folder
 */
export function findWorkingDirectory(base: string, said: Said | undefined): string {
  const path = resolve(base, said?.text.trim() ?? '.');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw new InputError(`${said?.origin ?? 'working-directory'}: ${path} is not a folder`);
}

/** The repository a folder is in, so that places are named from there; the folder itself when it is in none. */
export function findRepository(folder: string): string {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, '.git'))) return candidate;
    if (candidate === dirname(candidate)) return folder;
  }
}
