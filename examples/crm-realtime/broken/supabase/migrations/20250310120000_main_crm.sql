-- The contacts. Everybody who is signed in belongs to the one team that uses this CRM.
create table public.main_crm (
  id bigint generated always as identity primary key,
  owner_id bigint not null,
  name text not null,
  phone text,
  stage text not null default 'lead' check (stage in ('lead', 'customer', 'lost')),
  created_at timestamptz not null default now()
);

create index main_crm_owner_id_idx on public.main_crm (owner_id);

alter table public.main_crm enable row level security;

grant select, insert, update, delete on table public.main_crm to authenticated, service_role;

create policy "the team reads contacts" on public.main_crm
  for select to authenticated using (true);

create policy "the team adds contacts" on public.main_crm
  for insert to authenticated with check (true);

create policy "the team changes contacts" on public.main_crm
  for update to authenticated using (true) with check (true);

create policy "the team deletes contacts" on public.main_crm
  for delete to authenticated using (true);
