import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareVersions, eraOf, isVersion } from '../../src/model/client-version.js';
import { client } from '../support/builders.js';

describe('the era of a client', () => {
  test.each([
    ['2.10.7', 'leaves-topic'],
    ['2.11.5', 'leaves-topic'],
    ['2.11.6', 'appends'],
    ['2.15.5', 'appends'],
    ['2.87.1', 'appends'],
    ['2.100.9', 'appends'],
    ['2.101.0-rc.1', 'appends'],
    ['2.101.0', 'throws'],
    ['2.112.1', 'throws'],
    ['2.112.2-beta.3', 'throws'],
    ['2.112.2', 'drops-equal'],
    ['2.119.1', 'drops-equal'],
    ['3.0.0-next.3', 'throws'],
    ['3.0.0-next.29', 'throws'],
    ['3.0.0-next.30', 'drops-equal'],
    ['3.0.0', 'drops-equal'],
    ['1.7.5', null],
    ['^2.50.0', null],
    ['latest', null],
    ['', null],
  ] as const)('%s', (version, era) => {
    expect(eraOf(client(version))).toBe(era);
  });

  test('supabase-js had numbers of its own before 2.74', () => {
    expect(eraOf(client('2.49.8', '@supabase/supabase-js'))).toBe('leaves-topic');
    expect(eraOf(client('2.49.9', '@supabase/supabase-js'))).toBe('appends');
    expect(eraOf(client('2.119.1', '@supabase/supabase-js'))).toBe('drops-equal');
  });

  test('another client has none', () => {
    expect(eraOf(client('2.119.1', 'supabase_flutter'))).toBeNull();
  });
});

describe('versions in order', () => {
  const ordered = [
    'no version',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];
  test.each(ordered.slice(1).map((later, index) => [ordered[index] ?? '', later] as const))('%s, %s', (one, other) => {
    expect(compareVersions(one, other)).toBeLessThan(0);
    expect(compareVersions(other, one)).toBeGreaterThan(0);
  });

  test('build metadata and a v in front say nothing', () => {
    expect(compareVersions('v2.1.0+build.5', '2.1.0')).toBe(0);
  });

  test('any texts at all are compared, each the other way round too', () => {
    const version = fc.oneof(fc.string(), fc.stringMatching(/^\d{1,3}\.\d{1,3}\.\d{1,3}(-[a-z0-9.-]{1,8})?$/));
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(Math.sign(compareVersions(one, other)) + Math.sign(compareVersions(other, one))).toBe(0);
        expect(isVersion(one) || eraOf(client(one)) === null).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
