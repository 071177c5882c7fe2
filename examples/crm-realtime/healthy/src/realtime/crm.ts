import type { SupabaseClient } from '@supabase/supabase-js';

export interface Contact {
  id: number;
  owner_id: number;
  name: string;
  phone: string | null;
  stage: 'lead' | 'customer' | 'lost';
  created_at: string;
}

/** Tells which contacts of one owner were deleted, so that an open card can be closed. The function it returns ends the subscription. */
export function watchDeletedContacts(
  supabase: SupabaseClient,
  ownerId: number,
  onDeleted: (id: number) => void,
): () => void {
  const channel = supabase
    .channel(`crm:${ownerId}`)
    .on<Contact>(
      'postgres_changes',
      // owner_id is not in the primary key: without REPLICA IDENTITY FULL this DELETE never arrives.
      { event: 'DELETE', schema: 'public', table: 'main_crm', filter: `owner_id=eq.${ownerId}` },
      (payload) => {
        // The table has RLS enabled, so payload.old of a DELETE is the primary key alone, also with FULL.
        if (payload.old.id !== undefined) onDeleted(payload.old.id);
      },
    )
    .subscribe();
  return () => {
    void supabase.removeChannel(channel);
  };
}
