import type { Finding } from '../../../src/model/outcome.js';
import type { SourceFacts } from '../../../src/model/source.js';
import { renderFixMigration } from '../../../src/reports/fix-migration.js';
import { runRules } from '../../../src/rules/run-rules.js';
import { judge } from '../../../src/verdict/judge.js';
import { type Applications, factsOf, readFor } from './ask-rules.js';
import type { Bench, TriedDatabase } from './benches.js';
import { askedIn, type MadeTable, type MadeWorld } from './generate.js';
import { qualified, worldSql } from './make-world.js';

/** What became of a world on one database. */
export interface Tried {
  readonly before: readonly Finding[];
  /** The offered migration, null when there is none, with how it ran and ran again. */
  readonly fix: { readonly sql: string; readonly ran: readonly string[] } | null;
  readonly after: readonly Finding[];
  /** Tables whose UPDATE or DELETE PostgreSQL refused, before and after the fix. */
  readonly unwritable: ReadonlySet<string>;
  readonly unwritableAfter: ReadonlySet<string>;
}

/** Makes the world, asks the rules, applies the fix that they offer, twice as somebody might, and asks again. */
export async function tryWorld(bench: Bench, world: MadeWorld, applications: Applications): Promise<Tried> {
  const source = applications.of(...askedIn(world));
  return await bench.tryOut(worldSql(world), async (database) => {
    const before = await look(bench, database, source);
    const unwritable = await tryWrites(database, world);
    if (before.fix === null) {
      return {
        ...{ before: before.findings, after: before.findings, fix: null },
        unwritable,
        unwritableAfter: unwritable,
      };
    }
    const ran = [await database.run(before.fix), await database.run(before.fix)];
    const after = await look(bench, database, source);
    const unwritableAfter = await tryWrites(database, world);
    const fix = { sql: before.fix, ran };
    return { before: before.findings, fix, after: after.findings, unwritable, unwritableAfter };
  });
}

async function look(bench: Bench, database: TriedDatabase, source: SourceFacts) {
  const facts = factsOf(bench, await readFor(database, source), source);
  const verdict = judge(facts, runRules(facts, {}), 'error');
  return { findings: verdict.findings, fix: renderFixMigration(verdict) };
}

/** The application's own writes, for real: PostgreSQL refuses them before it looks for a row. */
async function tryWrites(database: TriedDatabase, { tables }: MadeWorld): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  for (const table of tables.filter(({ shape }) => shape !== 'view')) {
    for (const name of relationsOf(table)) {
      const update = await database.run(`update ${name} set body = 'y' where id = 1`);
      const gone = await database.run(`delete from ${name} where id = 1`);
      if (update !== 'ok' || gone !== 'ok') refused.add(name);
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
