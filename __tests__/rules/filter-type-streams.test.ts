import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Column } from '../../src/model/column.js';
import type { Facts } from '../../src/model/facts.js';
import { askedValues, type FilterAnswer } from '../../src/model/filter-value.js';
import rule from '../../src/rules/filter-type-streams.js';
import valid from '../../src/rules/subscription-filter-valid.js';
import { column, facts, found, subscription, table } from '../support/builders.js';

type Row = readonly [type: string, operator: string, value: string, verdict: string, text: string];

const { rows: measured } = JSON.parse(readFileSync('__tests__/fixtures/engine/operator.json', 'utf8')) as {
  rows: readonly (readonly [
    type: string,
    operator: string,
    value: string,
    verdict: string,
    count: number,
    said: string,
  ])[];
};
const VERDICTS: Readonly<Record<string, string>> = { ok: 'ok', rejected: 'refused', POISON: 'raises' };
const rows = measured.map(([type, operator, value, verdict, , said]): Row => {
  return [type, operator, value, VERDICTS[verdict] ?? verdict, said];
});

/** What the catalogue says of each type that was measured. */
const COLUMNS: Readonly<Record<string, Column>> = {
  int4: column('c', 'integer', { baseType: 'int4', category: 'N' }),
  int8: column('c', 'bigint', { baseType: 'int8', category: 'N' }),
  numeric: column('c', 'numeric(10,2)', { baseType: 'numeric', category: 'N' }),
  float8: column('c', 'double precision', { baseType: 'float8', category: 'N' }),
  bool: column('c', 'boolean', { baseType: 'bool', category: 'B' }),
  text: column('c', 'text', { category: 'S' }),
  varchar: column('c', 'character varying(20)', { baseType: 'varchar', category: 'S' }),
  'char(3)': column('c', 'character(3)', { baseType: 'bpchar', category: 'S' }),
  citext: column('c', 'citext', { category: 'S' }),
  uuid: column('c', 'uuid'),
  date: column('c', 'date', { category: 'D' }),
  timestamptz: column('c', 'timestamp(3) with time zone', { baseType: 'timestamptz', category: 'D' }),
  interval: column('c', 'interval', { category: 'T' }),
  json: column('c', 'json'),
  jsonb: column('c', 'jsonb'),
  'text[]': column('c', 'text[]', { baseType: '_text', category: 'A' }),
  'int4[]': column('c', 'integer[]', { baseType: '_int4', category: 'A' }),
  bytea: column('c', 'bytea'),
  point: column('c', 'point', { category: 'G' }),
  inet: column('c', 'inet', { category: 'I' }),
  xml: column('c', 'xml'),
  tsvector: column('c', 'tsvector'),
  int4range: column('c', 'int4range', { category: 'R' }),
  myenum: column('c', 'myenum', { category: 'E' }),
  '"MyEnum"': column('c', '"MyEnum"', { baseType: 'MyEnum', category: 'E' }),
  mydomain: column('c', 'mydomain', { baseType: 'text', category: 'S', isDomain: true }),
  mycomp: column('c', 'mycomp', { category: 'C' }),
  bit: column('c', 'bit(1)', { baseType: 'bit', category: 'V' }),
  money: column('c', 'money', { category: 'N' }),
  oid: column('c', 'oid', { category: 'N' }),
  hstore: column('c', 'hstore'),
};

/** A row as facts. What the type says of the value is the database's to tell, so its recorded words are handed over. */
function recorded([type, operator, value, , text]: Row): Facts {
  const told = columnOf(type);
  const asks = subscription('public.t', { filter: `c=${operator}.${value}` });
  const isCast = /^(22...|42601|XX000) /.test(text) && !text.startsWith('XX000 Syntax') && isRefused(text);
  const answer: FilterAnswer = isCast ? { kind: 'refused', says: text.slice(6) } : { kind: 'accepted' };
  const filterValues = askedValues([asks]).map((asked) => ({ ...asked, answer }));
  return facts([table('public.t', { columns: [told] })], [asks], { filterValues });
}

