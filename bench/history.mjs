import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Statements a file. */
const STATEMENTS = 12;

/**
 * Writes a history of migrations as real projects have them: of two with 2,429 and 5,314 statements a fifth are policies,
 * a seventh indexes, a seventh ALTER TABLE, a tenth functions, one in fourteen makes a table; few name the publication.
 * @param {string} project in whose supabase/migrations they are written
 * @param {number} files of twelve statements each
 */
export function writeHistory(project, files) {
  const folder = join(project, 'supabase/migrations');
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < files; number += 1) {
    const name = `${20_250_101_000_000 + number}_t${number}.sql`;
    writeFileSync(join(folder, name), statements(number).slice(0, STATEMENTS).join('\n\n'));
  }
}

function statements(number) {
  const t = `public.t${number}`;
  const policy = (what) =>
    `create policy "owners ${what}" on ${t} for ${what} to authenticated using (owner_id = (select auth.uid()));`;
  const realtime =
    number % 4 === 0
      ? `do $$ begin
  if not exists (select from pg_publication_tables where pubname = 'supabase_realtime' and tablename = 't${number}') then
    alter publication supabase_realtime add table ${t};
    alter table ${t} replica identity full;
  end if;
end $$;`
      : `comment on table ${t} is 'rows of owners; see the handbook';`;
  return [
    `create table if not exists ${t} (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null references auth.users (id) on delete cascade,
  title text not null check (length(title) < 200),
  status text not null default 'open',
  details jsonb not null default '{}'::jsonb,
  created_at timestamptz not null default now()
);`,
    `alter table ${t} enable row level security;`,
    policy('select'),
    policy('delete'),
    `create index t${number}_owner_idx on ${t} (owner_id);`,
    `create index t${number}_status_idx on ${t} (status, created_at desc);`,
    `create or replace function public.touch_t${number}() returns trigger language plpgsql security definer as $$
begin
  if new.status is distinct from old.status then
    new.details := new.details || jsonb_build_object('changed', now());
  end if;
  return new;
end;
$$;`,
    `create trigger touch_t${number} before update on ${t} for each row execute function public.touch_t${number}();`,
    `alter table ${t} add column if not exists archived_at timestamptz;`,
    `drop policy if exists "owners update" on ${t};`,
    `insert into ${t} (owner_id, title) select id, 'welcome' from auth.users;`,
    realtime,
  ];
}
