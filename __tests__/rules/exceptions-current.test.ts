import { expect, test } from '@jest/globals';
import type { Exception } from '../../src/model/exception.js';
import rule from '../../src/rules/exceptions-current.js';
import { facts, found } from '../support/builders.js';

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
