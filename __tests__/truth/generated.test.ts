import { beforeAll, describe, expect, test } from '@jest/globals';
import { servers } from '../support/databases.js';
import { expectRendered } from '../support/rendered.js';
import { scanApplications } from '../support/truth/ask-rules.js';
import { type Bench, openEmbeddedBench, openServerBench } from '../support/truth/benches.js';
import { rulesFor } from '../support/truth/explanations.js';
import { askedIn, generateWorlds, type MadeWorld, TABLES_A_WORLD } from '../support/truth/generate.js';
import { brokenInvariants, differences } from '../support/truth/invariants.js';
import { type JudgedTable, judgeTables } from '../support/truth/judge-table.js';
import { type Tried, tryWorld } from '../support/truth/try-world.js';

const SEED = 20_260_821;
const WORLDS = generateWorlds(210, SEED);
const APPLICATIONS = scanApplications(WORLDS.flatMap(askedIn));

test('there are more than two thousand tables, each with a subscription', () => {
  expect(WORLDS.length * TABLES_A_WORLD).toBeGreaterThanOrEqual(2_000);
});

describe('generated projects', () => {
  const tried = new Map<string, readonly Tried[]>();
  beforeAll(async () => {
    const majors = servers().flatMap(({ major }) => (major === 15 || major === 17 ? major : []));
    const benches = await Promise.all([openEmbeddedBench(), ...majors.map((major) => openServerBench(major))]);
    try {
      await Promise.all(benches.map(async (bench) => tried.set(bench.name, await tryAll(bench))));
    } finally {
      await Promise.all(benches.map((bench) => bench.close()));
    }
  }, 180_000);

  async function tryAll(bench: Bench): Promise<readonly Tried[]> {
    const done: Tried[] = [];
    for (const world of WORLDS) done.push(await tryWorld(bench, world, APPLICATIONS));
    return done;
  }

  /** What `say` makes of each world on each database, with where that was. */
  function ofEach(say: (world: MadeWorld, tried: Tried, bench: string) => readonly string[]): readonly string[] {
    return [...tried].flatMap(([name, worlds]) =>
      WORLDS.flatMap((world, index) => {
        const one = worlds[index];
        return one === undefined ? [] : say(world, one, name).map((words) => `${name}, project ${index}: ${words}`);
      }),
    );
  }

  function judged(world: MadeWorld, one: Tried, name: string): readonly JudgedTable[] {
    return judgeTables({ name, isEmbedded: name === 'embedded' }, world, one, APPLICATIONS);
  }

  test('a fix removes what it is for, brings no error, and the writes that fail are those that are named', () => {
    expect(ofEach((_, one) => brokenInvariants(one))).toEqual([]);
  });

  test('what the measured matrix says of each table is told, and no other error', () => {
    const wrong = ofEach((world, one, name) =>
      judged(world, one, name).flatMap(({ table, misses, falseAlarms }) => [
        ...misses.map((trouble) => `${table.name}: ${trouble}, which ${rulesFor(trouble)} should tell`),
        ...falseAlarms.map(({ ruleId, message }) => `${table.name}: ${ruleId}: ${message}`),
      ]),
    );
    expect(wrong).toEqual([]);
  });

  test('every database gives the same findings', () => {
    const embedded = tried.get('embedded') ?? [];
    const differing = [...tried].flatMap(([name, worlds]) =>
      worlds.flatMap((world, index) => {
        const expected = embedded[index];
        return expected === undefined
          ? []
          : differences(expected, world).map((words) => `${name}, project ${index}: ${words}`);
      }),
    );
    expect(differing).toEqual([]);
  });

  test('docs/truth.md is made of these figures', () => {
    const embedded = tried.get('embedded') ?? [];
    const tables = WORLDS.flatMap((world, index) => {
      const one = embedded[index];
      return one === undefined ? [] : judged(world, one, 'embedded');
    });
    const count = (is: (table: JudgedTable) => boolean): number => tables.filter(is).length;
    const figures = {
      'projects, each made on three databases': WORLDS.length,
      'tables with a subscription': tables.length,
      'of them with trouble by the matrix': count(({ predicted }) => predicted.length > 0),
      'trouble that nothing tells of': count(({ misses }) => misses.length > 0),
      'errors that nothing bears out': count(({ falseAlarms }) => falseAlarms.length > 0),
      'projects with a fix, which was applied twice': embedded.filter(({ fix }) => fix !== null).length,
      'tables whose writes PostgreSQL refuses': embedded.reduce((sum, { unwritable }) => sum + unwritable.size, 0),
      'of them after the fix': embedded.reduce((sum, { unwritableAfter }) => sum + unwritableAfter.size, 0),
      'projects where a fix or a named write is not as it should be': embedded.filter(
        (one) => brokenInvariants(one).length > 0,
      ).length,
    };
    expectRendered('truth-generated.json', `${JSON.stringify(figures, null, 2)}\n`);
  });
});
