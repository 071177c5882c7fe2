import { expect, test } from '@jest/globals';
import type { RelationRow } from '../../src/catalog/queries/relations.sql.js';
import { toRelation } from '../../src/catalog/to-relation.js';

const ROW: RelationRow = {
  nspname: 'public',
  relname: 'messages',
  relkind: 'r',
  relpersistence: 'p',
  relreplident: 'd',
  relrowsecurity: false,
  published: true,
  published_root_nspname: null,
  published_root_relname: null,
  partition_root_nspname: null,
  partition_root_relname: null,
  identity_index: null,
  primary_key: ['id'],
  primary_key_deferrable: false,
  column_list: null,
  row_filter: null,
  column_list_publications: [],
};

test('a letter that is not known is an error, never taken for another', () => {
  expect(toRelation(ROW).relreplident).toBe('d');
  expect(() => toRelation({ ...ROW, relreplident: 'x' })).toThrow('relreplident "x" of public.messages is not known');
  expect(() => toRelation({ ...ROW, relkind: 'S' })).toThrow('relkind "S"');
});
