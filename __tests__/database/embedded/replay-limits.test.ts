import { describe, expect, test } from '@jest/globals';
import { openEmbeddedInThread } from '../../../src/database/embedded/open-in-thread.js';
import { type Replayed, replay } from '../../../src/database/embedded/replay.js';
import {
  EngineStopped,
  REPLAY_LIMITS,
  type ReplayLimits,
  ReplayStopped,
} from '../../../src/database/embedded/replay-limits.js';
import { openInThread } from '../../../src/database/embedded/thread-database.js';
import { file } from '../../support/bare-embedded.js';

const LIMITS: ReplayLimits = { ...REPLAY_LIMITS, statementMs: 3_000, engineMegabytes: 512, processMegabytes: 900 };

describe('the limits of a replay', () => {
  /** The bomb is line 2, and what follows it is line 3. */
  async function replayBomb(sql: string, limits: ReplayLimits = LIMITS): Promise<Replayed> {
    const database = await openEmbeddedInThread(limits);
    try {
      return await replay(
        database,
        [file('m.sql', `create table a (id int)\n\n${sql}\n\ncreate table b (id int)`)],
        limits,
      );
    } finally {
      await database.close();
    }
  }

  test.each([
    ['an endless loop', 'do $$ begin loop end loop; end $$', 'a statement ran longer than 3 s'],
    [
      'a loop that catches everything',
      'do $$ begin loop begin perform 1 / 0; exception when others then null; end; end loop; end $$',
      'a statement ran longer than 3 s',
    ],
    ['a long sleep', 'select pg_sleep(3600)', 'a statement ran longer than 3 s'],
    [
      'a statement_timeout of its own',
      "set statement_timeout = '1s'; select pg_sleep(3600)",
      'a statement ran longer than 3 s',
    ],
    [
      'an endless recursion that keeps one row',
      'with recursive r (n) as (select 1 union all select 1 from r) select n from r where n = 2',
      'a statement ran longer than 3 s',
    ],
    [
      'a table without end',
      "do $$ begin create table t (x text); loop insert into t values (repeat('x', 1000)); end loop; end $$",
      'it needed more than 900 MB of memory',
    ],
  ])(
    '%s ends the replay at its line',
    async (_, sql, reason) => {
      const stopped = await replayBomb(sql, {
        ...LIMITS,
        statementMs: reason.includes('900 MB') ? 60_000 : 3_000,
      }).catch((error: unknown) => error);
      expect(stopped).toBeInstanceOf(ReplayStopped);
      expect(String(stopped)).toBe(`ReplayStopped: the replay stopped at m.sql:2: ${reason}`);
    },
    180_000,
  );

  test.each([
    ['one huge value', "select length(repeat('x', 1000000000))", '53200', 'out of memory'],
    [
      'a value that doubles',
      "do $$ declare s text := 'x'; begin loop s := s || s; end loop; end $$",
      '53200',
      'out of memory',
    ],
    [
      'an aggregate without end',
      "select array_agg(repeat('x', 1000) || g) from generate_series(1, 100000000) g",
      '53400',
      'temporary file size exceeds',
    ],
    [
      'a recursion that keeps every row',
      'with recursive r (n) as (select 1 union all select n + 1 from r) select count(*) from r',
      '53400',
      'temporary file size exceeds',
    ],
    [
      'a recursive function',
      'do $$ begin create function f() returns int language plpgsql as $f$ begin return f(); end $f$; perform f(); end $$',
      '54001',
      'stack depth limit exceeded',
    ],
  ])(
    '%s fails like any statement, and the rest is replayed',
    async (_, sql, code, message) => {
      const { failed, relations } = await replayBomb(sql, { ...LIMITS, statementMs: 60_000, processMegabytes: 2_048 });
      expect(failed).toEqual([expect.objectContaining({ code, message: expect.stringContaining(message) })]);
      expect(relations.map(({ name }) => name)).toEqual(['a', 'b']);
    },
    180_000,
  );

  test('the time of a whole replay is bounded between statements', async () => {
    const sleeps = Array.from({ length: 50 }, () => 'select pg_sleep(0.05)').join('\n\n');
    await expect(replayBomb(sleeps, { ...LIMITS, totalMs: 1_000 })).rejects.toThrow(
      /^the replay stopped at m\.sql:\d+: its time limit of 1 s is over$/,
    );
  });

  test('a stopped engine answers no more, and closes', async () => {
    const database = await openEmbeddedInThread(LIMITS);
    expect(await database.select('select 1 as one')).toEqual([{ one: 1 }]);
    await expect(database.exec('do $$ begin loop end loop; end $$')).rejects.toThrow(EngineStopped);
    await expect(database.select('select 1')).rejects.toThrow('a statement ran longer than 3 s');
    await database.close();
    await database.close();
  });

  test('an entry that fails is told', async () => {
    await expect(
      openInThread(
        new URL('data:text/javascript,throw new Error("no such file")'),
        LIMITS,
        null,
        new Promise(() => {}),
      ),
    ).rejects.toThrow('no such file');
  });
});
