import { describe, expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import type { Sender } from '../../src/model/sender.js';
import rule from '../../src/rules/writes-survive-publication.js';
import { facts, found, name, subscription, table } from '../support/builders.js';

const FULL = [{ kind: 'replica-identity-full', table: name('public.t') }];

function sender(changes: Partial<Sender> = {}): Sender {
  const publication = 'supabase_realtime';
  return { publication, sendsUpdates: true, sendsDeletes: true, columnList: null, filterColumns: [], ...changes };
}

function judge(changes: Partial<Relation>, majorVersion = 17, replicaIdentityFull = true) {
  return found(rule, facts([table('public.t', changes)], [], { majorVersion }, { replicaIdentityFull }))[0];
}

function messageOf(changes: Partial<Relation>, majorVersion = 17): string | undefined {
  return judge(changes, majorVersion)?.message;
}

test.each([
  ['FULL', {}],
  ['FULL without a key', { primaryKey: null }],
  ['DEFAULT', { relreplident: 'd' }],
  ['USING INDEX', { relreplident: 'i', identityIndex: 't_tag_key', identityIndexColumns: ['tag'] }],
  ['DEFAULT under a list with the key', { relreplident: 'd', senders: [sender({ columnList: ['id', 'tag'] })] }],
  ['DEFAULT and a row filter on the key', { relreplident: 'd', senders: [sender({ filterColumns: ['id'] })] }],
  ['FULL and a row filter', { senders: [sender({ filterColumns: ['tag'] })] }],
  [
    'NOTHING where only inserts are sent',
    { relreplident: 'n', senders: [sender({ sendsUpdates: false, sendsDeletes: false })] },
  ],
] as const)('%s can be written to', (_case, changes) => {
  expect(judge(changes)).toBeUndefined();
});

test('NOTHING', () => {
  const given = facts([table('public.t', { relreplident: 'n' })], [subscription('public.t')]);
  expect(found(rule, given)).toEqual([
    {
      subject: 'public.t',
      message: 'UPDATE and DELETE on table public.t fail with SQLSTATE 55000: its REPLICA IDENTITY is NOTHING',
      detail:
        'every UPDATE and DELETE of the application is refused: cannot update table "t" because it does not have a replica identity and publishes updates',
      hint: 'Set REPLICA IDENTITY FULL in a migration.',
      fix: FULL,
      location: null,
      confidence: 'live',
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

describe('55000', () => {
  test.each([
    [{ relreplident: 'd', primaryKey: null }, 'nothing identifies a row of it', 'Add a primary key in a migration.'],
    [
      { relreplident: 'd', primaryKey: { columns: ['id'], deferrable: true } },
      'its primary key is deferrable and identifies no row',
      'Recreate the primary key as NOT DEFERRABLE in a migration.',
    ],
    [
      { relreplident: 'i', primaryKey: null },
      'the index of its REPLICA IDENTITY was dropped',
      'Add a primary key in a migration.',
    ],
  ] as const)('%j', (changes, reason, hint) => {
    const violation = judge(changes);
    expect(violation?.message).toBe(`UPDATE and DELETE on table public.t fail with SQLSTATE 55000: ${reason}`);
    expect(violation?.hint).toBe(hint);
    expect(violation?.fix).toEqual([]);
  });

  test('FULL is not put to a project that does not want it', () => {
    const violation = judge({ relreplident: 'n' }, 17, false);
    expect(violation?.fix).toEqual([]);
    expect(violation?.hint).toBe(
      'Set REPLICA IDENTITY DEFAULT in a migration, which identifies rows by the primary key.',
    );
  });
});

describe('42P10', () => {
  test('any column list under FULL, in whichever publication it is', () => {
    const senders = [sender(), sender({ publication: 'etl', columnList: ['id', 'tag'] })];
    const violation = judge({ senders, columnListPublications: ['etl'] });
    expect(violation?.message).toBe(
      'UPDATE and DELETE on table public.t fail with SQLSTATE 42P10: publication etl lists columns, which no REPLICA IDENTITY FULL allows',
    );
    expect(violation?.hint).toBe(
      'Revoke SELECT on the table and grant it by column, without those that etl leaves out, then publish the table there without the column list, which Realtime does not honour.',
    );
    expect(violation?.fix).toEqual([]);
  });

  test('a column list without the key', () => {
    const senders = [sender({ columnList: ['tag'] })];
    const violation = judge({ relreplident: 'd', senders, columnListPublications: ['supabase_realtime'] });
    expect(violation?.message).toBe(
      'UPDATE and DELETE on table public.t fail with SQLSTATE 42P10: the column list of publication supabase_realtime lacks id of the replica identity',
    );
    expect(violation?.fix).toEqual([]);
  });

  test('a row filter outside the identity, which FULL cures', () => {
    const violation = judge({ relreplident: 'd', senders: [sender({ filterColumns: ['tag', 'id'] })] });
    expect(violation?.message).toBe(
      'UPDATE and DELETE on table public.t fail with SQLSTATE 42P10: the row filter of publication supabase_realtime reads tag, which is not in the replica identity',
    );
    expect(violation?.detail).toBe(
      'every UPDATE and DELETE of the application is refused: cannot update table "t", Column used in the publication WHERE expression is not part of the replica identity',
    );
    expect(violation?.fix).toEqual(FULL);
  });

  test('a row filter is found before a missing identity', () => {
    const senders = [sender({ filterColumns: ['tag'] })];
    expect(messageOf({ relreplident: 'd', primaryKey: null, senders })).toContain('42P10: the row filter');
  });

  describe('generated columns, from PostgreSQL 18 on', () => {
    const generated = { generatedColumns: ['total'] };

    test('under FULL', () => {
      expect(messageOf(generated, 17)).toBeUndefined();
      const violation = judge(generated, 18);
      expect(violation?.message).toBe(
        'UPDATE and DELETE on table public.t fail with SQLSTATE 42P10: publication supabase_realtime does not send generated column total of the replica identity',
      );
      expect(violation?.hint).toBe('Set publish_generated_columns = stored on supabase_realtime in a migration.');
    });

    test('are fine where they are sent, or not in the identity', () => {
      expect(messageOf({ ...generated, senders: [sender({ sendsGenerated: true })] }, 18)).toBeUndefined();
      expect(messageOf({ ...generated, relreplident: 'd' }, 18)).toBeUndefined();
    });

    test('are sent by a column list that names them', () => {
      const senders = [sender({ columnList: ['id', 'total'] })];
      const key = { columns: ['id', 'total'], deferrable: false };
      expect(messageOf({ ...generated, relreplident: 'd', primaryKey: key, senders }, 18)).toBeUndefined();
    });

    test('FULL is not offered where they would make it fail', () => {
      expect(judge({ ...generated, relreplident: 'n' }, 18)?.fix).toEqual([]);
      expect(judge({ ...generated, relreplident: 'n' }, 17)?.fix).toEqual(FULL);
    });

    test('a virtual one is never sent', () => {
      const column = { name: 'v', type: 'integer', baseType: 'int4', category: 'N', isDomain: false } as const;
      const columns = [{ ...column, isToastable: false, generated: 'virtual' }] as const;
      const violation = judge({ columns, senders: [sender({ sendsGenerated: true })] }, 18);
      expect(violation?.message).toContain('does not send generated column v');
      expect(violation?.hint).toContain('Set REPLICA IDENTITY DEFAULT');
    });
  });
});

describe('the statements that fail are named', () => {
  test('one where only that is sent', () => {
    expect(messageOf({ relreplident: 'n', senders: [sender({ sendsDeletes: false })] })).toBe(
      'UPDATE on table public.t fails with SQLSTATE 55000: its REPLICA IDENTITY is NOTHING',
    );
  });

  test('each with its reason where the two differ', () => {
    const senders = [sender({ sendsDeletes: false, filterColumns: ['tag'] }), sender({ publication: 'etl' })];
    expect(messageOf({ relreplident: 'n', senders })).toBe(
      'UPDATE on table public.t fails with SQLSTATE 42P10: the row filter of publication supabase_realtime reads tag, which is not in the replica identity; DELETE on table public.t fails with SQLSTATE 55000: its REPLICA IDENTITY is NOTHING',
    );
  });
});

test('a table that only another publication sends is judged, a partitioned one is not', () => {
  const senders = [sender({ publication: 'etl' })];
  const elsewhere = table('public.a', { published: false, relreplident: 'n', senders });
  const parent = table('public.b', { relkind: 'p', relreplident: 'n', senders });
  expect(found(rule, facts([elsewhere, parent])).map(({ subject }) => subject)).toEqual(['public.a']);
});
