import { describe, expect, test } from '@jest/globals';
import primaryKey from '../../src/rules/published-table-has-primary-key.js';
import replicaIdentity from '../../src/rules/replica-identity-full.js';
import published from '../../src/rules/subscribed-table-published.js';
import { facts, found, subscription, table } from '../support/builders.js';

const at = (file: string, line: number) => ({ file, line, column: 1 });
const shown = (related: readonly { readonly file: string; readonly line: number; readonly label: string }[] = []) =>
  related.map(({ file, line, label }) => `${label}: ${file}:${line}`);
const BROKEN = table('public.a', { relreplident: 'd', primaryKey: null });

describe.each([
  ['replica-identity-full', replicaIdentity],
  ['published-table-has-primary-key', primaryKey],
])('the places of a finding of %s', (_id, rule) => {
  test('are all that subscribe, by name or with every table, each line once', () => {
    const given = facts(
      [BROKEN],
      [
        subscription('public.*', { location: at('src/all.ts', 1) }),
        subscription('public.a', { location: at('src/a.ts', 2), event: 'INSERT' }),
        subscription('public.a', { location: at('src/a.ts', 2), event: 'DELETE' }),
        subscription('public.a', { location: at('src/b.ts', 2) }),
        subscription('*.*', { location: at('src/b.ts', 2) }),
        subscription('app.*', { location: at('src/app.ts', 9) }),
        subscription('public.b', { location: at('src/c.ts', 3) }),
        subscription('public.a', { location: null }),
      ],
    );
    expect(shown(found(rule, given)[0]?.related)).toEqual([
      'subscribed here: src/a.ts:2',
      'subscribed here: src/b.ts:2',
      'subscribed here: src/all.ts:1',
    ]);
  });

  test('of a wrapper are the lines that call it, and its own beside', () => {
    const location = at('src/useRealtime.ts', 8);
    const given = facts(
      [BROKEN],
      [
        subscription('public.a', { location, via: [at('src/middle.ts', 3), at('src/chat.ts', 12)] }),
        subscription('public.a', { location, via: [at('src/inbox.ts', 4)] }),
      ],
    );
    expect(shown(found(rule, given)[0]?.related)).toEqual([
      'subscribed here: src/chat.ts:12',
      'through this line: src/useRealtime.ts:8',
      'subscribed here: src/inbox.ts:4',
    ]);
  });
});

test('all places that ask for every table of an empty schema are one finding', () => {
  const given = facts(
    [table('public.a')],
    [1, 2].map((line) => subscription('app.*', { location: at('src/a.ts', line) })),
  );
  const violations = found(published, given);
  expect(violations.map(({ subject }) => subject)).toEqual(['app.*']);
  expect(shown(violations[0]?.related)).toEqual(['subscribed here: src/a.ts:1', 'subscribed here: src/a.ts:2']);
});

test('of a finding at the application’s line the other places stand beside it, in the same file as well', () => {
  const places = [at('src/a.ts', 2), at('src/a.ts', 5), at('src/b.ts', 2)];
  const given = facts(
    [table('public.a', { published: false })],
    places.map((location) => subscription('public.a', { location, sdk: 'supabase-js' })),
  );
  const [violation] = found(published, given);
  expect(violation?.location).toEqual(at('src/a.ts', 2));
  expect(shown(violation?.related)).toEqual(['subscribed here: src/a.ts:5', 'subscribed here: src/b.ts:2']);
});
