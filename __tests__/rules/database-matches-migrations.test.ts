import { expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import type { History } from '../../src/model/history.js';
import rule from '../../src/rules/database-matches-migrations.js';
import { event, facts, failed, found, history, line, made, name, table } from '../support/builders.js';

const MENTIONED = [event('published', 'public.other', 2)];

function given(live: readonly Relation[], replayed: readonly Relation[], changes: Partial<History> = {}) {
  const { catalog } = facts(replayed);
  if (!catalog.known) throw new Error('the builder knows it');
  return { ...facts(live), migrated: { catalog: catalog.value, history: history({ events: MENTIONED, ...changes }) } };
}

test('the same tables in both', () => {
  expect(found(rule, given([table('public.a')], [table('public.a')]))).toEqual([]);
});

test('published in the database and in no migration, at the line that creates the table', () => {
  const facts = given([table('public.a')], [], { relations: [made('public.a')] });
  expect(found(rule, facts)).toEqual([
    {
      subject: 'public.a',
      message: 'table public.a is in publication supabase_realtime of the database but not of the migrations',
      detail:
        'the next reset and every new branch are without it: channels report SUBSCRIBED and no event ever arrives',
      hint: 'Add the table to supabase_realtime in a migration.',
      fix: [
        { kind: 'publish', publication: 'supabase_realtime', table: name('public.a') },
        { kind: 'replica-identity-full', table: name('public.a') },
      ],
      location: line(1),
      related: [],
    },
  ]);
});

test('a table that no migration creates has no fix: as a migration it would fail', () => {
  expect(found(rule, given([table('public.a')], []))).toMatchObject([
    { fix: [], location: null, hint: 'Create the table in a migration and add it to supabase_realtime there.' },
  ]);
});

test('published by a migration and not in the database, at the line that publishes it', () => {
  const replayed = table('public.a', { publishedAt: line(3), confidence: 'replayed' });
  expect(found(rule, given([], [replayed]))).toEqual([
    {
      subject: 'public.a',
      message: 'table public.a is in publication supabase_realtime of the migrations but not of the database',
      detail: 'the database has not had that migration, or somebody has taken the table out since',
      hint: 'Apply the migrations to the database, or add the table to the publication there again.',
      fix: [],
      location: line(3),
      related: [],
      confidence: 'replayed',
    },
  ]);
});

test('a table that a failed statement names may be in the migrations after all', () => {
  const statement = failed('alter publication supabase_realtime add table public.a, public.gone', 3);
  expect(found(rule, given([table('public.a')], [], { failed: [statement] }))).toEqual([]);
});

test('migrations that do not mention the publication say nothing of it', () => {
  expect(rule.check(given([table('public.a')], [], { events: [] }))).toEqual({
    status: 'not-applicable',
    reason: 'no migration mentions publication supabase_realtime: its tables were set elsewhere',
  });
});

test('one database alone has nothing to match', () => {
  expect(rule.check(facts([table('public.a')])).status).toBe('not-applicable');
});
