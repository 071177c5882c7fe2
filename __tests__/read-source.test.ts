import { describe, expect, test } from '@jest/globals';
import { readSource, toAsked } from '../src/read-source.js';
import { source, subscription } from './support/builders.js';

const at = (file: string, line: number, column = 3) => ({ file, line, column });

describe('what is judged', () => {
  test('what the project names and what the application’s source says, in this order', () => {
    const declared = subscription('public.a', { location: at('realtime-guard.yml', 2) });
    const found = subscription('public.b', { sdk: 'supabase-js' });
    expect(toAsked([declared], source({ subscriptions: [found] })).subscriptions).toEqual([declared, found]);
  });

  test.each(['test', 'story', 'script'] as const)('not what a %s says', (role) => {
    const asked = toAsked([], source({ subscriptions: [subscription('public.a', { role })] }));
    expect(asked.subscriptions).toEqual([]);
    expect(asked.source?.subscriptions).toHaveLength(1);
  });

  test('the same at the same place once, at two places twice', () => {
    const subscriptions = [
      subscription('public.a', { location: at('src/a.ts', 1) }),
      subscription('public.a', { location: at('src/a.ts', 1) }),
      subscription('public.a', { location: at('src/a.ts', 1), event: 'DELETE' }),
      subscription('public.a', { location: at('src/a.ts', 1), filter: 'id=eq.{}' }),
      subscription('public.a', { location: at('src/a.ts', 1, 40) }),
      subscription('public.a', { location: at('src/b.ts', 1) }),
    ];
    expect(toAsked([], source({ subscriptions })).subscriptions).toHaveLength(5);
  });

  test('one wrapper that two places call for the same table twice', () => {
    const subscriptions = [
      subscription('public.a', { via: [at('src/x.ts', 4)] }),
      subscription('public.a', { via: [at('src/y.ts', 4)] }),
    ];
    expect(toAsked([], source({ subscriptions })).subscriptions).toHaveLength(2);
  });
});

test('with sources off no source is read, and what is declared stays', async () => {
  const declared = [subscription('public.a', { location: null })];
  expect(await readSource({ scan: null, subscriptions: declared })).toEqual({ subscriptions: declared, source: null });
});
