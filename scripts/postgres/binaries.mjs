import { execFileSync, spawnSync } from 'node:child_process';
import { access, chmod, constants, cp, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** Major versions there is a package for. */
export const SUPPORTED_MAJORS = [15, 16, 17, 18];

/** @typedef {{ uid?: number, gid?: number }} Owner who the server runs as; empty: the user of this process */

/**
 * The folder of the npm package that carries a major for this machine.
 * @param {number} major
 * @returns {string} an absolute path
 * @throws {RangeError} for a major without a package
 * @throws {Error} when the package is not installed
 */
export function packageFolder(major) {
  if (!SUPPORTED_MAJORS.includes(major)) {
    throw new RangeError(`No PostgreSQL ${major} here: choose one of ${SUPPORTED_MAJORS.join(', ')}.`);
  }
  const name = `pg${major}-${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const advice = 'Run `npm ci` without --omit=optional; packages exist for Linux and macOS on x64 and arm64.';
    throw new Error(`The package ${name} is not installed. ${advice}`, { cause });
  }
}

/**
 * The account to run the server as: PostgreSQL refuses to run as root, so root lends it `nobody`.
 * @returns {Owner}
 * @throws {Error} for root where there is no `nobody`
 */
export function account() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch (cause) {
    const problem = 'PostgreSQL refuses to run as root, and there is no user "nobody" to run it as.';
    throw new Error(`${problem} Run this as an ordinary user.`, { cause });
  }
}

/**
 * A folder for temporary files that the owner may enter; root's TMPDIR may be closed to `nobody`.
 * @param {Owner} owner
 * @returns {string} an absolute path
 */
export function temporaryRoot(owner) {
  const closed = owner.uid !== undefined && spawnSync('test', ['-x', tmpdir()], owner).status !== 0;
  return closed ? '/tmp' : tmpdir();
}

/**
 * The package's own binaries, or a copy when they cannot be completed in place or are closed to the owner.
 * @param {string} packaged the package's folder `native`
 * @param {string} copy where a copy may be made
 * @param {Owner} owner
 * @returns {Promise<string>} one of the two folders
 */
export async function usableBinaries(packaged, copy, owner) {
  try {
    await complete(packaged);
    const initdb = join(packaged, 'bin', 'initdb');
    if (owner.uid === undefined || spawnSync(initdb, ['--version'], owner).status === 0) return packaged;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
  }
  await cp(packaged, copy, { recursive: true, verbatimSymlinks: true });
  await complete(copy);
  return copy;
}

/** Does what the package's install script does, which npm may not have run. Safe to run twice, or twice at once. */
async function complete(native) {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'));
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (await lstat(link).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const name of ['initdb', 'postgres']) {
    const binary = join(native, 'bin', name);
    await access(binary, constants.X_OK).catch(() => chmod(binary, 0o755));
  }
}
