import { expect, test } from '@jest/globals';
import rule from '../../src/rules/publication-exists.js';
import { at, event, facts, found, history, line, subscription, table } from '../support/builders.js';

const absent = (otherPublications: readonly string[] = []) => ({
  publication: { exists: false, name: 'supabase_realtime', otherPublications } as const,
});

test('a publication that exists', () => {
  expect(found(rule, facts([table('public.messages')]))).toEqual([]);
});

test('a publication that does not exist', () => {
  expect(found(rule, facts([], [], absent()))).toEqual([
    {
      subject: 'supabase_realtime',
      message: 'publication supabase_realtime does not exist',
      detail: 'Realtime finds no published table: channels report SUBSCRIBED and no event ever arrives',
      hint: 'Create the publication with the tables the application subscribes to, or name the right one in the publication option.',
      fix: [{ kind: 'create-publication', publication: 'supabase_realtime' }],
      location: null,
      related: [],
    },
  ]);
});

test('its fix also publishes what is subscribed to, so that it uncovers no further error', () => {
  const messages = table('public.messages', { published: false, relreplident: 'd' });
  const view = table('public.recent', { relkind: 'v', published: false });
  const given = facts([messages, view], [subscription('public.messages'), subscription('public.recent')], absent());
  expect(found(rule, given)[0]?.fix).toEqual([
    { kind: 'create-publication', publication: 'supabase_realtime' },
    { kind: 'publish', publication: 'supabase_realtime', table: { schema: 'public', name: 'messages' } },
    { kind: 'replica-identity-full', table: { schema: 'public', name: 'messages' } },
  ]);
});

test('a misspelt publication is not created: the near one is named', () => {
  const [violation] = found(rule, facts([], [], absent(['realtime', 'supabase_realtim'])));
  expect(violation?.hint).toBe(
    'Set the publication option to supabase_realtim if that is the one Realtime reads, or create supabase_realtime.',
  );
  expect(violation?.fix).toEqual([]);
});

test('it stands where a migration dropped it, else where the application counts on it', () => {
  const asked = [subscription('public.messages', { sdk: 'supabase-js', location: at(7) })];
  const [undropped] = found(rule, facts([], asked, absent()));
  expect(undropped).toMatchObject({ location: at(7), related: [] });
  const events = [event('publication-dropped', 'public.messages', 3, { relation: null })];
  const [dropped] = found(rule, { ...facts([], asked, absent()), history: history({ events }) });
  expect(dropped).toMatchObject({ location: line(3), related: [{ ...at(7), label: 'subscribed here' }] });
});
