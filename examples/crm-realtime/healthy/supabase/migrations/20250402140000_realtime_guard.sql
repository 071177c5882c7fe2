set lock_timeout = '5s';

alter table public.camp_conversas replica identity full;
alter table public.main_crm replica identity full;

reset lock_timeout;
