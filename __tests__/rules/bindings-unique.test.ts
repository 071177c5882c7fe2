import { expect, test } from '@jest/globals';
import rule from '../../src/rules/bindings-unique.js';
import { at, client, found, hazard, sourceFacts } from '../support/builders.js';

const first = (...versions: readonly string[]) =>
  found(
    rule,
    sourceFacts({ hazards: [hazard('equal-bindings')], clients: versions.map((version) => client(version)) }),
  )[0];

test('two equal bindings with a client that leaves the second out', () => {
  expect(first('2.112.2')).toEqual({
    subject: 'src/app.ts: channel room',
    message: 'two bindings of channel room are equal',
    detail:
      'with @supabase/realtime-js 2.112.2 the second callback never fires, and only a log line says so; it is no cause of the bindings mismatch',
    hint: 'Keep one of the two and call both functions from its callback.',
    fix: [],
    location: at(9),
    related: [{ ...at(5), label: 'the same binding' }],
  });
});

test('with a client that keeps both it is only worth knowing', () => {
  for (const version of ['2.10.7', '2.87.1', '2.112.1', '3.0.0-next.29']) {
    expect(first(version)).toMatchObject({
      severity: 'notice',
      detail: `with @supabase/realtime-js ${version} both callbacks fire; from 2.112.2 on the second never does`,
    });
  }
});

test('without a lockfile both are told', () => {
  expect(first()).not.toHaveProperty('severity');
  expect(first()?.detail).toMatch(
    /^depending on the version of supabase-js: before 2\.112\.2 both callbacks fire.*; from 2\.112\.2 on the second callback never fires/,
  );
});
