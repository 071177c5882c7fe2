import { describe, expect, test } from '@jest/globals';
import rule from '../../src/rules/bindings-before-subscribe.js';
import { at, binding, client, found, hazard, sourceFacts } from '../support/builders.js';

const MISMATCH = 'mismatch between server and client bindings for postgres changes';
const late = hazard('on-after-subscribe');

test('a binding before subscribe()', () => {
  expect(found(rule, sourceFacts({ bindings: [binding()] }))).toEqual([]);
});

test('a binding after subscribe(), with a client of the lockfile', () => {
  expect(found(rule, sourceFacts({ hazards: [late], clients: [client('2.119.1')] }))).toEqual([
    {
      subject: 'src/app.ts: channel room',
      message: 'a binding is added to channel room after subscribe()',
      detail:
        'with @supabase/realtime-js 2.119.1 .on throws "cannot add `postgres_changes` callbacks for realtime:room after `subscribe()`"',
      hint: 'Add every binding before subscribe(); for one that comes later, remove the channel and set it up again with all of them.',
      fix: [],
      location: at(9),
      related: [{ ...at(5), label: 'subscribed here' }],
    },
  ]);
});

describe('what comes of it', () => {
  const detail = (changes: Parameters<typeof hazard>[1], ...versions: readonly string[]) =>
    found(
      rule,
      sourceFacts({ hazards: [{ ...late, ...changes }], clients: versions.map((version) => client(version)) }),
    )[0]?.detail;

  test('before 2.101.0 the mismatch, at once or at the next rejoin', () => {
    expect(detail({}, '2.87.1')).toBe(
      `with @supabase/realtime-js 2.87.1 the channel ends in CHANNEL_ERROR: ${MISMATCH}`,
    );
    expect(detail({ when: 'subscribed' }, '2.87.1')).toBe(
      `with @supabase/realtime-js 2.87.1 the callback never fires, and the next rejoin ends in CHANNEL_ERROR: ${MISMATCH}`,
    );
  });

  test('while the connection is lost the mismatch, whatever the version', () => {
    for (const version of ['2.10.7', '2.87.1', '2.101.0', '2.119.1', '3.0.0-next.29']) {
      expect(detail({ when: 'rejoin' }, version)).toContain(`the rejoin ends in CHANNEL_ERROR: ${MISMATCH}`);
    }
    expect(detail({ when: 'rejoin' })).toBe(`the rejoin ends in CHANNEL_ERROR: ${MISMATCH}`);
  });

  test('of several clients the one that comes off worst', () => {
    expect(detail({}, '2.119.1', '2.86.0', '2.15.5')).toBe(
      `with @supabase/realtime-js 2.15.5 the channel ends in CHANNEL_ERROR: ${MISMATCH}`,
    );
  });

  test('without a lockfile, of every version', () => {
    expect(detail({ topic: null })).toBe(
      `depending on the version of supabase-js: before 2.101.0 the channel ends in CHANNEL_ERROR: ${MISMATCH}; from 2.101.0 on .on throws "cannot add \`postgres_changes\` callbacks for realtime:... after \`subscribe()\`"`,
    );
  });
});

test('findings of one file are told apart, whatever the line', () => {
  const subjects = (...lines: readonly number[]) =>
    found(rule, sourceFacts({ hazards: lines.map((line) => ({ ...late, topic: null, location: at(line) })) })).map(
      ({ subject }) => subject,
    );
  expect(subjects(9, 20, 30)).toEqual([
    'src/app.ts: a channel',
    'src/app.ts: a channel (2)',
    'src/app.ts: a channel (3)',
  ]);
  expect(subjects(1, 2, 3)).toEqual(subjects(9, 20, 30));
});

test('a test of the application may do as it likes', () => {
  const given = sourceFacts({ bindings: [binding()], hazards: [{ ...late, role: 'test' }] });
  expect(found(rule, given)).toEqual([]);
  expect(rule.check(sourceFacts({ hazards: [{ ...late, role: 'story' }] })).status).toBe('not-applicable');
});

test('the calls that it came through are told', () => {
  const [violation] = found(rule, sourceFacts({ hazards: [{ ...late, via: [at(40)] }] }));
  expect(violation?.related).toEqual([
    { ...at(5), label: 'subscribed here' },
    { ...at(40), label: 'called here' },
  ]);
});

test('a topic with characters that move the cursor is spelt out', () => {
  const [violation] = found(rule, sourceFacts({ hazards: [{ ...late, topic: 'a\u001bb' }] }));
  expect(violation?.message).toBe('a binding is added to channel a\\u{1b}b after subscribe()');
  expect(violation?.detail).not.toContain('\u001b');
});