function isRefused(text: string): boolean {
  return rows.some((row) => row[3] === 'refused' && row[4] === text);
}

function columnOf(type: string): Column {
  const told = COLUMNS[type];
  if (told === undefined) throw new Error(`no column of type ${type}`);
  return told;
}

describe('every type and operator that was measured', () => {
  test('is all of them', () => {
    expect(rows).toHaveLength(403);
  });

  test.each(rows)('%s %s %s is %s', (...row) => {
    const [type, operator, , verdict, text] = row;
    const isWrong = type === 'bytea' && operator !== 'is' && verdict === 'ok';
    const isByRow = verdict === 'ok' && (type.startsWith('json') || (type === 'char(3)' && operator !== 'is'));
    const given = recorded(row);
    const refused = found(valid, given);
    const raising = found(rule, given);
    expect([refused.length, raising.length]).toEqual([
      Number(verdict === 'refused'),
      Number(verdict === 'raises' || isWrong || isByRow),
    ]);
    const words = text.replace(/^(?:Exception: )?[0-9A-Z]{5} /, '').replace(/ DETAIL: .*$/s, '');
    if (verdict === 'refused') expect(refused[0]?.detail).toContain(words);
    if (verdict === 'raises') expect(words.startsWith(raising[0]?.detail.split('"')[1] ?? '-')).toBe(true);
  });
});

test.each([
  ['eq', undefined],
  ['neq', undefined],
  ['in', undefined],
  ['lt', 'warning'],
  ['gte', 'warning'],
])('bytea is compared with other bytes than the row has: %s', (operator, severity) => {
  const value = operator === 'in' ? '(\\x61)' : '\\x61';
  const given = facts(
    [table('public.files', { columns: [column('hash', 'bytea')] })],
    [subscription('public.files', { filter: `hash=${operator}.${value}` })],
  );
  expect(found(rule, given)).toMatchObject([
    {
      message: `the filter of public.files uses ${operator} on column hash, which is bytea, and compares it with something else`,
    },
  ]);
  expect(found(rule, given)[0]?.severity).toBe(severity);
});

test.each([
  ['jsonb', 'value=eq.1'],
  ['jsonb', 'value=is.null'],
  ['json', 'value=is.null'],
])('a JSON string is no JSON without its quotes: %s %s', (type, filter) => {
  const given = facts(
    [table('public.settings', { columns: [column('value', type)] })],
    [subscription('public.settings', { filter })],
  );
  const operator = filter.slice(6, 8);
  expect(found(rule, given)).toMatchObject([
    {
      message: `the filter of public.settings uses ${operator} on column value, which is ${type}, and is an error at each row that holds a JSON string`,
      severity: 'warning',
    },
  ]);
});

/** A filter on one column of public.t. */
function filtered(told: Column, condition: string): Facts {
  return facts([table('public.t', { columns: [told] })], [subscription('public.t', { filter: `c=${condition}` })]);
}

test.each(['eq.', 'neq.', 'eq."\\\\x"', 'lt.', 'in.("")', 'in.("", "")', 'in.()', 'like.'])(
  'no bytes are compared as they are: %s',
  (condition) => {
    expect(found(rule, filtered(columnOf('bytea'), condition))).toEqual([]);
  },
);

test('a list of bytes that holds some more', () => {
  expect(found(rule, filtered(columnOf('bytea'), 'in.("",a)'))).toHaveLength(1);
});

const CHAR = (type: string): Column => column('c', type, { baseType: 'bpchar', category: 'S' });
const BIT = (type: string): Column => column('c', type, { baseType: 'bit', category: 'V' });

