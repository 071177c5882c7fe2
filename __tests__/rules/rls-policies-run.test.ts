import { expect, test } from '@jest/globals';
import rule from '../../src/rules/rls-policies-run.js';
import { facts, found, table } from '../support/builders.js';

test('say what is wrong, and the exact message', () => {
  expect(found(rule, facts([table('public.messages')])).map(({ message }) => message)).toEqual(['…']);
});
