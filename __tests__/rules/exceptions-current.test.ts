import { describe, expect, test } from '@jest/globals';
import type { Exception } from '../../src/model/exception.js';
import type { Relation } from '../../src/model/facts.js';
import type { TablePolicy } from '../../src/model/table-policy.js';
import rule from '../../src/rules/exceptions-current.js';
import { facts, found, history, name, table, unknownFacts } from '../support/builders.js';

const location = { file: 'realtime-guard.yml', line: 2, column: 5 };
const exception = (isExpired: boolean): Exception => ({
  rule: 'replica-identity-full',
  subject: 'public.audit_log',
  reason: 'insert-only',
  until: '2027-01-31',
  isExpired,
  location,
});

test('an exception in date', () => {
  expect(found(rule, { ...facts([]), exceptions: [exception(false)] })).toEqual([]);
});

test('an exception whose day is over, at its line', () => {
  expect(found(rule, { ...facts([]), exceptions: [exception(true)] })).toEqual([
    {
      subject: 'replica-identity-full public.audit_log',
      message: 'the exception of public.audit_log from replica-identity-full ended on 2027-01-31',
      detail: 'it was made because: insert-only',
      hint: 'Mend what it was made for and remove the entry, or give it a later date.',
      fix: [],
      location,
      related: [],
    },
  ]);
});

describe('an entry of tables', () => {
  const entry: TablePolicy = {
    table: name('public.audit_log'),
    replicaIdentity: 'default',
    reason: 'insert-only',
    until: null,
    isExpired: false,
    location: { file: 'realtime-guard.yml', line: 2, column: 3 },
  };
  const log = table('public.audit_log', { relreplident: 'd' });
  const given = (relations: readonly Relation[], ...tables: readonly TablePolicy[]) =>
    facts(relations, [], {}, { tables });

  test('that exempts a published table', () => {
    expect(found(rule, given([log], entry))).toEqual([]);
  });

  test('whose day is over', () => {
    expect(found(rule, given([log], { ...entry, until: '2020-01-31', isExpired: true }))).toMatchObject([
      {
        subject: 'tables public.audit_log',
        message: 'the exemption of public.audit_log from REPLICA IDENTITY FULL ended on 2020-01-31',
        location: entry.location,
      },
    ]);
  });

  test('that matches no published table', () => {
    expect(found(rule, given([{ ...log, published: false }], entry))).toMatchObject([
      {
        message: 'the entry of public.audit_log under tables matches no published table',
        detail: 'it exempts nothing; it was made because: insert-only',
      },
    ]);
  });

  test('that matches none and whose day is over is told once', () => {
    const messages = found(rule, given([], { ...entry, until: '2020-01-31', isExpired: true })).map(
      ({ message }) => message,
    );
    expect(messages).toEqual(['the exemption of public.audit_log from REPLICA IDENTITY FULL ended on 2020-01-31']);
  });

  test('of a leaf that is sent through its root', () => {
    const leaf = { ...log, published: false, publishedThrough: name('public.logs') };
    expect(found(rule, given([leaf], entry))).toEqual([]);
  });

  test('is not judged where the tables are not known', () => {
    expect(found(rule, { ...unknownFacts('away'), policy: given([], entry).policy })).toEqual([]);
    expect(found(rule, { ...given([], entry), history: history() })).toEqual([]);
  });
});
