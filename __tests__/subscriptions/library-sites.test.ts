import { describe, expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

function lines(text: string, file = 'src/app.tsx'): readonly string[] {
  const { subscriptions, unresolved } = scanText([{ file, text }]);
  return [
    ...subscriptions.map(
      ({ sdk, schema, table, event, filter }) => `${sdk} ${schema}.${table} ${event} ${filter ?? '-'}`,
    ),
    ...unresolved.map(({ sdk, reason }) => `${sdk} ? ${reason}`),
  ];
}

describe('legend-state', () => {
  const from = "import { syncedSupabase } from '@legendapp/state/sync-plugins/supabase';\n";

  test.each([
    ['realtime: true', ['legend-state public.a * -']],
    ["realtime: { schema: 'chat', filter: `id=eq.${id}` }", ['legend-state chat.a * id=eq.{}']],
    ['realtime: false', []],
    ['persist: {}', []],
  ])('%s', (options, expected) => {
    expect(lines(`${from}const a$ = observable(syncedSupabase({ supabase, collection: 'a', ${options} }));`)).toEqual(
      expected,
    );
  });

  test('configured once', () => {
    const text = `import { configureSynced } from '@legendapp/state/sync';\n${from}const synced = configureSynced(syncedSupabase, { supabase });\nconst a$ = observable(synced({ collection: 'a', realtime: true }));`;
    expect(lines(text)).toEqual(['legend-state public.a * -']);
  });

  test('another function of that name', () => {
    expect(
      lines("import { syncedSupabase } from './own';\nsyncedSupabase({ collection: 'a', realtime: true });"),
    ).toEqual([]);
  });
});

describe('rxdb', () => {
  test.each([
    ['live: true, pull: {}', ['rxdb public.a * -']],
    ['pull: {}, push: {}', ['rxdb public.a * -']],
    ['live: false, pull: {}', []],
    ['live: true, push: {}', []],
  ])('%s', (options, expected) => {
    const from = "import { replicateSupabase } from 'rxdb/plugins/replication-supabase';\n";
    expect(lines(`${from}replicateSupabase({ tableName: 'a', client, collection, ${options} });`)).toEqual(expected);
  });
});

describe('supabase-cache-helpers', () => {
  test.each(['useSubscription', 'useSubscriptionQuery'])('%s', (name) => {
    const call = `${name}(client, 'channel', { event: 'INSERT', schema: 'public', table: 'a' }, ['id'], {});`;
    expect(lines(`import { ${name} } from '@supabase-cache-helpers/postgrest-swr';\n${call}`)).toEqual([
      'supabase-cache-helpers public.a INSERT -',
    ]);
    expect(lines(`import { ${name} } from '../billing';\n// supabase-cache-helpers\n${call}`)).toEqual([]);
  });
});

describe('refine', () => {
  const app = (attributes: string) =>
    `import { Refine } from '@refinedev/core';\nimport { liveProvider } from '@refinedev/supabase';\nexport const App = () => <Refine liveProvider={liveProvider(client)} ${attributes} />;`;

  test('the resources that are written out', () => {
    expect(lines(app("options={{ liveMode: 'auto' }} resources={[{ name: 'a', list: '/a' }, { name: 'b' }]}"))).toEqual(
      ['refine public.a * -', 'refine public.b * -'],
    );
  });

  test('those that are not', () => {
    expect(lines(app("options={{ liveMode: 'auto' }} resources={useResources()}"))).toEqual([
      'refine ? the resources of Refine are not written out',
    ]);
  });

  test('one that is not live', () => {
    expect(lines(app("options={{ liveMode: 'off' }} resources={[{ name: 'a' }]}"))).toEqual([]);
  });

  test('a hook that is live by itself', () => {
    const from = "import { supabase } from './supabase';\nimport { useList } from '@refinedev/core';\n";
    const text = `${from}useList({ resource: 'a', liveMode: 'auto' });\nuseList({ resource: 'b' });`;
    expect(lines(text)).toEqual(['refine public.a * -']);
  });
});
