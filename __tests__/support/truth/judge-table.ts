import type { RelationName } from '../../../src/model/names.js';
import type { Finding } from '../../../src/model/outcome.js';
import { runRules } from '../../../src/rules/run-rules.js';
import { type Applications, factsOf, type Read } from './ask-rules.js';
import type { Bench } from './benches.js';
import { bearsOut, explains, isAboutSubscription } from './explanations.js';
import { askedOf, type MadeTable, type MadeWorld, twinOf } from './generate.js';
import type { Trouble } from './judge-case.js';
import { qualified } from './make-world.js';
import { predict } from './predict.js';
import type { Tried } from './try-world.js';

/** One generated table, asked about alone. */
export interface JudgedTable {
  readonly table: MadeTable;
  readonly predicted: readonly Trouble[];
  readonly findings: readonly Finding[];
  readonly misses: readonly Trouble[];
  readonly falseAlarms: readonly Finding[];
}

/** Compares what the rules say of each table of a world with what the measured matrix says it will get. */
export function judgeTables(
  bench: Pick<Bench, 'name' | 'isEmbedded'>,
  world: MadeWorld,
  { read, unwritable }: Pick<Tried, 'read' | 'unwritable'>,
  applications: Applications,
): readonly JudgedTable[] {
  return world.tables.map((table) => {
    const names = namesOf(table);
    const isUnwritable = [...unwritable].some((name) => names.includes(name.replace('only ', '')));
    const facts = factsOf(bench, only(read, names), applications.of(askedOf(table)), {
      replicaIdentity: 'when-needed',
      role: null,
    });
    const findings = runRules(facts, {}).flatMap((result) => (result.status === 'checked' ? result.findings : []));
    const own = [...predict(world, table, isUnwritable)];
    const any = [...own, ...troublesOfAnybody(world, table, isUnwritable)];
    return {
      table,
      predicted: own,
      findings,
      misses: own.filter((trouble) => !findings.some(({ ruleId }) => explains(ruleId, trouble))),
      falseAlarms: findings.filter(
        ({ severity, ruleId }) =>
          severity === 'error' &&
          // What gets no rows at all shows what else is wrong with it once that is mended.
          !(isAboutSubscription(ruleId) && own.some((trouble) => BEFORE_ANY_FILTER.includes(trouble))) &&
          !(isAboutSubscription(ruleId) ? own : any).some((trouble) => bearsOut(ruleId, trouble)),
      ),
    };
  });
}

const BEFORE_ANY_FILTER: readonly Trouble[] = ['refused', 'write fails', 'error 400', 'error 401'];

/** What is wrong with a table is wrong for whoever else asks for any of its changes, and for those of its child. */
function troublesOfAnybody(world: MadeWorld, table: MadeTable, isUnwritable: boolean): readonly Trouble[] {
  const anybody: MadeTable = { ...table, hasTwin: false, event: '*', filter: null, isLeafAsked: true };
  const straight = { ...world, publication: { ...world.publication, viaRoot: false } };
  const shapes: readonly MadeTable[] =
    table.shape === 'inherited' ? [anybody, { ...anybody, key: 'none', identity: 'default' }] : [anybody];
  // Once one thing is mended, the next one shows.
  return shapes.flatMap((one) => [...predict(straight, one, isUnwritable), ...predict(straight, one, false)]);
}

function namesOf(table: MadeTable): readonly string[] {
  const name = qualified(table);
  return [name, `${name}_1`, `${name}_child`, `${table.schema}.${twinOf(table)}`];
}

function only({ catalog, policyProbe }: Read, names: readonly string[]): Read {
  const isNamed = ({ schema, name }: RelationName): boolean => names.includes(`${schema}.${name}`);
  return {
    catalog: { ...catalog, relations: catalog.relations.filter(isNamed) },
    policyProbe: { ...policyProbe, failures: policyProbe.failures.filter(({ table }) => isNamed(table)) },
  };
}
