import { expect, test } from '@jest/globals';
import type { DelicateColumn } from '../../src/model/column.js';
import type { Facts, Relation } from '../../src/model/facts.js';
import rule from '../../src/rules/columns-arrive-whole.js';
import { facts, found, subscription, table } from '../support/builders.js';

function delicate(name: string, type: string, changes: Partial<DelicateColumn> = {}): DelicateColumn {
  return { name, type, baseType: 'bpchar', category: 'S', isDomain: false, isKey: false, ...changes };
}

function prices(columns: readonly DelicateColumn[], changes: Partial<Relation> = {}): Facts {
  return facts([table('public.prices', { delicateColumns: columns, ...changes })], [subscription('public.prices')]);
}

const COUNTRY = delicate('country', 'character(2)');

test('a column of char with a length', () => {
  expect(found(rule, prices([COUNTRY]))).toEqual([
    {
      subject: 'public.prices',
      message: 'Realtime sends the first character alone of country (character(2)) of table public.prices',
      detail:
        'the server casts each value to the type without its length, which is a length of 1: payload.new and payload.old hold "D" where the row holds "DE"',
      hint: 'Make the column text or varchar, or bit varying, in a migration, with a check of its length where that matters.',
      fix: [],
      location: null,
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
      confidence: 'live',
    },
  ]);
});

test('several, and the key among them', () => {
  const flags = delicate('flags', 'bit(3)', { baseType: 'bit', category: 'V' });
  const [violation] = found(rule, prices([delicate('id', 'character(11)', { isKey: true }), flags]));
  expect(violation?.message).toBe(
    'Realtime sends the first character alone of id (character(11)) and flags (bit(3)) of table public.prices',
  );
  expect(violation?.detail).toMatch(
    /; with id the key is cut, so that the application cannot tell which row is meant$/,
  );
});

test('what arrives whole', () => {
  const columns = [
    delicate('grade', 'character(1)'),
    delicate('flag', 'bit(1)', { baseType: 'bit', category: 'V' }),
    delicate('code', 'code', { isDomain: true, isKey: true }),
    delicate('hash', 'bytea', { baseType: 'bytea', category: 'U', isKey: true }),
  ];
  expect(found(rule, prices(columns))).toEqual([]);
});

test('what no role may read is not sent, what one may is', () => {
  const may = (columns: readonly string[]) => ({ role: 'anon', schemaUsage: true, selectsAll: false, columns });
  expect(found(rule, prices([COUNTRY], { rights: [may(['id'])] }))).toEqual([]);
  expect(found(rule, prices([COUNTRY], { rights: [may(['id']), may(['country'])] }))).toHaveLength(1);
});

test('nobody hears of it', () => {
  const given = facts([table('public.prices', { delicateColumns: [COUNTRY] })]);
  expect(found(rule, given)[0]?.severity).toBe('notice');
});

test('a table that is not sent', () => {
  const given = facts([table('public.prices', { delicateColumns: [COUNTRY], published: false })]);
  expect(rule.check(given)).toEqual({ status: 'not-applicable', reason: 'no table is published' });
});
