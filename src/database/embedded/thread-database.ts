import { Worker } from 'node:worker_threads';
import type { Database, Query } from '../database.js';
import type { ReplayDatabase } from './replay-database.js';
import { EngineStopped, type ReplayLimits } from './replay-limits.js';
import type { Answer, Call, Request } from './thread-messages.js';

/** Often enough for the fastest way to fill memory that was found, 150 MB/s, and too seldom to be felt. */
const LOOK_MS = 100;
/** Far more than opening takes on a busy machine. */
const OPEN_MS = 60_000;
/** What the thread may hold in JavaScript, which is the rows of a result. */
const HEAP_MEGABYTES = 1_024;
/** Twice what PostgreSQL's own limit of recursion, 2 MB of its stack, was seen to need of the thread's. */
const STACK_MEGABYTES = 32;
/**
 * WebAssembly is compiled once and plainly. To compile it a second time, for speed, takes Node 24 600 MB, and half a second
 * that a replay of a few hundred statements does not earn back; one of 6,000 takes a tenth longer without.
 */
const ENGINE_FLAGS = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * Opens the embedded database in a thread of its own. The engine cannot be interrupted: a loop in it blocks its thread
 * for good, so the only limit that holds is another thread that ends it.
 * @param entry a script that calls serveDatabase()
 * @param data what the script is started with
 * @param material what it opens the database with
 * @throws EngineStopped when the database does not open
 */
export async function openInThread(
  entry: URL,
  limits: ReplayLimits,
  data: unknown,
  material: Promise<ThreadMaterial>,
): Promise<ThreadDatabase> {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const flag of ENGINE_FLAGS) setFlagsFromString(flag);
  // Without the environment and the flags of the process: what runs in there is a pull request's.
  const worker = new Worker(entry, {
    workerData: { engineMegabytes: limits.engineMegabytes, data },
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, stackSizeMb: STACK_MEGABYTES },
  });
  const database = new OpenThread(worker, limits);
  try {
    await Promise.all([
      material.then(({ message, transfer }) => worker.postMessage(message, transfer)),
      database.opened,
    ]);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return database;
}

/** What a thread opens its database with, and what of it is handed over instead of copied. */
export interface ThreadMaterial {
  readonly message: object;
  readonly transfer: ArrayBuffer[];
}

/** The database behind a thread: what the catalogue asks of it, and what a replay does with it. */
export interface ThreadDatabase extends Database, ReplayDatabase {}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

class OpenThread implements ThreadDatabase {
  engine = '';
  readonly opened: Promise<void>;
  readonly #worker: Worker;
  readonly #limits: ReplayLimits;
  readonly #waiting = new Map<number, Waiting>();
  readonly #look: NodeJS.Timeout;
  readonly #bytesBefore = process.memoryUsage.rss();
  #clock: NodeJS.Timeout | null = null;
  #calls = 0;
  #stopped: EngineStopped | null = null;
  #closing: Promise<void> | null = null;

  constructor(worker: Worker, limits: ReplayLimits) {
    this.#worker = worker;
    this.#limits = limits;
    this.#look = setInterval(() => this.#lookAtMemory(), LOOK_MS).unref();
    this.opened = this.#wait(OPENING).then((engine) => {
      this.engine = String(engine);
    });
    worker.on('message', (answer: Answer) => this.#take(answer));
    worker.on('error', (error: Error) => this.#stop(reasonOf(error)));
    worker.on('exit', () => this.#stop('the embedded database ended by itself'));
  }

  async exec(sql: string): Promise<void> {
    await this.#call({ call: 'exec', sql });
  }

  async select(sql: string, parameters: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
    const rows = await this.#call({ call: 'select', sql, parameters });
    return rows as readonly Record<string, unknown>[];
  }

  async query<Row extends object>(query: Query<Row>, parameters: readonly unknown[]): Promise<readonly Row[]> {
    const { name, columns, sql } = query;
    // The thread checks the rows against the columns, as every Database does; here they only pass through.
    const rows = await this.#call({ call: 'query', query: { name, columns, sql } as Query<never>, parameters });
    return rows as readonly Row[];
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#stopped === null) await this.#call({ call: 'close' }).catch(() => {});
    this.#stop('the embedded database is closed');
    await this.#worker.terminate().catch(() => {});
  }

  async #call(call: Call): Promise<unknown> {
    if (this.#stopped !== null) throw this.#stopped;
    this.#calls += 1;
    const request: Request = { ...call, id: this.#calls };
    const answered = this.#wait(request.id);
    this.#worker.postMessage(request);
    return await answered;
  }

  #wait(id: number): Promise<unknown> {
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    if (this.#clock === null) this.#startClock();
    return answered;
  }

  #take(answer: Answer): void {
    const id = 'id' in answer ? answer.id : OPENING;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#startClock();
    if (answer.kind === 'value') waiting?.resolve(answer.value);
    else if (answer.kind === 'ready') waiting?.resolve(answer.engine);
    else if (answer.kind === 'not-opened') this.#stop(answer.message, waiting);
    else waiting?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  }

  /** Calls are answered one after the other, so each has the whole limit from the answer before. */
  #startClock(): void {
    if (this.#clock !== null) clearTimeout(this.#clock);
    const opening = this.#waiting.has(OPENING);
    const ms = opening ? OPEN_MS : this.#limits.statementMs;
    const what = opening ? 'the embedded database took' : 'a statement ran';
    this.#clock =
      this.#waiting.size === 0 ? null : setTimeout(() => this.#stop(`${what} longer than ${ms / 1000} s`), ms);
  }

  #lookAtMemory(): void {
    const grown = (process.memoryUsage.rss() - this.#bytesBefore) / 1_048_576;
    const { processMegabytes } = this.#limits;
    if (grown > processMegabytes) this.#stop(`it needed more than ${processMegabytes} MB of memory`);
  }

  #stop(reason: string, also?: Waiting): void {
    this.#stopped ??= new EngineStopped(reason);
    clearInterval(this.#look);
    const waiting = [...this.#waiting.values(), ...(also === undefined ? [] : [also])];
    this.#waiting.clear();
    if (this.#clock !== null) clearTimeout(this.#clock);
    this.#clock = null;
    for (const { reject } of waiting) reject(this.#stopped);
    void this.#worker.terminate();
  }
}

/** The number of the answer that is not asked for. */
const OPENING = 0;

function reasonOf(error: Error): string {
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory ? `it needed more than ${HEAP_MEGABYTES} MB for a result` : error.message;
}
