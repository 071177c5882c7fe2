import { connect } from './lib/supabase.js';
import { watchConversas } from './realtime/conversas.js';
import { watchDeletedContacts } from './realtime/crm.js';
import { watchMensagens } from './realtime/mensagens.js';

/** Follows what one page of the CRM shows, until the page goes away. */
export function openInbox(page: Document, ownerId: number, conversaId: number): void {
  const supabase = connect(page);
  const show = (text: string) => {
    page.querySelector('#activity')?.append(text, page.createElement('br'));
  };
  const endings = [
    watchConversas(supabase, {
      onOpened: (conversa) => show(`conversation ${conversa.id} was opened`),
      onStatusChanged: (conversa, before) => show(`conversation ${conversa.id}: ${before} -> ${conversa.status}`),
      onRemoved: (id) => show(`conversation ${id} was removed`),
    }),
    watchMensagens(supabase, conversaId, {
      onArrived: (mensagem) => show(mensagem.body),
      onRead: (mensagem) => show(`message ${mensagem.id} was read`),
    }),
    watchDeletedContacts(supabase, ownerId, (id) => show(`contact ${id} was deleted`)),
  ];
  page.defaultView?.addEventListener('pagehide', () => {
    for (const end of endings) end();
  });
}
