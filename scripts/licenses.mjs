import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The licences of every package in a bundle, one after the other. ncc's own --license forgets the packages of all but
 * one chunk, so they are told from webpack's list of modules.
 * @param {Stats} stats what `ncc --stats-out` wrote
 * @param {string} root the folder that holds node_modules
 * @returns {string}
 * @throws {Error} for a package without a licence text
 * @typedef {{ modules?: Module[], children?: { modules?: Module[] }[] }} Stats
 * @typedef {{ identifier?: string, modules?: Module[], children?: Module[] }} Module
 */
export function licensesOf(stats, root) {
  const folders = new Set();
  const visit = (/** @type {Module[] | undefined} */ modules) => {
    for (const module of modules ?? []) {
      const path = module.identifier?.split('|').find((part) => part.includes('node_modules'));
      const folder = path === undefined ? null : packageFolder(path.split('!').at(-1) ?? path);
      if (folder !== null) folders.add(folder);
      visit(module.modules);
      visit(module.children);
    }
  };
  visit(stats.modules);
  for (const child of stats.children ?? []) visit(child.modules);
  return [...folders]
    .map((folder) => describe(folder, root))
    .sort()
    .filter((text, index, all) => text !== all[index - 1])
    .join('\n');
}

/** The nearest folder with a package.json that has a name: some packages keep nameless ones inside. */
function packageFolder(/** @type {string} */ file) {
  for (let folder = dirname(file); folder.includes('node_modules'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name !== undefined) return folder;
  }
  return null;
}

function describe(/** @type {string} */ folder, /** @type {string} */ root) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const notice = file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
  if (notice === undefined && license === undefined) throw new Error(`${folder.slice(root.length)} states no licence`);
  return `${name} ${version} (${license})\n\n${notice ?? `Licensed under ${license}; the package carries no licence text.`}\n`;
}
