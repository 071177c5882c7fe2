import { expect, test } from '@jest/globals';
import rule from '../../src/rules/publication-lists-tables.js';
import { event, facts, found, history, line, publication, subscription, table } from '../support/builders.js';

function judge(changes: Parameters<typeof publication>[0], asked: readonly string[] = []) {
  const subscriptions = asked.map((one) => subscription(one));
  return found(rule, facts([table('public.a')], subscriptions, { publication: publication(changes) }));
}

test('tables named one by one', () => {
  expect(judge({})).toEqual([]);
});

test('all tables is a warning, whoever subscribes to a table', () => {
  expect(judge({ allTables: true }, ['public.a'])).toMatchObject([
    { subject: 'supabase_realtime', message: 'publication supabase_realtime is for all tables', severity: 'warning' },
  ]);
});

test.each(['*.*', 'realtime.subscription', 'realtime.*', '*.subscription'])(
  'all tables under a subscription to %s is an error',
  (asked) => {
    const [violation] = judge({ allTables: true }, [asked]);
    expect(violation?.message).toBe(
      'publication supabase_realtime is for all tables, and a subscription to realtime.subscription gets the tokens of other users',
    );
    expect(violation?.severity).toBeUndefined();
    expect(violation?.related).toHaveLength(1);
  },
);

test('one to another table, in every schema or in that one, is none', () => {
  expect(judge({ allTables: true }, ['*.messages', 'realtime.messages'])[0]?.severity).toBe('warning');
});

test('all tables of schema realtime are told alike', () => {
  expect(judge({ schemas: ['realtime'] }, ['realtime.*'])[0]?.severity).toBeUndefined();
  expect(judge({ schemas: ['chat'] }, ['*.*'])[0]?.severity).toBe('warning');
});

test('all tables of schemas', () => {
  expect(judge({ schemas: ['chat', 'Odd One'] })).toMatchObject([
    { message: 'publication supabase_realtime is for all tables of schema chat and "Odd One"', severity: 'warning' },
  ]);
});

test('at the statement that created it', () => {
  const given = facts([], [], { publication: publication({ allTables: true }) });
  const events = [{ ...event('publication-created', 'public.a', 4), relation: null }];
  expect(found(rule, { ...given, history: history({ events }) })[0]?.location).toEqual(line(4));
});

test('without a publication there is nothing to list', () => {
  const missing = { exists: false, name: 'supabase_realtime', otherPublications: [] } as const;
  expect(rule.check(facts([], [], { publication: missing })).status).toBe('not-applicable');
});
