import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Facts, Relation } from '../../src/model/facts.js';
import { askedValues, type FilterAnswer } from '../../src/model/filter-value.js';
import type { Subscription } from '../../src/model/subscription.js';
import rule from '../../src/rules/subscription-filter-valid.js';
import parameters from '../../src/rules/subscription-parameters-accepted.js';
import {
  at,
  binding,
  column,
  facts,
  failed,
  found,
  history,
  source,
  subscription,
  table,
  text,
} from '../support/builders.js';

const COLUMNS = [
  column('id', 'uuid'),
  column('n', 'integer', { baseType: 'int4', category: 'N' }),
  column('title', 'character varying(80)', { baseType: 'varchar', category: 'S' }),
  column('body', 'text', { category: 'S' }),
  column('done', 'boolean', { baseType: 'bool', category: 'B' }),
];

const ACCEPTED: FilterAnswer = { kind: 'accepted' };

/** Facts in which the database gives every value that answer. */
function asking(
  filter: string,
  answer: FilterAnswer = ACCEPTED,
  changes: Partial<Relation> = {},
  asked: Partial<Subscription> = {},
): Facts {
  const asks = subscription('public.t', { filter, ...asked });
  return facts([table('public.t', { columns: COLUMNS, ...changes })], [asks], {
    filterValues: askedValues([asks]).map((value) => ({ ...value, answer })),
  });
}

function messages(given: Facts): readonly string[] {
  return found(rule, given).map(({ message }) => message);
}

describe('every filter that was measured', () => {
  const { rows } = JSON.parse(readFileSync('__tests__/fixtures/engine/filter-syntax.json', 'utf8')) as {
    rows: readonly (readonly [name: string, filter: string, answer: string])[];
  };

  test.each(rows)('%s: %s: %s', (name, cut, answer) => {
    const filter = cut.includes('…') ? long(name) : cut;
    const words = answer.replace(/^Exception: (?:[0-9A-Z]{5} )?/, '').replace(/ DETAIL: .*$/s, '');
    const isCast = answer.startsWith('Exception: 22P02');
    const [finding, ...others] = found(rule, asking(filter, isCast ? { kind: 'refused', says: words } : ACCEPTED));
    expect(others).toEqual([]);
    if (answer === 'ok') expect(finding).toBeUndefined();
    else
      expect(finding?.detail).toBe(
        `the channel reports SUBSCRIBED, then the server refuses every binding of it: ${words}`,
      );
  });
});

/** The filters that the fixture cuts. */
function long(name: string): string {
  const [, count = '0', what = ''] = /^(\d+) (.*)$/.exec(name) ?? [];
  const values = Array.from({ length: Number(count) }, (_, index) => {
    if (what === 'ints') return String(index);
    if (what === 'near-equal uuids') return `11111111-1111-1111-1111-${String(index).padStart(12, '0')}`;
    return uuid(index);
  });
  return `${what === 'ints' ? 'n' : 'id'}=in.(${values.join(',')})`;
}

