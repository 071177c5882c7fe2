import v8 from 'node:v8';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { loadWhole } from '../src/load-whole.js';

const flags = jest.spyOn(v8, 'setFlagsFromString');
afterEach(() => {
  flags.mockClear();
});

const set = (): readonly string[] => flags.mock.calls.map(([flag]) => flag);

describe('what is loaded whole', () => {
  test('is loaded with every function compiled, and nothing after it is', async () => {
    const loaded = await loadWhole(async () => set().at(-1));
    expect(loaded).toBe('--no-lazy');
    expect(set()).toEqual(['--no-lazy', '--lazy']);
  });

  test('leaves nothing behind when it cannot be loaded', async () => {
    await expect(loadWhole(() => Promise.reject(new Error('no such file')))).rejects.toThrow('no such file');
    expect(set().at(-1)).toBe('--lazy');
  });
});
