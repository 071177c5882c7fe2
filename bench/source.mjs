import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureRounds, medianOf, timeOnce } from './measure.mjs';
import { peakMemory } from './peak-memory.mjs';
import { gitGrep, parseCandidates, subscriptionsOnly } from './programs.mjs';
import { toRow } from './report.mjs';

const PROJECTS = 60;
const FILES = 1_000;
/** One file in this many subscribes, one in four of those through a hook of another file. */
const EACH = 200;

/**
 * The list of subscriptions of a tree of 60,000 source files that is made here.
 * @param {string} folder for what it needs, empty
 * @param {number} repetitions
 */
export async function sourceRows(folder, repetitions) {
  writeTree(folder);
  return await treeRows(folder, repetitions);
}

/**
 * The list of subscriptions of any tree under git, beside git's own search for one word in it, and beside that search with
 * the parsing of the scripts that it names.
 * @param {string} folder
 * @param {number} repetitions
 */
export async function treeRows(folder, repetitions) {
  const rounds = await measureRounds(
    {
      git: () => timeOnce(gitGrep(folder, 'postgres_changes')),
      parsing: () => timeOnce(parseCandidates(folder)),
      list: () => timeOnce(subscriptionsOnly(folder)),
    },
    repetitions,
  );
  const list = { measured: medianOf(rounds, (round) => round.list), unit: 'ms' };
  return [
    toRow({
      what: 'subscriptions of the tree',
      ...list,
      reference: { name: 'git grep -l, its scripts parsed', value: medianOf(rounds, (round) => round.parsing) },
      ratio: medianOf(rounds, (round) => round.list / round.parsing),
      budget: 3,
    }),
    toRow({
      what: '  the same',
      ...list,
      reference: { name: 'git grep -l postgres_changes', value: medianOf(rounds, (round) => round.git) },
      ratio: medianOf(rounds, (round) => round.list / round.git),
    }),
    toRow({ what: '  peak memory', measured: peakMemory(subscriptionsOnly(folder)), unit: 'MB', budget: 300 }),
  ];
}

/** Projects with a package.json each, so that each is a project of its own, under git. */
function writeTree(folder) {
  for (let project = 0; project < PROJECTS; project += 1) {
    const source = join(folder, `app${project}`, 'src');
    mkdirSync(source, { recursive: true });
    writeFileSync(join(folder, `app${project}`, 'package.json'), '{}');
    writeFileSync(join(source, 'live.ts'), HOOK);
    for (let file = 0; file < FILES; file += 1) writeFileSync(join(source, `f${file}.ts`), contentOf(file));
  }
  for (const words of [
    ['init', '--quiet'],
    ['add', '.'],
  ]) {
    const { status, stderr } = spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${words[0]}: ${stderr}`);
  }
}

const HOOK = `export function useLive(table: string) {
  supabase.channel(table).on('postgres_changes', { event: '*', schema: 'public', table }, console.log).subscribe();
}
`;

function contentOf(file) {
  const lines = Array.from(
    { length: 120 },
    (_, line) => `export function part${line}(value: number): string { return \`\${value + ${file + line}} items\`; }`,
  );
  if (file % EACH === 0) {
    lines.push(
      `supabase.channel('c').on('postgres_changes', { event: '*', schema: 'public', table: 't${file}' }, show).subscribe();`,
    );
  }
  if (file % (EACH * 4) === 1) lines.push("import { useLive } from './live';", `useLive('t${file}');`);
  return `${lines.join('\n')}\n`;
}