function uuid(seed: number): string {
  const hex = createHash('sha256').update(String(seed)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

test('the whole story of one finding', () => {
  expect(
    found(rule, asking('n=eq.abc', { kind: 'refused', says: 'invalid input syntax for type integer: "abc"' })),
  ).toEqual([
    {
      subject: 'public.t where n=eq.abc',
      message: 'the filter of public.t compares column n, which is integer, with "abc"',
      detail:
        'the channel reports SUBSCRIBED, then the server refuses every binding of it: invalid input syntax for type integer: "abc"',
      hint: 'Correct the value, or subscribe only once it is there.',
      fix: [],
      location: null,
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
      confidence: 'live',
    },
  ]);
});

test('a column that is not there, with the one that may be meant', () => {
  const [finding] = found(rule, asking('Body=eq.a'));
  expect(finding?.message).toBe('the filter of public.t is on column "Body", which does not exist');
  expect(finding?.hint).toMatch(/^Did you mean body\?/);
  expect(messages(asking('zzzzzz=eq.{}'))).toHaveLength(1);
});

test('a column that nobody may select, and one that some may not', () => {
  const rights = (anon: readonly string[], authenticated: readonly string[]) => ({
    rights: [
      { role: 'anon', schemaUsage: true, selectsAll: false, columns: anon },
      { role: 'authenticated', schemaUsage: true, selectsAll: false, columns: authenticated },
    ],
  });
  const found1 = found(rule, asking('n=eq.1', ACCEPTED, rights(['id'], ['id'])));
  expect(found1.map(({ message, severity }) => [message, severity])).toEqual([
    ['the filter of public.t is on column n, which anon and authenticated may not select', undefined],
  ]);
  const found2 = found(rule, asking('n=eq.1', ACCEPTED, rights(['id'], ['id', 'n'])));
  expect(found2.map(({ message, severity }) => [message, severity])).toEqual([
    ['the filter of public.t is on column n, which anon may not select', 'warning'],
  ]);
  // A role that may read nothing of the table is told of by subscriber-can-select.
  expect(messages(asking('n=eq.1', ACCEPTED, rights([], ['id', 'n'])))).toEqual([]);
});

test('a {} that is declared is JSON on such a column alone', () => {
  const columns = [column('j', 'jsonb'), column('n', 'integer', { baseType: 'int4', category: 'N' })];
  const refused: FilterAnswer = { kind: 'refused', says: 'malformed array literal: "{{}}"' };
  expect(messages(asking('j=in.({})', refused, { columns }))).toHaveLength(1);
  expect(messages(asking('j=in.({})', refused, { columns }, { sdk: 'supabase-js' }))).toEqual([]);
  expect(messages(asking('n=in.({})', refused, { columns }))).toEqual([]);
});

test('operators by the type, also with a value that is not known', () => {
  expect(messages(asking('title=ilike.%{}%'))).toEqual([
    'the filter of public.t uses ilike on column title, which is character varying',
  ]);
  expect(messages(asking('body=ilike.%{}%'))).toEqual([]);
  expect(messages(asking('n=is.true'))).toEqual(['the filter of public.t uses is.true on column n, which is integer']);
  expect(messages(asking('done=is.true'))).toEqual([]);
  expect(messages(asking('n=is.null'))).toEqual([]);
  expect(messages(asking('n=is."null"'))).toEqual([]);
  expect(messages(asking('n=is."true"'))).toEqual([
    'the filter of public.t uses is.true on column n, which is integer',
  ]);
  expect(messages(asking('body=match.(', { kind: 'refused', says: 'parentheses () not balanced' }))).toEqual([
    'the filter of public.t has a regular expression that is none: "("',
  ]);
});

test('of a type that nobody knows here the database tells', () => {
  const columns = [column('path', 'ltree')];
  const says = 'operator like requires a text-compatible column type, got ltree';
  expect(messages(asking('path=like.a', { kind: 'refused', says }, { columns }))).toHaveLength(1);
  expect(messages(asking('path=like.a', ACCEPTED, { columns }))).toEqual([]);
  expect(messages(asking('path=like.{}', ACCEPTED, { columns }))).toEqual([]);
});

test('70 random uuids fit in the index and 71 do not; events and further conditions count', () => {
  const list = (count: number) => `id=in.(${Array.from({ length: count }, (_, index) => uuid(index)).join(',')})`;
  expect(messages(asking(list(70)))).toEqual([]);
  expect(messages(asking(list(71)))).toEqual([
    'the filter of public.t is too long: 2744 bytes in an index that takes 2704',
  ]);
  expect(messages(asking(list(70), ACCEPTED, {}, { event: 'INSERT' }))).toHaveLength(1);
  expect(messages(asking(`${list(70)},n=eq.1`))).toHaveLength(1);
  expect(messages(asking(`id=in.(${uuid(1)},{})`))).toEqual([]);
});

test('what the source alone tells is told once', () => {
  const filter = 'n=eq.undefined';
  const says = 'invalid input syntax for type integer: "undefined"';
  const given = {
    ...asking(filter, { kind: 'refused', says }, {}, { location: at(7), sdk: 'supabase-js' }),
    source: source({ bindings: [binding({ filter: [text(filter)] })] }),
  };
  expect(found(parameters, given)).toHaveLength(1);
  expect(messages(given)).toEqual([]);
  expect(messages({ ...given, source: source() })).toHaveLength(1);
});

test('a table that is not published yet is judged, one that does not exist or can never be is not', () => {
  expect(messages(asking('nope=eq.1', ACCEPTED, { published: false }))).toHaveLength(1);
  for (const given of [
    asking('nope=eq.1', ACCEPTED, { published: false, relkind: 'v' }),
    facts([], [subscription('public.t', { filter: 'nope=eq.1' })]),
    asking('nope=eq.1', ACCEPTED, {}, { table: '*' }),
  ]) {
    expect(rule.check(given)).toEqual({
      status: 'not-applicable',
      reason: 'no table is subscribed to with a filter',
    });
  }
});

test('what a failed migration may have added is assumed', () => {
  const given = { ...asking('nope=eq.1'), history: history({ failed: [failed('alter table t add nope int', 3)] }) };
  expect(found(rule, given)[0]?.confidence).toBe('assumed');
});

test('a column of a table that is stood in for is not said to be missing', () => {
  expect(found(rule, asking('nope=eq.1', ACCEPTED, { confidence: 'assumed' }))).toMatchObject([
    {
      message: 'the filter of public.t is on column nope, which no replayed statement adds',
      detail: 'whether the server takes the filter is not known: no migration creates the table',
      confidence: 'assumed',
    },
  ]);
  expect(messages(asking('title=eq.1', ACCEPTED, { confidence: 'assumed' }))).toEqual([]);
});

test('what could not be asked is unknown, unless something is wrong for certain', () => {
  const unknown: FilterAnswer = { kind: 'unknown', reason: 'permission denied for schema app' };
  expect(rule.check(asking('n=eq.1', unknown))).toEqual({
    status: 'unknown',
    reason: 'whether the value of the filter fits its column is not known: permission denied for schema app',
  });
  expect(messages(asking('n=eq.1,nope=eq.1', unknown))).toHaveLength(1);
  expect(rule.check(asking('n=eq.1', ACCEPTED, { columns: null })).status).toBe('unknown');
  expect(rule.check(asking('n=eq.{}', unknown))).toMatchObject({ status: 'checked', found: [] });
});

test('without a filter there is nothing to look at', () => {
  expect(rule.check(facts([table('public.t')], [subscription('public.t')])).status).toBe('not-applicable');
});
