import { describe, expect, test } from '@jest/globals';
import rule from '../../src/rules/topic-set-up-once.js';
import { at, client, found, hazard, sourceFacts } from '../support/builders.js';

const MISMATCH = 'mismatch between server and client bindings for postgres changes';
const twice = hazard('topic-set-up-twice', { when: 'again' });
const first = (changes: Partial<typeof twice>, ...versions: readonly string[]) =>
  found(
    rule,
    sourceFacts({ hazards: [{ ...twice, ...changes }], clients: versions.map((version) => client(version)) }),
  )[0];

test('an effect that sets its channel up again without a clean-up', () => {
  expect(first({}, '2.87.1')).toEqual({
    subject: 'src/app.ts: channel room',
    message: 'channel room is set up again without being removed',
    detail: `with @supabase/realtime-js 2.87.1 the channel ends in CHANNEL_ERROR: ${MISMATCH}`,
    hint: 'Return a clean-up that calls removeChannel(channel), or give each use a topic of its own.',
    fix: [],
    location: at(9),
    related: [{ ...at(5), label: 'set up here first' }],
  });
});

describe('what comes of it', () => {
  test('an error that the application answers by setting up again', () => {
    expect(first({ when: 'retry' }, '2.87.1')).toMatchObject({
      message: 'channel room is set up again after an error without being removed',
      detail: `with @supabase/realtime-js 2.87.1 it seems to work until the connection is lost, and the rejoin ends in CHANNEL_ERROR: ${MISMATCH}`,
      hint: 'Call removeChannel(channel) right before the channel is set up again.',
    });
  });

  test('from 2.101.0 on it throws, but not while the connection is lost', () => {
    expect(first({ when: 'retry' }, '2.101.0')?.detail).toContain('.on throws "cannot add');
    expect(first({ when: 'rejoin' }, '2.119.1')?.detail).toContain(MISMATCH);
  });

  test('the clients before 2.11.6 leave the first channel, which is no error', () => {
    expect(first({}, '2.10.7')).toMatchObject({
      severity: 'notice',
      detail:
        'with @supabase/realtime-js 2.10.7 the first channel is left and its callbacks fire no more; from 2.11.6 on the two are one channel',
    });
    expect(first({}, '2.10.7', '2.15.5')).not.toHaveProperty('severity');
  });

  test('without a lockfile it is an error, of every version', () => {
    expect(first({})).not.toHaveProperty('severity');
    expect(first({})?.detail).toMatch(
      /^depending on the version of supabase-js: before 2\.11\.6 .*; from 2\.11\.6 .*mismatch.*; from 2\.101\.0 on \.on throws/,
    );
  });
});
