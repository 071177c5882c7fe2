import type { SupabaseClient } from '@supabase/supabase-js';

export interface Conversa {
  id: number;
  contact_id: number;
  status: 'open' | 'waiting' | 'closed';
  updated_at: string;
}

export interface ConversaHandlers {
  onOpened(conversa: Conversa): void;
  onStatusChanged(conversa: Conversa, before: Conversa['status']): void;
  onRemoved(id: number): void;
}

/** Follows all conversations. The function it returns ends the subscription. */
export function watchConversas(supabase: SupabaseClient, handlers: ConversaHandlers): () => void {
  const channel = supabase
    .channel('conversas')
    .on<Conversa>('postgres_changes', { event: '*', schema: 'public', table: 'camp_conversas' }, (payload) => {
      if (payload.eventType === 'INSERT') handlers.onOpened(payload.new);
      if (payload.eventType === 'UPDATE') {
        // Without REPLICA IDENTITY FULL payload.old is { id }, and no change of the status is ever seen.
        const before = payload.old.status;
        if (before !== undefined && before !== payload.new.status) handlers.onStatusChanged(payload.new, before);
      }
      if (payload.eventType === 'DELETE' && payload.old.id !== undefined) handlers.onRemoved(payload.old.id);
    })
    .subscribe();
  return () => {
    void supabase.removeChannel(channel);
  };
}
