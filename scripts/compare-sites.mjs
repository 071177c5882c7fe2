#!/usr/bin/env node
/**
 * Compares what the command line finds with calls that people have labelled: `node scripts/compare-sites.mjs SITES FOLDER`.
 * SITES is JSON, `{ sites: [{ repo, path, line, kind, language, expected }] }`, where expected is `{ schema, table, event,
 * filter }` or `{ tables }`; FOLDER holds a checkout of each repository as OWNER+NAME. Prints the misses, and a table by
 * language and kind; ends with 1 when there is a miss.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli/index.js', import.meta.url));

/** @param {string} folder @returns {readonly Record<string, any>[]} the entries of the list */
function listOf(folder) {
  const words = [CLI, 'subscriptions', '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 2) throw new Error(`${folder}: ${stderr || stdout}`);
  return JSON.parse(stdout).subscriptions;
}

/** Whether what was found at a place is what the label says. */
function agrees(found, expected) {
  const read = found.filter(({ unresolved }) => unresolved === null);
  if (expected.tables === null) return read.length === 0;
  if (expected.tables !== undefined) {
    const tables = [...new Set(read.map(({ table }) => table))].toSorted();
    return JSON.stringify(tables) === JSON.stringify([...expected.tables].toSorted());
  }
  const [only, ...others] = read;
  return (
    only !== undefined &&
    others.length === 0 &&
    only.schema === (expected.schema ?? 'public') &&
    only.table === (expected.table ?? '*') &&
    only.event === (expected.event ?? '*') &&
    (only.filter === null) === (expected.filter === null)
  );
}

function main([sitesFile, folder]) {
  if (folder === undefined) throw new Error('usage: node scripts/compare-sites.mjs SITES FOLDER');
  const { sites } = JSON.parse(readFileSync(sitesFile, 'utf8'));
  const rows = {};
  const lists = new Map();
  let misses = 0;
  for (const { repo, path, line, kind, language, expected } of sites) {
    const name = `${language} ${kind}`;
    const row = rows[name] ?? { exact: 0, missed: 0, 'not there': 0 };
    rows[name] = row;
    const checkout = join(folder, repo.replace('/', '+'));
    if (!existsSync(join(checkout, path))) {
      row['not there'] += 1;
      continue;
    }
    if (!lists.has(repo)) lists.set(repo, listOf(checkout));
    const found = lists.get(repo).filter((one) => one.file.endsWith(path) && one.line === line);
    if (agrees(found, expected)) row.exact += 1;
    else {
      row.missed += 1;
      misses += 1;
      console.log(
        `missed ${kind}: ${repo} ${path}:${line}: ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`,
      );
    }
  }
  console.table(rows);
  process.exitCode = misses === 0 ? 0 : 1;
}

main(process.argv.slice(2));
