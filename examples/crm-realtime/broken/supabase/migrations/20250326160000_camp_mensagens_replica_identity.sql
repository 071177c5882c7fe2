-- The list of messages compares read_at before and after an UPDATE.
alter table public.camp_mensagens replica identity full;
