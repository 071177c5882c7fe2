import type { Finding } from '../../../src/model/outcome.js';
import type { SourceFacts } from '../../../src/model/source.js';
import { renderFixMigration } from '../../../src/reports/fix-migration.js';
import { runRules } from '../../../src/rules/run-rules.js';
import { judge } from '../../../src/verdict/judge.js';
import { type Applications, factsOf, type Read, readFor } from './ask-rules.js';
import type { Bench, TriedDatabase } from './benches.js';
import { askedIn, type MadeTable, type MadeWorld } from './generate.js';
import { qualified, worldSql } from './make-world.js';

/** What became of a world on one database. */
export interface Tried {
  readonly before: readonly Finding[];
  /** The offered migration, null when there is none, with how it ran and ran again. */
  readonly fix: { readonly sql: string; readonly ran: readonly string[] } | null;
  readonly after: readonly Finding[];
  /** What a missing publication stands for: found of the same world with an empty one. */
  readonly hidden: readonly Finding[];
  /** What was read before the fix. */
  readonly read: Read;
  /** Tables whose UPDATE or DELETE PostgreSQL refused, before and after the fix. */
  readonly unwritable: ReadonlySet<string>;
  readonly unwritableAfter: ReadonlySet<string>;
}

/** Makes the world, asks the rules, applies the fix that they offer, twice as somebody might, and asks again. */
export async function tryWorld(bench: Bench, world: MadeWorld, applications: Applications): Promise<Tried> {
  const source = applications.of(...askedIn(world));
  return await bench.tryOut(worldSql(world), async (database) => {
    const isMissing = world.publication.form === 'missing';
    const { findings: before, fix: sql, read } = await look(bench, database, source);
    const hidden = isMissing ? await lookBehind(bench, database, source) : [];
    const unwritable = await tryWrites(database, world);
    const tried = { before, hidden, read, unwritable };
    if (sql === null) return { ...tried, fix: null, after: before, unwritableAfter: unwritable };
    const ran = [await database.run(sql), await database.run(sql)];
    const { findings: after } = await look(bench, database, source);
    return { ...tried, fix: { sql, ran }, after, unwritableAfter: await tryWrites(database, world) };
  });
}

async function lookBehind(bench: Bench, database: TriedDatabase, source: SourceFacts): Promise<readonly Finding[]> {
  await database.run('create publication supabase_realtime');
  const { findings } = await look(bench, database, source);
  await database.run('drop publication supabase_realtime');
  return findings;
}

async function look(bench: Bench, database: TriedDatabase, source: SourceFacts) {
  const read = await readFor(bench, database, source);
  const facts = factsOf(bench, read, source, { replicaIdentity: 'all', role: null });
  const results = runRules(facts, {});
  // Every finding, also those that another one stands for in a report.
  const findings = results.flatMap((result) => (result.status === 'checked' ? result.findings : []));
  return { read, findings, fix: renderFixMigration(judge(facts, results, 'error')) };
}

/** The application's own writes, for real: PostgreSQL refuses them before it looks for a row. */
async function tryWrites(database: TriedDatabase, { tables }: MadeWorld): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  for (const table of tables.filter(({ shape }) => shape !== 'view')) {
    for (const name of relationsOf(table)) {
      const said = await database.run(`update ${name} set body = 'y' where id = 1; delete from ${name} where id = 1`);
      if (said !== 'ok') refused.add(name);
    }
  }
  return refused;
}

/** A table with the partition or the child that is made with it: each has changes of its own. */
function relationsOf(table: MadeTable): readonly string[] {
  const name = qualified(table);
  if (table.shape === 'partitioned') return [`${name}_1`];
  if (table.shape === 'inherited') return [`only ${name}`, `${name}_child`];
  return [name];
}