test.each([
  [CHAR('character(10)'), 'eq.ab'],
  [CHAR('bpchar'), 'neq.ab'],
  [CHAR('character(2)'), 'in.(DE,FR)'],
  [CHAR('character(2)'), 'like.D%'],
  [BIT('bit(3)'), 'eq.101'],
])('of a type with a length the first character is compared: %j %s', (told, condition) => {
  const [operator] = condition.split('.');
  expect(found(rule, filtered(told, condition))).toMatchObject([
    {
      message: `the filter of public.t uses ${operator} on column c, which is ${told.type.replace(/\(.*/, '')}, and compares the first character alone`,
      severity: 'warning',
    },
  ]);
});

test.each([
  [CHAR('character(1)'), 'eq.a'],
  [BIT('bit(1)'), 'eq.1'],
  [CHAR('character(2)'), 'is.null'],
  [column('c', 'code', { baseType: 'bpchar', category: 'S', isDomain: true }), 'eq.ab'],
  [column('c', 'bit varying(5)', { baseType: 'varbit', category: 'V' }), 'eq.101'],
])('one character, or a type that keeps its length: %j %s', (told, condition) => {
  expect(found(rule, filtered(told, condition))).toEqual([]);
});

const NEVER = 'matches no row';
const PARTLY = 'takes NaN or Infinity in a row for NULL';
test.each([
  ['eq.NaN', NEVER],
  ['not.neq.nan', NEVER],
  ['eq.-infinity', NEVER],
  ['gte.Infinity', NEVER],
  ['gte.NaN', NEVER],
  ['lte.-Inf', NEVER],
  ['in.(NaN, "Infinity")', NEVER],
  ['in.(1,NaN)', PARTLY],
  ['lte.NaN', PARTLY],
  ['lte.Infinity', PARTLY],
  ['gte.-Infinity', PARTLY],
  ['neq.NaN', PARTLY],
  ['isdistinct.NaN', PARTLY],
])('what is no number is NULL in a row: %s', (condition, what) => {
  for (const baseType of ['float4', 'float8', 'numeric']) {
    const [violation] = found(rule, filtered(column('c', baseType, { baseType, category: 'N' }), condition));
    expect(violation?.message).toMatch(new RegExp(`, and ${what}$`));
    expect(violation?.severity).toBe(what === NEVER ? undefined : 'warning');
  }
});

test.each(['eq.1', 'in.(1,2)', 'is.null', 'lt.1e300'])('a number is a number: %s', (condition) => {
  expect(found(rule, filtered(columnOf('float8'), condition))).toEqual([]);
});

test('of a domain over a number nothing is lost', () => {
  const told = column('c', 'ratio', { baseType: 'float8', category: 'N', isDomain: true });
  expect(found(rule, filtered(told, 'eq.NaN'))).toEqual([]);
});

test.each([
  ['eq.null', NEVER],
  ['lte. null ', NEVER],
  ['in.(null)', NEVER],
  ['neq.null', 'takes JSON null in a row for NULL'],
])('a JSON null is NULL in a row: %s', (condition, what) => {
  const [violation] = found(rule, filtered(columnOf('jsonb'), condition));
  expect(violation?.message).toMatch(new RegExp(`, and ${what}$`));
  expect(violation?.severity).toBe(what === NEVER ? undefined : 'warning');
});

test('a condition that raises at every row is told before one that may', () => {
  const columns = [column('c', 'jsonb'), column('d', 'text[]', { baseType: '_text', category: 'A' })];
  const asks = subscription('public.t', { filter: 'c=eq.1,d=eq.{a}' });
  const [violation] = found(rule, facts([table('public.t', { columns })], [asks]));
  expect(violation?.message).toContain('column d, which is text[], and is an error at every row');
  expect(violation?.severity).toBeUndefined();
});

