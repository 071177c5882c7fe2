import { expect, test } from '@jest/globals';
import { scanText } from '../support/scan-text.js';

/** An application with all that a rule judges besides its subscriptions. */
const APPLICATION = [
  {
    file: 'package-lock.json',
    text: JSON.stringify({
      lockfileVersion: 3,
      packages: { 'node_modules/@supabase/realtime-js': { version: '2.87.0' } },
    }),
  },
  {
    file: 'src/use-live.ts',
    text: `export function useLive(table) {
  useEffect(() => {
    const channel = client.channel('live');
    channel.subscribe();
    channel.on('postgres_changes', { event: '*', schema: 'public', table }, ({ old }) => remove(old.room_id));
  }, []);
}
`,
  },
  { file: 'src/page.tsx', text: "import { useLive } from './use-live';\nuseLive('messages');\nuseLive(asked());\n" },
];

test('the list has the subscriptions that a check has, and nothing that a rule alone judges', () => {
  const [checked, listed] = [false, true].map((isForList) => scanText(APPLICATION, { isForList }));
  const judged = ({ hazards, clients, subscriptions }: NonNullable<typeof checked>): readonly unknown[] => [
    hazards.length > 0,
    clients.length > 0,
    subscriptions.some(({ oldColumns }) => oldColumns !== null),
  ];
  expect(checked && judged(checked)).toEqual([true, true, true]);
  expect(listed && judged(listed)).toEqual([false, false, false]);
  const alike = checked?.subscriptions.map((one) => ({ ...one, oldColumns: null }));
  expect(listed?.subscriptions).toEqual(alike);
  expect(listed?.subscriptions.map(({ table }) => table)).toEqual(['messages']);
  expect(listed?.unresolved).toEqual(checked?.unresolved);
  expect(listed?.unresolved).toHaveLength(1);
  expect(listed?.uses).toEqual(checked?.uses);
});
