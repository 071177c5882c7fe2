import { describe, expect, test } from '@jest/globals';
import type { Column } from '../../src/model/column.js';
import type { Relation } from '../../src/model/facts.js';
import type { TableStatistics } from '../../src/model/statistics.js';
import rule from '../../src/rules/filter-column-not-toasted.js';
import { facts, found, subscription, table } from '../support/builders.js';

const TEXT: Column = {
  name: 'body',
  type: 'text',
  baseType: 'text',
  category: 'S',
  isDomain: false,
  isToastable: true,
  generated: null,
};

const USED: TableStatistics = {
  rows: 5_000,
  tableBytes: 400_000,
  toastBytes: 0,
  averageRowBytes: 60,
  updates: 10,
  deletes: 0,
};

function judge(filter: string, column: Partial<Column> = {}, changes: Partial<Relation> = {}) {
  const columns = [{ ...TEXT, ...column }];
  const relation = table('public.t', { columns, toastableColumns: ['body'], ...changes });
  return found(rule, facts([relation], [subscription('public.t', { filter })]))[0];
}

test('a pattern on a text, under FULL as well', () => {
  expect(judge('body=like.c4ca%')).toEqual({
    subject: 'public.t',
    message: 'UPDATE of public.t is filtered by body, which can be kept out of line',
    detail:
      'an UPDATE that leaves a long value there alone (from about 2 kB) does not log it, and the event is dropped, whatever the REPLICA IDENTITY',
    hint: 'Filter by a column with short values, or without it and tell in the callback what is meant.',
    fix: [],
    location: null,
    related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    confidence: 'live',
    severity: 'notice',
  });
});

describe('only a condition that a long value meets', () => {
  test.each([
    ['body=eq.general', false],
    ['body=eq.{}', false],
    ['body=in.(a,b)', false],
    ['body=is.null', false],
    ['body=not.isdistinct.a', false],
    ['body=neq.general', true],
    ['body=not.eq.general', true],
    ['body=not.in.(a,b)', true],
    ['body=not.is.null', true],
    ['body=isdistinct.a', true],
    ['body=ilike.%a%', true],
    ['id=eq.1,body=gt.a', true],
    ['{}=eq.1,body=gt.a', false],
    ['other=like.a%', false],
  ] as const)('%s: %s', (filter, isFound) => {
    expect(judge(filter) !== undefined).toBe(isFound);
  });
});

test('an equal value is long where the filter is', () => {
  expect(judge(`body=eq.${'a'.repeat(2_001)}`)).toBeDefined();
});

describe('only a type that gets long', () => {
  test.each([
    ['uuid', { type: 'uuid', baseType: 'uuid', category: 'U', isToastable: false }, null],
    ['numeric', { type: 'numeric', baseType: 'numeric', category: 'N' }, null],
    ['a short varchar', { type: 'character varying(500)', baseType: 'varchar' }, null],
    ['a text that is kept in the row', { isToastable: false }, null],
    ['a long varchar', { type: 'character varying(501)', baseType: 'varchar' }, 'notice'],
    ['a varchar without a limit', { type: 'character varying', baseType: 'varchar' }, 'notice'],
    ['a domain over text', { type: 'app.slug', isDomain: true }, 'notice'],
    ['jsonb', { type: 'jsonb', baseType: 'jsonb', category: 'U' }, 'warning'],
    ['bytea', { type: 'bytea', baseType: 'bytea', category: 'U' }, 'warning'],
  ] as const)('%s', (_case, column, severity) => {
    expect(judge('body=neq.a', column)?.severity ?? null).toBe(severity);
  });
});

describe('what statistics show', () => {
  const withLong = { ...USED, toastBytes: 5_000_000 };

  test('nothing is out of line', () => {
    expect(judge('body=neq.a', {}, { statistics: USED })).toBeUndefined();
    expect(judge('body=neq.a', {}, { statistics: { ...USED, rows: 20 } })?.severity).toBe('notice');
  });

  test('the values of the only such column are long', () => {
    const violation = judge('body=neq.a', {}, { statistics: withLong });
    expect(violation?.severity).toBe('warning');
    expect(violation?.detail).toMatch(/; this table has long values$/);
  });

  test('those of one of several are', () => {
    const changes = { statistics: withLong, toastableColumns: ['body', 'title'] };
    expect(judge('body=neq.a', {}, changes)?.severity).toBe('notice');
  });
});

test('all subscriptions to a table are one finding, as severe as the worst', () => {
  const columns = [TEXT, { ...TEXT, name: 'meta', type: 'jsonb', baseType: 'jsonb' }];
  const relation = table('public.t', { columns, toastableColumns: ['body', 'meta'] });
  const location = { file: 'src/b.ts', line: 2, column: 1 };
  const subscriptions = [
    subscription('public.t', { filter: 'body=neq.a' }),
    subscription('public.t', { filter: 'meta=neq.{}', location }),
    subscription('public.t', { filter: 'body=eq.a', location: { ...location, line: 9 } }),
  ];
  const [violation, ...others] = found(rule, facts([relation], subscriptions));
  expect(others).toEqual([]);
  expect(violation?.message).toContain('filtered by body and meta,');
  expect(violation?.severity).toBe('warning');
  expect(violation?.related.map(({ line }) => line)).toEqual([7, 2]);
});

test.each([
  ['INSERT', {}, { event: 'INSERT' }],
  ['a table that is not published', { published: false }, {}],
] as const)('%s is not judged', (_case, changes, subscribed) => {
  const relation = table('public.t', { columns: [TEXT], ...changes });
  const given = facts([relation], [subscription('public.t', { filter: 'body=neq.a', ...subscribed })]);
  expect(rule.check(given).status).toBe('not-applicable');
});
