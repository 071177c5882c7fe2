import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLenientJson } from './javascript/lenient-json.js';

/** What the root folder of a project holds, by the extension of its sources; any of the names. */
const MANIFESTS: Readonly<Record<string, readonly string[] | undefined>> = {
  '.dart': ['pubspec.yaml'],
  '.swift': ['Package.swift', 'Podfile', 'project.yml'],
  '.kt': ['settings.gradle', 'settings.gradle.kts'],
  '.py': ['pyproject.toml', 'setup.py', 'requirements.txt', 'Pipfile'],
  '.cs': [],
};
const SCRIPT_MANIFESTS = ['package.json', 'deno.json', 'deno.jsonc'];
const WORKSPACES = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'];

/** Tells which folder holds everything that may call what a file gives away. */
export class ProjectFolders {
  readonly #top: string;
  readonly #known = new Map<string, string>();

  /** @param top where the search ends, absolute */
  constructor(top: string) {
    this.#top = top;
  }

  /** The folder of the project that a file belongs to: the nearest with a manifest, or the workspace around it. */
  of(path: string, extension: string): string {
    const kind = MANIFESTS[extension] === undefined ? '' : extension;
    return this.#find(dirname(path), kind);
  }

  #find(folder: string, kind: string): string {
    const key = `${kind}\0${folder}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#isRoot(folder, kind) ? this.#workspaceAround(folder, kind) : this.#outer(folder, kind);
    this.#known.set(key, found);
    return found;
  }

  #outer(folder: string, kind: string): string {
    const parent = dirname(folder);
    return folder === this.#top || parent === folder ? this.#top : this.#find(parent, kind);
  }

  #isRoot(folder: string, kind: string): boolean {
    return (MANIFESTS[kind] ?? SCRIPT_MANIFESTS).some((name) => existsSync(join(folder, name)));
  }

  /** The packages of a workspace call each other. */
  #workspaceAround(folder: string, kind: string): string {
    if (kind !== '') return folder;
    let found = folder;
    for (let at = folder; at !== dirname(at); at = dirname(at)) {
      if (isWorkspace(at)) found = at;
      if (at === this.#top) break;
    }
    return found;
  }
}

function isWorkspace(folder: string): boolean {
  if (WORKSPACES.some((name) => existsSync(join(folder, name)))) return true;
  const manifest = readLenientJson(join(folder, 'package.json'));
  return typeof manifest === 'object' && manifest !== null && Reflect.get(manifest, 'workspaces') !== undefined;
}
