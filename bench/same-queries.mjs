import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { timeOnce } from './measure.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEBIAN = '/usr/lib/postgresql';

/**
 * What the same queries cost without realtime-guard: psql asks them and throws the rows away. Without psql it is pg,
 * from connecting to disconnecting, in this process.
 * @param {string} url of the database
 * @param {string} folder for the file of statements
 * @returns {Promise<{ name: string, measure: () => number | Promise<number> }>} `measure` gives milliseconds
 */
export async function sameQueries(url, folder) {
  const { publication, relations } = await readQueries();
  const psql = findPsql();
  if (psql === null) return { name: 'pg driver', measure: () => timeDriver(url, publication, relations) };
  const file = join(folder, 'queries.sql');
  writeFileSync(
    file,
    `prepare publication (text) as ${publication};
execute publication ('supabase_realtime');
prepare relations (text, text[], text[]) as ${relations};
execute relations ('supabase_realtime', array['public'], array['t1']);
`,
  );
  const words = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', file, '-d', url];
  const env = { PATH: process.env.PATH ?? '', PGSSLMODE: 'disable' };
  return { name: 'psql', measure: () => timeOnce({ file: psql, words, cwd: folder, env, exitCode: 0 }) };
}

/** The product's own texts, from lib/, which is compiled when it is missing. */
async function readQueries() {
  if (!existsSync(join(ROOT, 'lib/catalog'))) {
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const words = [compiler, '-p', 'tsconfig.build.json'];
    const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error('tsc -p tsconfig.build.json failed');
  }
  const { publicationQuery } = await import('../lib/catalog/queries/publication.sql.js');
  const { relationsQuery } = await import('../lib/catalog/queries/relations.sql.js');
  return { publication: publicationQuery.sql, relations: relationsQuery.sql };
}

/** Debian's psql on the PATH is a Perl script that looks for the real one first, which would flatter us. */
function findPsql() {
  const majors = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : [];
  const found = majors.map((major) => join(DEBIAN, major, 'bin', 'psql')).find((path) => existsSync(path));
  if (found !== undefined) return found;
  return spawnSync('psql', ['--version']).status === 0 ? 'psql' : null;
}

async function timeDriver(url, publication, relations) {
  const start = performance.now();
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    await client.query(publication, ['supabase_realtime']);
    await client.query(relations, ['supabase_realtime', ['public'], ['t1']]);
  } finally {
    await client.end();
  }
  return performance.now() - start;
}
