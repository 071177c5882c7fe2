import { afterAll, expect, test } from '@jest/globals';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import { openEmbeddedInThread } from '../../src/database/embedded/open-in-thread.js';
import { REPLAY_LIMITS } from '../../src/database/embedded/replay-limits.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import type { FilterValue } from '../../src/model/filter-value.js';
import { subscription } from '../support/builders.js';
import { catalogRequest } from '../support/catalog-request.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

const SCHEMA = `
create type public."My Mood" as enum ('calm', 'wild');
create domain public.rating as int check (value between 1 and 5);
create function public.loud(text) returns boolean language plpgsql as $$ begin raise 'never "%"', $1; end $$;
create domain public.needed as int not null;
create domain public.noisy as text check (public.loud(value));
create table public.t (id uuid primary key, n int, v varchar(3), mood public."My Mood", r public.rating, x public.noisy,
  j jsonb, "odd ""name" text, at timestamptz, gone int, a int[]);
alter table public.t drop column gone;
create domain public.tame as public."My Mood";
create table public.plain (id int primary key, mood public."My Mood", tame public.tame, doc json, bytes bytea, span int4range, name text,
  filled public.needed);
create table public.other (id int primary key);`;

/** A filter, and what the database says of its value. */
const SAID: readonly (readonly [filter: string, says: string])[] = [
  ['n=eq.1', 'accepted'],
  ['n=eq.abc', 'refused: invalid input syntax for type integer: "abc"'],
  ['n=eq.', 'refused: invalid input syntax for type integer: ""'],
  ['n=gt."7"', 'accepted'],
  ['n=in.(1, 2,"3")', 'accepted'],
  ['n=in.()', 'accepted'],
  ['n=in.(1,b)', 'refused: invalid input syntax for type integer: "b"'],
  ['n=eq.99999999999', 'refused: value "99999999999" is out of range for type integer'],
  ['n=like.1%', 'refused: operator like requires a text-compatible column type, got integer'],
  ['v=eq.longer than three', 'accepted'],
  ['mood=eq.wild', 'accepted'],
  ['mood=eq.Wild', 'refused: invalid input value for enum "My Mood": "Wild"'],
  ['mood=in.(calm,wild)', 'accepted'],
  ['r=eq.6', 'refused: value for domain rating violates check constraint "rating_check"'],
  ['r=in.(1,6)', 'refused: value for domain rating violates check constraint "rating_check"'],
  ['x=eq.a', 'refused: never "a"'],
  ['j=eq.{}', 'accepted'],
  ['j=eq.nope', 'refused: invalid input syntax for type json'],
  ['odd "name=match.(', 'refused: invalid regular expression: parentheses () not balanced'],
  ['odd "name=match.^a', 'accepted'],
  ['odd "name=eq.\'; drop table t; --$realtime_guard$', 'accepted'],
  ['at=eq.yesterday', 'accepted'],
  ['at=eq.soon', 'refused: invalid input syntax for type timestamp with time zone: "soon"'],
  ['a=eq."{1,2}"', 'accepted'],
  ['nope=eq.1', 'unknown: there is no such column'],
  ['gone=eq.1', 'unknown: there is no such column'],
  ['n=eq.\ud800', 'unknown: the filter holds a character that no text can have'],
];
/** And of the operator, where it takes the value or the value is put in at run time. */
const COMPARED: readonly (readonly [filter: string, says: string])[] = [
  ['id=eq.{}', 'accepted'],
  ['id=like.{}', 'refused: operator like requires a text-compatible column type, got integer'],
  ['mood=lt.{}', 'accepted'],
  ['mood=in.(calm)', 'accepted'],
  ['tame=eq.{}', 'raises: operator does not exist: tame = tame'],
  ['tame=eq.calm', 'raises: operator does not exist: tame = tame'],
  ['tame=in.({})', 'raises: operator does not exist: tame = tame'],
  ['tame=isdistinct.{}', 'raises: operator does not exist: tame = tame'],
  ['tame=eq.nope', 'refused: invalid input value for enum "My Mood": "nope"'],
  ['doc=neq.{}', 'raises: operator does not exist: json <> json'],
  ['bytes=ilike.{}', 'raises: operator does not exist: bytea ~~* bytea'],
  ['span=eq.{}', 'accepted'],
  ['name=match.{}', 'accepted'],
  ['name=in.(a,{})', 'accepted'],
  ['filled=eq.{}', 'accepted'],
];
const ASKED = [
  ...SAID.map(([filter]) => subscription('public.t', { filter })),
  ...COMPARED.map(([filter]) => subscription('public.plain', { filter, sdk: 'supabase-js' })),
  subscription('public.t', { filter: 'n=is.null' }),
  subscription('public.*', { filter: 'n=eq.1' }),
];

const EXPECTED = [...SAID, ...COMPARED].map(([, says]) => says);

function said(values: readonly FilterValue[]): readonly string[] {
  return values.map(({ answer }) => {
    if (answer.kind === 'accepted') return answer.raises === undefined ? 'accepted' : `raises: ${answer.raises}`;
    return answer.kind === 'refused' ? `refused: ${answer.says}` : `unknown: ${answer.reason}`;
  });
}

describeEachMajor('the values of filters', (major) => {
  const databases: TestDatabase[] = [];
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test('are cast as the server casts them, and nothing else is lost for one that does not fit', async () => {
    const database = await createTestDatabase(major, SCHEMA);
    databases.push(database);
    const opened = await openPostgres({ ...parseDatabaseUrl(database.url, 'test'), ssl: 'disable', sslCa: null });
    try {
      const missing = subscription('public.othr', { filter: 'id=eq.1' });
      const { filterValues, similarNames } = await readCatalog(opened, catalogRequest([...ASKED, missing]));
      expect(said(filterValues)).toEqual([...EXPECTED, 'unknown: there is no such column']);
      expect(similarNames).toHaveLength(1);
    } finally {
      await opened.close();
    }
  });

  test('are unknown where blocks cannot be run, and all else is read', async () => {
    const database = await createTestDatabase(major, `${SCHEMA} drop extension plpgsql cascade;`);
    databases.push(database);
    const opened = await openPostgres({ ...parseDatabaseUrl(database.url, 'test'), ssl: 'disable', sslCa: null });
    try {
      const asked = [subscription('public.t', { filter: 'n=eq.1' }), subscription('public.othr')];
      const { filterValues, similarNames } = await readCatalog(opened, catalogRequest(asked));
      expect(said(filterValues)).toEqual([expect.stringContaining('language "plpgsql" does not exist')]);
      expect(similarNames).toHaveLength(1);
    } finally {
      await opened.close();
    }
  });
});

test('the embedded database says the same', async () => {
  const opened = await openEmbeddedInThread(REPLAY_LIMITS);
  try {
    await opened.exec(SCHEMA);
    const { filterValues } = await readCatalog(opened, catalogRequest(ASKED));
    expect(said(filterValues)).toEqual(EXPECTED);
  } finally {
    await opened.close();
  }
});
