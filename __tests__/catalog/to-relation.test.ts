import { expect, test } from '@jest/globals';
import type { RelationRow } from '../../src/catalog/queries/relations.sql.js';
import { type RelationDetails, toRelation } from '../../src/catalog/to-relation.js';

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
  identity_index: null,
  primary_key: ['id'],
  primary_key_deferrable: false,
  column_list: null,
  row_filter: null,
  identity_index_columns: null,
  ancestor_nspnames: null,
  ancestor_relnames: null,
  secured_above: null,
  heir_nspnames: null,
  heir_relnames: null,
  toastable_columns: null,
  generated_columns: null,
  schema_roles: [],
  select_roles: [],
};

const NOTHING: RelationDetails = {
  sendersOf: () => [],
  policies: new Map(),
  columns: new Map(),
  delicateColumns: new Map(),
  statistics: new Map(),
  columnRights: new Map(),
  roles: [],
};

test('a letter that is not known is an error, never taken for another', () => {
  expect(toRelation(ROW, NOTHING).relreplident).toBe('d');
  expect(() => toRelation({ ...ROW, relreplident: 'x' }, NOTHING)).toThrow(
    'relreplident "x" of public.messages is not known',
  );
  expect(() => toRelation({ ...ROW, relkind: 'S' }, NOTHING)).toThrow('relkind "S"');
});