test.each(['kind=eq.a', 'kind=eq.{}'])('what the database says of the operators of a type: %s', (filter) => {
  const asks = subscription('public.t', { filter, sdk: 'supabase-js' });
  const answer: FilterAnswer = { kind: 'accepted', raises: 'operator does not exist: kind = kind' };
  const filterValues = askedValues([asks]).map((asked) => ({ ...asked, answer }));
  const columns = [column('kind', 'kind', { baseType: 'mood', category: 'E', isDomain: true })];
  const given = facts([table('public.t', { columns })], [asks], { filterValues });
  expect(found(valid, given)).toEqual([]);
  expect(found(rule, given)).toMatchObject([
    {
      message: 'the filter of public.t uses eq on column kind, which is kind, and is an error at every row',
      detail: expect.stringContaining('"operator does not exist: kind = kind"'),
    },
  ]);
});

test('a domain over bytea is compared as it is', () => {
  const columns = [column('hash', 'digest', { baseType: 'bytea', category: 'U', isDomain: true })];
  const asks = subscription('public.files', { filter: 'hash=eq.\\x61' });
  expect(found(rule, facts([table('public.files', { columns })], [asks]))).toEqual([]);
});

test('a piece that is not known changes nothing of a type that cannot be compared', () => {
  const given = facts(
    [table('public.docs', { columns: [column('body', 'json')] })],
    [subscription('public.docs', { filter: 'body=eq.{}', sdk: 'supabase-js' })],
  );
  expect(found(rule, given)).toEqual([
    {
      subject: 'public.docs where body=eq.{}',
      message: 'the filter of public.docs uses eq on column body, which is json, and is an error at every row',
      detail:
        'the server accepts it, and each change of the table then raises "operator does not exist: json = json": the changes read with it are lost, of every table and for every subscriber of the project',
      hint: 'Leave out the filter and choose in the callback, or filter by a column of a plain type.',
      fix: [],
      location: { file: 'src/app.ts', line: 7, column: 3 },
      related: [],
      confidence: 'live',
    },
  ]);
});

test('a domain over such a type is such a type, and an enum array an array', () => {
  const columns = [
    column('a', 'app.tags', { baseType: '_text', category: 'A', isDomain: true }),
    column('b', 'app.mood[]', { baseType: '_mood', category: 'A' }),
  ];
  const ask = (filter: string) => facts([table('public.t', { columns })], [subscription('public.t', { filter })]);
  expect(found(rule, ask('a=is.null'))).toHaveLength(1);
  expect(found(rule, ask('b=eq.{}'))).toHaveLength(1);
});

test('a value of bytea that is none is found only when a row is compared', () => {
  const asks = subscription('public.t', { filter: 'c=eq.\\xzz' });
  const says = 'invalid hexadecimal digit: "z"';
  const filterValues = askedValues([asks]).map((asked) => ({ ...asked, answer: { kind: 'refused' as const, says } }));
  const given = facts([table('public.t', { columns: [columnOf('bytea')] })], [asks], { filterValues });
  expect(found(valid, given)).toEqual([]);
  expect(found(rule, given)).toHaveLength(1);
});

test('of a partitioned table no row is ever compared', () => {
  const root = table('public.t', { relkind: 'p', columns: [columnOf('json')] });
  const asks = subscription('public.t', { filter: 'c=eq.1' });
  expect(rule.check(facts([root], [asks])).status).toBe('not-applicable');
});

test('a filter that is refused is never compared', () => {
  const columns = [columnOf('json'), column('n', 'integer', { baseType: 'int4', category: 'N' })];
  const asks = subscription('public.t', { filter: 'c=eq.1,nope=eq.1' });
  expect(found(rule, facts([table('public.t', { columns })], [asks]))).toEqual([]);
});

test('columns that were not read are unknown, no filter is nothing to look at', () => {
  const asks = subscription('public.t', { filter: 'c=eq.1' });
  expect(rule.check(facts([table('public.t')], [asks]))).toEqual({
    status: 'unknown',
    reason: 'the columns of public.t were not read',
  });
  expect(rule.check(facts([table('public.t')], [subscription('public.t')])).status).toBe('not-applicable');
});
