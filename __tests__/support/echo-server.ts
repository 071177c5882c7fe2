import { type WebSocket, WebSocketServer } from 'ws';

/** One entry of a join's `postgres_changes`, as the client sent it. */
export type Asked = Readonly<Record<string, unknown>>;

/** How a place of the server behaves. */
export interface Behaviour {
  /** What a join is answered with; undefined is a reply that says nothing of postgres_changes. */
  readonly echo: (asked: readonly Asked[]) => readonly Asked[] | undefined;
  /** Whether the table of an entry is in the publication. */
  readonly isPublished: (asked: Asked) => boolean;
}

/** One address of the server, for one client, with all that passes over it. */
export interface Place {
  readonly url: string;
  /** How many joins arrived so far. */
  readonly joins: number;
  /** When the next join arrives; its answer is still on its way then. */
  nextJoin(): Promise<void>;
  /** A row is inserted in each table that somebody subscribed to. */
  insertRow(): void;
  /** The connection is lost, as a network loses it. */
  drop(): void;
  /** When nothing has been said, and nobody has connected, for some round trips. */
  quiet(): Promise<void>;
}

export interface EchoServer {
  open(behaviour?: Partial<Behaviour>): Place;
  close(): void;
}

/** As the real server: every entry as it came, in its order, with an id; only null is dropped. */
const VERBATIM: Behaviour = { echo: (asked) => asked, isPublished: () => true };

/**
 * The part of Supabase Realtime that a client's bindings depend on. The join reply echoes postgres_changes verbatim
 * before any database is asked; what the database says comes afterwards as a `system` message, and the channel stays.
 * Source: supabase/realtime 833cf36, lib/realtime_web/channels/realtime_channel.ex.
 */
