import type { SupabaseClient } from '@supabase/supabase-js';

export interface Mensagem {
  id: number;
  conversa_id: number;
  author: 'contact' | 'team';
  body: string;
  read_at: string | null;
  created_at: string;
}

export interface MensagemHandlers {
  onArrived(mensagem: Mensagem): void;
  onRead(mensagem: Mensagem): void;
}

/** Follows the messages of one conversation. The function it returns ends the subscription. */
export function watchMensagens(supabase: SupabaseClient, conversaId: number, handlers: MensagemHandlers): () => void {
  const filter = `conversa_id=eq.${conversaId}`;
  const channel = supabase
    .channel(`mensagens:${conversaId}`)
    .on<Mensagem>(
      'postgres_changes',
      { event: 'INSERT', schema: 'public', table: 'camp_mensagens', filter },
      (payload) => handlers.onArrived(payload.new),
    )
    .on<Mensagem>(
      'postgres_changes',
      { event: 'UPDATE', schema: 'public', table: 'camp_mensagens', filter },
      (payload) => {
        if (payload.old.read_at === null && payload.new.read_at !== null) handlers.onRead(payload.new);
      },
    )
    .subscribe();
  return () => {
    void supabase.removeChannel(channel);
  };
}
