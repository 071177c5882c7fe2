import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Asked, type EchoServer, startEchoServer } from '../support/echo-server.js';
import {
  type Application,
  type ClientClass,
  type ClientRun,
  type ClientVerdict,
  loadApplication,
  runClient,
} from '../support/run-client.js';

const FOLDER = resolve('__tests__/fixtures/client-bindings');
const VERDICTS = join(FOLDER, 'verdicts.json');

/** The three sides of two gates: `.on` after `.subscribe` throws from 2.101.0, equal bindings are dropped from 2.112.2. */
const CLIENTS = new Map([
  ['2.87.1', 'realtime-js-2-87'],
  ['2.101.0', 'realtime-js-2-101'],
  ['2.119.1', 'realtime-js-2-119'],
]);

const cases = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.js'))
  .map((file) => file.slice(0, -'.js'.length))
  .toSorted();

/** An unpublished table is what these are about. */
const UNPUBLISHED = ['unpublished-retry', 'birth-road', 'retry-in-named-handler'];

let server: EchoServer;
const clients = new Map<string, ClientClass>();
const runs = new Map<string, Map<string, ClientRun>>();

beforeAll(async () => {
  server = await startEchoServer();
  for (const [version, alias] of CLIENTS) clients.set(version, await loadClient(alias));
  await Promise.all(
    cases.map(async (name) => {
      const application = await loadApplication(join(FOLDER, `${name}.js`));
      const behaviour = UNPUBLISHED.includes(name) ? { isPublished: () => false } : {};
      const done = [...clients].map(
        async ([version, client]) => [version, await runClient(server, client, application, behaviour)] as const,
      );
      runs.set(name, new Map(await Promise.all(done)));
    }),
  );
  if (process.env['UPDATE_RENDERED'] === '1') writeVerdicts();
});
afterAll(() => server.close());

test.each(cases)('%s: the real clients do what verdicts.json says', (name) => {
  expect(verdictsOf(name)).toEqual(readVerdicts()[name]);
});

test('verdicts.json has no case without a file', () => {
  expect(Object.keys(readVerdicts()).toSorted()).toEqual(cases);
});

describe('the road from an unpublished table to the mismatch', () => {
  test('2.87.1: the retry appends a binding, and the next rejoin answers one of two', () => {
    expect(runs.get('unpublished-retry')?.get('2.87.1')?.verdict).toBe('ok');
    const { log } = runs.get('birth-road')?.get('2.87.1') ?? { log: [] };
    expect(log[0]).toBe('SUBSCRIBED');
    expect(log.at(-1)).toMatch(/^CHANNEL_ERROR: mismatch between server and client bindings/);
  });

  test.each(['2.101.0', '2.119.1'])('%s: the retry itself throws', (version) => {
    expect(runs.get('birth-road')?.get(version)?.log).toContain(
      'THROWS cannot add `postgres_changes` callbacks for realtime:a after `subscribe()`.',
    );
  });
});

describe('a channel that is set up again when its removal has been waited for', () => {
  const BINDING = { event: '*', schema: 'public', table: 'messages' };
  test.each([
    ['2.87.1', 'never joins', 1],
    ['2.101.0', 'never joins', 1],
    ['2.119.1', 'joins', 2],
  ])('%s: it %s, if no other channel is open', async (version, _, joined) => {
    const client = clients.get(version);
    if (client === undefined) throw new Error(`no client ${version}`);
    const { log } = await runClient(server, client, async (supabase, { heard, status, change }) => {
      const first = supabase.channel('a').on('postgres_changes', BINDING, heard()).subscribe(status);
      await change();
      await supabase.removeChannel(first);
      const second = supabase.channel('a').on('postgres_changes', BINDING, heard()).subscribe(status);
      await change();
      // It would wait for ten seconds.
      supabase.removeChannel(second);
    });
    expect(log.filter((line) => line === 'SUBSCRIBED')).toHaveLength(joined);
  });
});

describe('a server that echoes otherwise', () => {
  const binding = { event: '*', schema: 'public', table: 'messages' };
  const withNulls = (one: Asked): Asked => ({ ...one, filter: one['filter'] ?? null, table: one['table'] ?? null });
  const upperCased = (one: Asked): Asked => ({ ...one, event: String(one['event']).toUpperCase() });
  const trimmed = (one: Asked): Asked => ({ ...one, filter: String(one['filter']).replaceAll(' ', '') });
  test.each([
    ['null for what is missing', binding, (all: readonly Asked[]) => all.map(withNulls), 'ok'],
    [
      'event in upper case',
      { ...binding, event: 'insert' },
      (all: readonly Asked[]) => all.map(upperCased),
      'MISMATCH',
    ],
    ['filter trimmed', { ...binding, filter: 'id = eq.1' }, (all: readonly Asked[]) => all.map(trimmed), 'MISMATCH'],
    ['an empty list', binding, () => [], 'MISMATCH'],
    ['nothing', binding, () => undefined, 'ok'],
  ])('%s', async (_, params, echo, verdict) => {
    for (const client of clients.values()) {
      const run = await runClient(server, client, subscribeTo(params), { echo });
      expect(run.verdict).toBe(verdict);
    }
  });
});

function subscribeTo(params: object): Application {
  return (supabase, { heard, status }) =>
    supabase.channel('a').on('postgres_changes', params, heard()).subscribe(status);
}

async function loadClient(alias: string): Promise<ClientClass> {
  const {
    RealtimeClient,
    default: main,
  }: { RealtimeClient?: ClientClass; default?: { RealtimeClient?: ClientClass } } = await import(alias);
  const found = RealtimeClient ?? main?.RealtimeClient;
  if (found === undefined) throw new Error(`${alias} has no RealtimeClient`);
  return found;
}

type Verdicts = Readonly<Record<string, Readonly<Record<string, ClientVerdict>>>>;

function verdictsOf(name: string): Verdicts[string] {
  const versions = [...(runs.get(name) ?? [])];
  return Object.fromEntries(versions.map(([version, { verdict, callbacks }]) => [version, { verdict, callbacks }]));
}

function readVerdicts(): Verdicts {
  return JSON.parse(readFileSync(VERDICTS, 'utf8'));
}

function writeVerdicts(): void {
  mkdirSync(FOLDER, { recursive: true });
  const all = Object.fromEntries(cases.map((name) => [name, verdictsOf(name)]));
  writeFileSync(VERDICTS, `${JSON.stringify(all, null, 2)}\n`);
}
