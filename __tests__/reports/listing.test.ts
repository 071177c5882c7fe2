import { describe, expect, test } from '@jest/globals';
import { listSubscriptions } from '../../src/list-subscriptions.js';
import type { Listing } from '../../src/model/listing.js';
import type { FailOn, RuleSetting } from '../../src/model/options.js';
import type { SourceFacts } from '../../src/model/source.js';
import { toAsked } from '../../src/read-source.js';
import { renderJsonListing } from '../../src/reports/listing-json.js';
import { renderListing } from '../../src/reports/listing-text.js';
import { PLAIN } from '../../src/reports/paint.js';
import { judgeListing } from '../../src/verdict/judge-listing.js';
import { source, subscription, unresolved } from '../support/builders.js';
import { expectRendered } from '../support/rendered.js';

const at = (file: string, line: number, column = 5) => ({ file, line, column });

function list(given: SourceFacts, severity: RuleSetting = 'warning', failOn: FailOn = 'error'): Listing {
  const { subscriptions } = toAsked([], given);
  return judgeListing({ subscriptions, source: given }, { unresolved: severity, failOn }, ['.']);
}

/** One of everything that a scan can give. */
const EVERYTHING = source({
  files: 1_240,
  subscriptions: [
    subscription('public.messages', {
      event: 'INSERT',
      filter: 'room_id=eq.{}',
      location: at('src/chat/useMessages.ts', 12),
      sdk: 'supabase-js',
    }),
    subscription('public.messages', { location: at('src/Inbox.vue', 140, 11), sdk: 'supabase-js' }),
    subscription('public.rooms', {
      location: at('src/lib/useRealtime.ts', 8),
      via: [at('src/rooms/list.tsx', 31), at('src/rooms/page.tsx', 4)],
      sdk: 'supabase-js',
    }),
    subscription('app.*', { location: at('lib/home.dart', 77), sdk: 'supabase-flutter' }),
    subscription('app.Order Items', { event: 'DELETE', location: at('lib/orders.dart', 9), sdk: 'supabase-flutter' }),
    subscription('public.rooms', { location: at('src/rooms/list.test.tsx', 3), sdk: 'supabase-js', role: 'test' }),
    subscription('public.rooms', { location: at('scripts/watch.ts', 3), sdk: 'supabase-js', role: 'script' }),
  ],
  unresolved: [
    unresolved({ role: 'story', location: at('src/Chat.stories.tsx', 6), reason: 'table is a parameter of Chat' }),
    unresolved({ via: [at('src/api.ts', 3), at('src/b.ts', 1), at('src/c.ts', 1), at('src/d.ts', 1)] }),
    unresolved({ location: at('src/old.ts', 2), deadWrapper: 'useOld', reason: 'table is a parameter of useOld' }),
  ],
  limits: ['src/generated/db.js was not read: it has 12 MB'],
});

test('the list as people see it', () => {
  expectRendered('subscriptions.txt', renderListing(list(EVERYTHING), PLAIN));
});

test('the list as JSON', () => {
  expectRendered('subscriptions.json', renderJsonListing(list(EVERYTHING)));
});

describe('how it ends', () => {
  const OPEN = source({ unresolved: [unresolved()] });
  test.each<[string, SourceFacts, RuleSetting, FailOn, string]>([
    ['everything was read', source({ subscriptions: [subscription('public.a')] }), 'error', 'error', 'success'],
    ['a table that cannot be read, which is a warning', OPEN, 'warning', 'error', 'success'],
    ['the same with fail-on warning', OPEN, 'warning', 'warning', 'failure'],
    ['the same as an error', OPEN, 'error', 'error', 'failure'],
    ['the same as an error with fail-on never', OPEN, 'error', 'never', 'success'],
    ['the same ignored', OPEN, 'off', 'warning', 'success'],
    ['one in a test', source({ unresolved: [unresolved({ role: 'test' })] }), 'error', 'error', 'success'],
    ['one that never runs', source({ unresolved: [unresolved({ deadWrapper: 'useX' })] }), 'error', 'error', 'success'],
    ['no source file', source({ files: 0 }), 'warning', 'error', 'undetermined'],
  ])('%s', (_case, given, severity, failOn, conclusion) => {
    expect(list(given, severity, failOn).conclusion).toBe(conclusion);
  });

  test('without a source file it says what to do', () => {
    expect(renderListing(list(source({ files: 0 })), PLAIN)).toBe(
      'realtime-guard  subscriptions in 0 source files\n\n? undetermined: no source file was found in .; name the folders of the application in sources\n',
    );
  });

  test('Realtime without a subscription is no success', () => {
    expect(list(source({ uses: [at('src/a.ts', 3)] }))).toMatchObject({
      conclusion: 'undetermined',
      reason:
        'postgres_changes is used at src/a.ts:3, but no subscription was found; name what subscribes with wrappers in realtime-guard.yml, or the tables in the subscriptions option',
    });
  });

  test('with sources off there is nothing to list', async () => {
    const options = { scan: null, subscriptions: [], unresolved: 'warning', failOn: 'error', rules: {} } as const;
    await expect(listSubscriptions({ ...options, format: 'text', jsonFile: null })).rejects.toThrow(
      'sources is off, and the list is read from the source; name the folders of the application',
    );
  });
});

test('ten thousand of everything stay readable, and what is left out is said', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => index);
  const text = renderListing(
    list(
      source({
        subscriptions: many.flatMap((index) => [
          subscription(`public.t${index % 700}`, { location: at('src/a.ts', index + 1) }),
          subscription('public.a', { role: 'test', location: at('src/a.test.ts', index + 1) }),
        ]),
        unresolved: many.map((index) => unresolved({ location: at('src/b.ts', index + 1) })),
      }),
    ),
    PLAIN,
  );
  expect(text.split('\n').length).toBeLessThan(1_600);
  expect(text).toContain('… and 9,500 more');
  expect(text).toContain('… and 9,950 more');
  expect(text).toContain('… and 9,900 more');
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    '✔ success: 10,000 subscriptions to 700 tables; 10,000 subscriptions could not be read',
  );
});

test('no text of the source can move the cursor', () => {
  const text = renderListing(
    list(
      source({
        subscriptions: [subscription('public.\u001b[2J', { filter: 'a=eq.\u001b[2J', location: at('\u001b.ts', 1) })],
        unresolved: [unresolved({ reason: 'is \u001b[2J' })],
      }),
    ),
    PLAIN,
  );
  expect(text).not.toContain('\u001b');
});
