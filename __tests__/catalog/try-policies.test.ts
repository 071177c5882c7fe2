import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tryPolicies } from '../../src/catalog/probe-policies.js';
import { openEmbeddedInThread } from '../../src/database/embedded/open-in-thread.js';
import { REPLAY_LIMITS } from '../../src/database/embedded/replay-limits.js';
import type { ThreadDatabase } from '../../src/database/embedded/thread-database.js';

/** A published table that everybody may read, with such a policy. */
const published = (name: string, policy: string): string => `
create table ${name} (id bigint generated always as identity primary key, owner uuid not null references auth.users,
  room bigint not null check (room > 0), body text not null default 'x', long int generated always as (length(body)) stored);
grant select on ${name} to anon, authenticated;
alter table ${name} enable row level security;
create policy readers on ${name} for select using (${policy});
alter publication supabase_realtime add table ${name};`;

const SQL = `
create table public.members (room bigint); revoke all on public.members from anon, authenticated;
create function public.asks(wanted bigint) returns boolean language sql stable
  as $$ select exists (select from public.members where members.room = wanted) $$;
create function public.asks_as_owner(wanted bigint) returns boolean language sql stable security definer
  as $$ select exists (select from public.members where members.room = wanted) $$;
create function public.wants_a_room(wanted bigint) returns boolean language plpgsql stable
  as $$ begin if wanted is null then raise exception 'no room'; end if; return true; end $$;
create function public.leads_back() returns boolean language plpgsql stable
  as $$ begin return exists (select from public.circle where circle.owner = auth.uid()); end $$;
${published('public.hidden', 'public.asks(room)')}
${published('public.owned', 'public.asks_as_owner(room)')}
${published('public.strict', 'public.wants_a_room(room)')}
${published('public.circle', 'public.leads_back()')}
${published('public.planned', 'public.asks(room) or exists (select from public.members)')}
${published('public.plain', 'owner = auth.uid()')}`;

let database: ThreadDatabase;
beforeAll(async () => {
  database = await openEmbeddedInThread(REPLAY_LIMITS);
  await database.exec(SQL);
});
afterAll(() => database.close());

test('what functions do is seen by running the policies, once for each role', async () => {
  const { roles, tables, failures } = await tryPolicies(database, {
    publication: 'supabase_realtime',
    roles: ['anon', 'authenticated'],
    asked: [],
  });
  expect({ roles, tables }).toEqual({ roles: ['anon', 'authenticated'], tables: 6 });
  expect(failures.map(({ table, role, code }) => `${table.name} ${role} ${code}`)).toEqual([
    'planned anon 42501',
    'planned authenticated 42501',
    'circle anon 54001',
    'circle authenticated 54001',
    'hidden anon 42501',
    'hidden authenticated 42501',
  ]);
});

test('what a token says, what nobody set, and what is not there', async () => {
  await database.exec(`
    create function public.asks_what_is_gone() returns boolean language plpgsql stable
      as $$ begin return exists (select from public.gone); end $$;
    create function public.asks_setting() returns boolean language plpgsql stable
      as $$ begin return current_setting('app.room') = 'x'; end $$;
    ${published('public.claims', "(auth.jwt() ->> 'sub')::bigint = 1")}
    ${published('public.own_claims', "(auth.jwt() -> 'app_metadata' ->> 'org')::bigint = room")}
    ${published('public.gone_asked', 'public.asks_what_is_gone()')}
    ${published('public.setting_asked', 'public.asks_setting()')}`);
  const { failures } = await tryPolicies(database, {
    publication: 'supabase_realtime',
    roles: ['anon', 'authenticated'],
    asked: [],
  });
  const told = failures.filter(({ isConditional }) => isConditional === true);
  expect(told.map(({ table, role, code }) => `${table.name} ${role} ${code}`)).toEqual([
    'claims authenticated 22P02',
    'gone_asked anon 42P01',
    'gone_asked authenticated 42P01',
    'setting_asked anon 42704',
    'setting_asked authenticated 42704',
  ]);
  await database.exec('drop table public.claims, public.own_claims, public.gone_asked, public.setting_asked');
});

test('and nothing is left of it', async () => {
  const [row] = await database.select(`
    select current_user::text as role, current_setting('session_replication_role') as replication,
           current_setting('max_stack_depth') as stack, (select count(*)::int from public.hidden) as rows,
           (select count(*)::int from pg_constraint where conrelid = 'public.hidden'::regclass and contype in ('p', 'c', 'f')) as constraints,
           (select attnotnull and attidentity = 'a' from pg_attribute where attrelid = 'public.hidden'::regclass and attname = 'id') as identity`);
  expect(row).toEqual({
    role: 'postgres',
    replication: 'origin',
    stack: expect.not.stringMatching(/^200kB$/),
    rows: 0,
    constraints: 3,
    identity: true,
  });
});
