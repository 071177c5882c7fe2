import { describe, expect, test } from '@jest/globals';
import type { HistoryEvent, UnpublishCause } from '../../src/model/history.js';
import rule from '../../src/rules/publication-kept.js';
import { event, facts, found, history, line, made, name, subscription, table } from '../support/builders.js';

const LOST = table('public.a', { published: false, relreplident: 'd', confidence: 'replayed' });
const lost = (cause: UnpublishCause): HistoryEvent => event('unpublished', 'public.a', 5, { cause });
const given = (events: readonly HistoryEvent[], relations = [made('public.a')]) => ({
  ...facts([LOST], [subscription('public.a')]),
  history: history({ events, relations }),
});

test('a table that a migration published and a later one lost, at the line that lost it', () => {
  expect(found(rule, given([event('published', 'public.a', 2), lost('list-replaced')]))).toEqual([
    {
      subject: 'public.a',
      message: 'table public.a is lost from publication supabase_realtime by a migration',
      detail:
        'the statement replaces the list of tables with another, which leaves it out; its changes are no longer sent, and channels still report SUBSCRIBED',
      hint: 'Add the table again in a later migration, or take it out by name with ALTER PUBLICATION ... DROP TABLE.',
      fix: [
        { kind: 'publish', publication: 'supabase_realtime', table: name('public.a') },
        { kind: 'replica-identity-full', table: name('public.a') },
      ],
      location: line(5),
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
      confidence: 'replayed',
    },
  ]);
});

describe('how it was lost', () => {
  test.each<[UnpublishCause, RegExp]>([
    ['publication-dropped', /^the statement drops the publication with all its tables;/],
    ['table-dropped', /^the table was dropped and created again, and the new one is in no publication;/],
    ['other', /^the statement takes it out without naming the publication;/],
  ])('%s', (cause, detail) => {
    expect(found(rule, given([lost(cause)]))[0]?.detail).toMatch(detail);
  });
});

test('no loss: taken out by its name, published again, or no longer there', () => {
  expect(found(rule, given([lost('named')]))).toEqual([]);
  expect(found(rule, given([lost('publication-dropped'), event('published', 'public.a', 6)]))).toEqual([]);
  expect(found(rule, given([lost('table-dropped')], []))).toEqual([]);
});

test('a table that cannot be published again has no fix', () => {
  const noKey = { ...given([lost('list-replaced')]), ...facts([{ ...LOST, primaryKey: null }]) };
  expect(found(rule, { ...noKey, history: given([lost('list-replaced')]).history })[0]?.fix).toEqual([]);
});

test('events of another publication are not its business', () => {
  const other = { ...lost('list-replaced'), publication: 'etl' };
  expect(rule.check(given([other]))).toEqual({
    status: 'not-applicable',
    reason: 'no migration publishes a table in supabase_realtime',
  });
});

test('a database found as it is has no history', () => {
  expect(rule.check(facts([LOST])).status).toBe('not-applicable');
});
