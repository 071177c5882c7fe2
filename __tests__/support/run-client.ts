import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import WebSocket from 'ws';
import type { Behaviour, EchoServer } from './echo-server.js';

/** What became of a channel: nothing wrong, bindings that do not match, or an exception that reached the application. */
export interface ClientVerdict {
  readonly verdict: 'ok' | 'MISMATCH' | 'THROWS';
  /** How often each callback was called. */
  readonly callbacks: Readonly<Record<string, number>>;
}

export interface ClientRun extends ClientVerdict {
  /** Every status of every channel and what was thrown, in order. */
  readonly log: readonly string[];
}

/** What an application in __tests__/fixtures/client-bindings is given besides its client. */
export interface Surroundings {
  /** A callback that counts; the names are 1, 2, ... unless one is given. */
  heard(name?: string): () => void;
  /** For `subscribe`: takes notes. */
  status(state: string, error?: unknown): void;
  /** When the join has been sent and is not yet answered. */
  joining(): Promise<void>;
  /** A row is inserted and everybody has heard of it. */
  change(): Promise<void>;
  /** The connection is lost and found again. */
  reconnect(): Promise<void>;
}

/** What the applications use of a client; the versions agree on it. */
export interface Client {
  channel(topic: string): Channel;
  removeChannel(channel: Channel): Promise<unknown>;
  disconnect(): unknown;
}

export interface Channel {
  on(type: string, params: object, callback: () => void): Channel;
  subscribe(callback: StatusCallback, timeout?: number): Channel;
}

type StatusCallback = (state: string, error?: unknown) => void;

export type ClientClass = new (url: string, options: object) => Client;
export type Application = (supabase: Client, surroundings: Surroundings) => unknown;

const MISMATCH = 'mismatch between server and client bindings';

/** Runs an application with one real client; a row is inserted when all is quiet. */
export async function runClient(
  server: EchoServer,
  RealtimeClient: ClientClass,
  application: Application,
  behaviour: Partial<Behaviour> = {},
): Promise<ClientRun> {
  const place = server.open(behaviour);
  const log: string[] = [];
  const callbacks: Record<string, number> = {};
  const thrown = (error: unknown): void => void log.push(`THROWS ${messageOf(error)}`);
  const sockets: WebSocket[] = [];
  const supabase = new RealtimeClient(place.url, {
    params: { apikey: 'anon' },
    transport: transportThatTells(thrown, sockets),
    // Well above the time of an answer: a client that asks again meanwhile no longer knows what was answered.
    reconnectAfterMs: () => 250,
  });
  tellOfStatusCallbacks(supabase, thrown);
  disconnectWithoutTimer(supabase);
  const quiet = async (): Promise<void> => {
    do {
      while (sockets.some(({ readyState }) => readyState === WebSocket.CONNECTING)) await pause(5);
      await place.quiet();
    } while (sockets.some(({ readyState }) => readyState === WebSocket.CONNECTING));
  };
  const change = async (): Promise<void> => {
    await quiet();
    place.insertRow();
    await quiet();
  };
  try {
    await application(supabase, {
      heard(name = String(Object.keys(callbacks).length + 1)) {
        callbacks[name] = 0;
        return () => {
          callbacks[name] = (callbacks[name] ?? 0) + 1;
        };
      },
      status: (state, error) => void log.push(error === undefined ? state : `${state}: ${messageOf(error)}`),
      joining: () => place.nextJoin(),
      change,
      async reconnect() {
        await quiet();
        const joined = place.nextJoin();
        place.drop();
        await joined;
        await quiet();
      },
    });
  } catch (error) {
    thrown(error);
  }
  await change();
  const verdict = log.some((line) => line.startsWith('THROWS'))
    ? 'THROWS'
    : log.some((line) => line.includes(MISMATCH))
      ? 'MISMATCH'
      : 'ok';
  const run = { verdict, callbacks: { ...callbacks }, log: [...log] } as const;
  await supabase.disconnect();
  return run;
}

/** The `run` of an application's file. */
export async function loadApplication(path: string): Promise<Application> {
  const { run }: { run?: unknown } = await import(pathToFileURL(path).href);
  if (typeof run !== 'function') throw new Error(`${path} exports no run`);
  return (supabase, surroundings) => run(supabase, surroundings);
}

/** In a browser what a handler throws goes to the console and the connection lives on; in Node the process would end. */
function transportThatTells(thrown: (error: unknown) => void, sockets: WebSocket[]): new (url: string) => WebSocket {
  return class extends WebSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
      this.on('error', () => {});
      let handler: WebSocket['onmessage'] = null;
      Object.defineProperty(this, 'onmessage', {
        get: () => handler,
        set: (next: WebSocket['onmessage']) => {
          handler = next;
        },
      });
      this.addEventListener('message', (event) => {
        try {
          handler?.(event);
        } catch (error) {
          thrown(error);
        }
      });
    }
  };
}

/** Since 2.101 the client leaves a timer of 10 s behind, for which the process would wait; the last removal disconnects. */
function disconnectWithoutTimer(supabase: Client): void {
  const disconnect = supabase.disconnect.bind(supabase);
  supabase.disconnect = () => {
    const start = globalThis.setTimeout;
    globalThis.setTimeout = ((...args: Parameters<typeof start>) => start(...args).unref()) as typeof start;
    const done = disconnect();
    globalThis.setTimeout = start;
    return done;
  };
}

/** The client calls them within a promise that nobody awaits, so what they throw would end the process too. */
function tellOfStatusCallbacks(supabase: Client, thrown: (error: unknown) => void): void {
  const channel = supabase.channel.bind(supabase);
  const seen = new WeakSet<Channel>();
  supabase.channel = (topic) => {
    const made = channel(topic);
    if (seen.has(made)) return made;
    seen.add(made);
    const subscribe = made.subscribe.bind(made);
    made.subscribe = (callback, timeout) =>
      subscribe((state, error) => {
        try {
          callback(state, error);
        } catch (reason) {
          thrown(reason);
        }
      }, timeout);
    return made;
  };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error || (typeof thrown === 'object' && thrown !== null && 'message' in thrown)
    ? String(thrown.message)
    : String(thrown);
}
