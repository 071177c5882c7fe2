import { beforeAll, describe, expect, test } from '@jest/globals';
import { servers } from '../support/databases.js';
import { scanApplications } from '../support/truth/ask-rules.js';
import { type Bench, openEmbeddedBench, openServerBench } from '../support/truth/benches.js';
import { askedIn, generateWorlds, TABLES_A_WORLD } from '../support/truth/generate.js';
import { brokenInvariants, comparable } from '../support/truth/invariants.js';
import { judgeTables } from '../support/truth/judge-table.js';
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
  }, 120_000);

  async function tryAll(bench: Bench): Promise<readonly Tried[]> {
    const done: Tried[] = [];
    for (const world of WORLDS) done.push(await tryWorld(bench, world, APPLICATIONS));
    return done;
  }

  test('a fix removes what it is for, brings no error, and the writes that fail are those that are named', () => {
    const broken = [...tried].flatMap(([name, worlds]) =>
      worlds.flatMap((world, index) => brokenInvariants(world).map((words) => `${name}, world ${index}: ${words}`)),
    );
    expect(broken).toEqual([]);
  });

  test('what the measured matrix says of each table is told, and no other error', () => {
    const wrong = [...tried].flatMap(([name, worlds]) =>
      worlds.flatMap((world, index) => {
        const made = WORLDS[index];
        if (made === undefined) return [];
        return judgeTables({ name, isEmbedded: name === 'embedded' }, made, world, APPLICATIONS).flatMap(
          ({ table, misses, falseAlarms }) =>
            [...misses, ...falseAlarms.map(({ message }) => message)].map(
              (words) => `${name}, world ${index}, ${table.name}: ${words}`,
            ),
        );
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every database gives the same findings', () => {
    const [first, ...others] = [...tried.values()];
    const differing = others.flatMap((worlds) =>
      worlds.flatMap((world, index) => {
        const expected = first?.[index];
        return expected !== undefined && String(comparable(expected)) !== String(comparable(world)) ? [index] : [];
      }),
    );
    expect(differing).toEqual([]);
  });
});