export async function startEchoServer(): Promise<EchoServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((done) => server.once('listening', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  const places = new Map<string, EchoPlace>();
  server.on('connection', (socket, request) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://localhost');
    const place = places.get(pathname.split('/')[1] ?? '');
    if (place === undefined) socket.terminate();
    else place.connect(socket, searchParams.get('vsn') ?? '1.0.0');
  });
  return {
    open(behaviour = {}) {
      const name = String(places.size);
      const place = new EchoPlace(`ws://127.0.0.1:${address.port}/${name}`, { ...VERBATIM, ...behaviour });
      places.set(name, place);
      return place;
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** A network's way there and back takes time; what the application does at once happens before the answer. */
const ANSWER_AFTER_MS = 5;
const ROUND_MS = 15;
const QUIET_ROUNDS = 4;

interface Message {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface Joined {
  readonly joinRef: string | null;
  readonly entries: readonly Asked[];
}

class EchoPlace implements Place {
  readonly url: string;
  readonly #behaviour: Behaviour;
  readonly #sockets = new Map<WebSocket, { readonly vsn: string; readonly channels: Map<string, Joined> }>();
  #waiting: (() => void)[] = [];
  #said = 0;
  joins = 0;

  constructor(url: string, behaviour: Behaviour) {
    this.url = url;
    this.#behaviour = behaviour;
  }

  connect(socket: WebSocket, vsn: string): void {
    this.#said += 1;
    this.#sockets.set(socket, { vsn, channels: new Map() });
    socket.on('message', (data) => this.#hear(socket, toMessage(vsn, JSON.parse(String(data)))));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#said += 1;
      this.#sockets.delete(socket);
    });
  }

  nextJoin(): Promise<void> {
    return new Promise((done) => this.#waiting.push(done));
  }

  insertRow(): void {
    for (const [socket, { channels }] of this.#sockets) {
      for (const [topic, { joinRef, entries }] of channels) {
        for (const [id, entry] of new Map(entries.map((one) => [one['id'], one]))) {
          const { schema = 'public', table = 'rows' } = entry;
          const data = { schema, table, type: 'INSERT', commit_timestamp: '2026-01-01T00:00:00Z', errors: null };
          const row = { columns: [{ name: 'id', type: 'int8' }], record: { id: 1 } };
          const payload = { ids: [id], data: { ...data, ...row } };
          this.#send(socket, { joinRef, ref: null, topic, event: 'postgres_changes', payload });
        }
      }
    }
  }

  drop(): void {
    for (const socket of this.#sockets.keys()) socket.terminate();
  }

  async quiet(): Promise<void> {
    for (let rounds = 0, said = this.#said; rounds < QUIET_ROUNDS; rounds += 1) {
      await Promise.all([...this.#sockets.keys()].map(roundTrip));
      await new Promise((done) => setTimeout(done, ROUND_MS));
      if (this.#said !== said) rounds = -1;
      said = this.#said;
    }
  }

  #hear(socket: WebSocket, message: Message): void {
    this.#said += 1;
    if (message.event === 'phx_join') {
      this.joins += 1;
      for (const done of this.#waiting) done();
      this.#waiting = [];
    }
    setTimeout(() => this.#answer(socket, message), ANSWER_AFTER_MS);
  }

  #answer(socket: WebSocket, message: Message): void {
    const channels = this.#sockets.get(socket)?.channels;
    const { topic, event } = message;
    if (event === 'phx_join' && channels !== undefined) this.#join(socket, channels, message);
    if (event === 'heartbeat') this.#reply(socket, message, {});
    if (event === 'phx_leave') {
      channels?.delete(topic);
      this.#reply(socket, message, {});
      this.#send(socket, { ...message, ref: message.joinRef, event: 'phx_close', payload: {} });
    }
  }

  #join(socket: WebSocket, channels: Map<string, Joined>, message: Message): void {
    const { topic, joinRef } = message;
    // Phoenix keeps one channel a topic: a second join ends the first.
    const before = channels.get(topic);
    if (before !== undefined) {
      this.#send(socket, { topic, event: 'phx_close', payload: {}, ref: before.joinRef, joinRef: before.joinRef });
    }
    const asked = askedOf(message.payload);
    const echo = this.#behaviour.echo(asked);
    channels.set(topic, { joinRef, entries: asked.map(withId) });
    this.#reply(socket, message, echo === undefined ? {} : { postgres_changes: echo.map(withId) });
    if (asked.length === 0) return;
    const refused = asked.find((one) => !this.#behaviour.isPublished(one));
    const status = refused === undefined ? 'ok' : 'error';
    const text = refused === undefined ? 'Subscribed to PostgreSQL' : refusal(refused);
    const payload = { extension: 'postgres_changes', channel: topic.replace(/^realtime:/, ''), status, message: text };
    this.#send(socket, { topic, joinRef, ref: null, event: 'system', payload });
  }

  #reply(socket: WebSocket, message: Message, response: object): void {
    this.#send(socket, { ...message, event: 'phx_reply', payload: { status: 'ok', response } });
  }

  #send(socket: WebSocket, { joinRef, ref, topic, event, payload }: Message): void {
    if (socket.readyState !== socket.OPEN) return;
    this.#said += 1;
    const isOne = this.#sockets.get(socket)?.vsn === '1.0.0';
    const message = isOne ? { join_ref: joinRef, ref, topic, event, payload } : [joinRef, ref, topic, event, payload];
    socket.send(JSON.stringify(message));
  }
}

/** The server's id of an entry is a hash of it: equal entries, in whatever order of keys, have one. */
function withId(entry: Asked): Asked {
  const text = JSON.stringify(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  let hash = 1;
  for (const sign of text) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 134_217_728;
  return { ...entry, id: hash };
}

function askedOf(payload: Message['payload']): readonly Asked[] {
  const { config } = payload;
  if (typeof config !== 'object' || config === null || !('postgres_changes' in config)) return [];
  const list: unknown = config.postgres_changes;
  return Array.isArray(list) ? list.filter((one) => one !== null) : [];
}

function refusal({ event, schema, table, filter, select }: Asked): string {
  const said = `event: ${event}, schema: ${schema}, table: ${table}, filters: ${filter ?? '[]'}, select: ${select ?? 'nil'}`;
  return `Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: [${said}]`;
}

/** Version 1 of the protocol sends an object, version 2 an array. */
function toMessage(vsn: string, data: unknown): Message {
  const [joinRef, ref, topic, event, payload] = Array.isArray(data) && vsn !== '1.0.0' ? data : partsOf(data);
  return { joinRef: joinRef ?? null, ref: ref ?? null, topic, event, payload: payload ?? {} };
}

function partsOf(data: unknown): readonly unknown[] {
  const parts = new Map(Object.entries(Object(data)));
  return ['join_ref', 'ref', 'topic', 'event', 'payload'].map((name) => parts.get(name));
}

function roundTrip(socket: WebSocket): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('pong', done).off('close', done);
      resolve();
    };
    socket.on('pong', done).on('close', done);
    socket.ping();
  });
}
