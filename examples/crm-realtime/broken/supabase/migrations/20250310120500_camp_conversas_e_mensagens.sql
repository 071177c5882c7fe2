-- Conversations with contacts, and their messages.
create table public.camp_conversas (
  id bigint generated always as identity primary key,
  contact_id bigint not null references public.main_crm (id) on delete cascade,
  status text not null default 'open' check (status in ('open', 'waiting', 'closed')),
  updated_at timestamptz not null default now()
);

create table public.camp_mensagens (
  id bigint generated always as identity primary key,
  conversa_id bigint not null references public.camp_conversas (id) on delete cascade,
  author text not null check (author in ('contact', 'team')),
  body text not null,
  read_at timestamptz,
  created_at timestamptz not null default now()
);

create index camp_conversas_contact_id_idx on public.camp_conversas (contact_id);
create index camp_mensagens_conversa_id_idx on public.camp_mensagens (conversa_id, created_at);

alter table public.camp_conversas enable row level security;
alter table public.camp_mensagens enable row level security;

-- Neither is deleted by hand: both go with their contact.
grant select, insert, update on table public.camp_conversas, public.camp_mensagens to authenticated;
grant select, insert, update, delete on table public.camp_conversas, public.camp_mensagens to service_role;

create policy "the team reads conversations" on public.camp_conversas
  for select to authenticated using (true);

create policy "the team opens conversations" on public.camp_conversas
  for insert to authenticated with check (true);

create policy "the team changes conversations" on public.camp_conversas
  for update to authenticated using (true) with check (true);

create policy "the team reads messages" on public.camp_mensagens
  for select to authenticated using (true);

create policy "the team writes messages" on public.camp_mensagens
  for insert to authenticated with check (author = 'team');

create policy "the team marks messages as read" on public.camp_mensagens
  for update to authenticated using (true) with check (true);
