import { describe, expect, test } from '@jest/globals';
import type { History } from '../../src/model/history.js';
import type { Rule } from '../../src/model/outcome.js';
import { RULES } from '../../src/rules/index.js';
import { runRules } from '../../src/rules/run-rules.js';
import { event, facts, failed, found, history, name, subscription, table } from '../support/builders.js';

const UNKNOWN = {
  status: 'unknown',
  reason:
    'no migration mentions publication supabase_realtime, so what is in it is not in the migrations; add its tables in a migration, or check a database with database-url',
};
const of = (rule: Rule, changes: Partial<History>, published = false) =>
  rule.check({
    ...facts([table('public.a', { published })], [subscription('public.a')]),
    history: history(changes),
  });

describe('a publication that no migration mentions is unknown, never empty', () => {
  test.each(['subscribed-table-published', 'replica-identity-full', 'published-table-has-primary-key'] as const)(
    '%s',
    (id) => {
      expect(of(RULES[id], {})).toEqual(UNKNOWN);
      expect(of(RULES[id], { events: [event('published', 'public.b', 2)] })).not.toEqual(UNKNOWN);
      expect(of(RULES[id], { failed: [failed('alter publication supabase_realtime add table x', 2)] })).not.toEqual(
        UNKNOWN,
      );
    },
  );

  test('a table that is in it is judged all the same', () => {
    expect(of(RULES['replica-identity-full'], {}, true).status).toBe('checked');
  });

  test('a view is in none, which is certain', () => {
    const view = table('public.a', { relkind: 'v', published: false });
    const given = { ...facts([view], [subscription('public.a')]), history: history() };
    expect(found(RULES['subscribed-relation-streams'], given)).toHaveLength(1);
  });
});

describe('a subscribed table that does not exist', () => {
  const confidence = (changes: Partial<History>) =>
    found(RULES['subscribed-table-exists'], {
      ...facts([], [subscription('public.messages')]),
      history: history(changes),
    })[0]?.confidence;
  const events = [event('published', 'public.b', 2)];

  test('is certain where the migrations tell all', () => {
    expect(confidence({ events })).toBeUndefined();
  });

  test('is assumed where the publication was set elsewhere, or a statement that failed names it', () => {
    expect(confidence({})).toBe('assumed');
    expect(confidence({ events, failed: [failed('create table messages (id nope)', 3)] })).toBe('assumed');
    expect(confidence({ events, failed: [failed('create table rooms (id nope)', 3)] })).toBeUndefined();
    const seed = failed('insert into messages values (1)', 3, { matters: false });
    expect(confidence({ events, failed: [seed] })).toBeUndefined();
  });
});

describe('what is assumed', () => {
  const given = facts([table('public.a', { relreplident: 'd', confidence: 'assumed' })]);
  const finding = runRules(given, {}).flatMap((result) => (result.status === 'checked' ? result.findings : []))[0];

  test('is told and fails nothing', () => {
    expect(finding).toMatchObject({ ruleId: 'replica-identity-full', severity: 'notice', confidence: 'assumed' });
  });

  test('has no fix, which would fail where the table is missing', () => {
    expect(finding?.fix).toEqual([]);
  });

  test('what is deferred is as good as replayed', () => {
    const deferred = facts([table('public.a', { relreplident: 'd', confidence: 'deferred' })]);
    const [first] = runRules(deferred, {}).flatMap((result) => (result.status === 'checked' ? result.findings : []));
    expect(first).toMatchObject({ severity: 'error', fix: [{ table: name('public.a') }] });
  });
});
