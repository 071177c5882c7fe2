-- Without this the channels report SUBSCRIBED and no event ever arrives.
alter publication supabase_realtime add table
  public.main_crm,
  public.camp_conversas,
  public.camp_mensagens;
