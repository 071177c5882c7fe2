import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { Claims } from './claims.js';
import type { Searcher } from './find-sources.js';
import type { ReadFile } from './read-file.js';
import type { SourceFile } from './source-file.js';
import { isScript, SOURCE_NEEDLES } from './source-needles.js';
import { SourceSearch } from './source-search.js';
import type { Done, ThreadData, Work } from './thread-messages.js';

/** So many files are searched in about six milliseconds, a hundred times what it takes to hand them over. */
const FILES_A_PIECE = 512;
/** From here on a second thread saves more than the tens of milliseconds that it takes to start. */
const PIECES_FOR_A_THREAD = 8;
/** More pieces than these are nobody's but our own. */
const MOST_PIECES = 65_536;

/**
 * What keeps the process of a long scan below 300 MB. Left to itself the engine lets garbage grow to three times of what is
 * in use, and new space to 64 MB: Node 24, which runs the action, then takes 450 MB for what takes 250 so, in a tenth less
 * time. Maglev, a compiler of Node 22 and later, keeps 50 MB more when it inlines, and makes nothing here faster by it.
 */
const ENGINE_FLAGS = ['--heap-growing-percent=30', '--semi-space-growth-factor=1', '--no-maglev-inlining'];
/**
 * What the thread may hold in JavaScript. The engine collects the later the more it is given: without limits the process
 * needs a seventh more memory, and no less time. A thread that needs more ends, and what it had taken is done here.
 */
const YOUNG_MEGABYTES = 8;
const HEAP_MEGABYTES = 128;
/** As large as the main thread's, so that a file is as deep as it is in either. */
const STACK_MEGABYTES = 1;

/**
 * Searches and reads the files of an application, those of a large one in two threads. Both take one piece of the work
 * after the other, from its two ends, so that neither waits for long. Without the second everything is done here.
 */
export class SharedScan implements Searcher {
  readonly #repository: string;
  readonly #findScript: () => string | null;
  readonly #searches = new SharedArrayBuffer(MOST_PIECES);
  readonly #readings = new SharedArrayBuffer(MOST_PIECES);
  readonly #pieces: string[][] = [];
  #met: string[] = [];
  #worker: Worker | null = null;
  #hasFailed = false;
  /** What the thread did, by piece. */
  readonly #searched = new Map<number, readonly string[]>();
  readonly #read = new Map<number, readonly ReadFile[]>();
  #hear = (): void => {};

  /**
   * @param repository absolute
   * @param findScript of the thread; null to do without
   */
  constructor(repository: string, findScript = findThread) {
    this.#repository = repository;
    this.#findScript = findScript;
  }

  meet(path: string): void {
    this.#met.push(path);
    if (this.#met.length === FILES_A_PIECE) this.#closePiece();
  }

  async holding(): Promise<ReadonlySet<string>> {
    this.#closePiece();
    const search = new SourceSearch(SOURCE_NEEDLES);
    // The last pieces are those that the thread comes to last.
    const order = [...this.#pieces.keys()].reverse();
    const searched = await this.#share(order, this.#searches, this.#searched, (piece) =>
      (this.#pieces[piece] ?? []).filter((path) => search.holds(path)),
    );
    return new Set(searched.flat());
  }

  /**
   * Reads the candidates of each project, and gives what came of each. The thread is given what needs no parser: code that
   * is read with in two threads has to be made fast in both.
   * @param read does it here
   */
  async readGroups(
    groups: readonly (readonly SourceFile[])[],
    read: (group: readonly SourceFile[]) => readonly ReadFile[],
  ): Promise<readonly (readonly ReadFile[])[]> {
    const pieces = groups.map((group, piece) => ({ piece, group, cost: costOf(group) }));
    const [scripts, others] = [pieces.filter(isForParser), pieces.filter((one) => !isForParser(one))];
    // The thread comes from the end, to the largest first, and meets this one at the smallest.
    others.sort((one, other) => one.cost - other.cost);
    this.#give({
      work: 'read',
      groups: others.map(({ piece, group }) => ({ piece, paths: group.map(({ path }) => path) })),
    });
    return await this.#share(
      [...scripts, ...others].map(({ piece }) => piece),
      this.#readings,
      this.#read,
      (piece) => read(groups[piece] ?? []),
    );
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #closePiece(): void {
    this.#pieces.push(this.#met);
    this.#met = [];
    if (this.#worker !== null) this.#giveSearch(this.#pieces.length - 1);
    else if (this.#pieces.length === PIECES_FOR_A_THREAD) this.#start();
  }

  #start(): void {
    const script = this.#findScript();
    if (script === null) return;
    // Loaded here, as few scans need a thread.
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    for (const flag of ENGINE_FLAGS) setFlagsFromString(flag);
    const workerData: ThreadData = {
      repository: this.#repository,
      searches: this.#searches,
      readings: this.#readings,
    };
    this.#worker = new Worker(script, {
      workerData,
      argv: ['--scan-thread'],
      env: {},
      execArgv: [],
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
        maxOldGenerationSizeMb: HEAP_MEGABYTES,
        stackSizeMb: STACK_MEGABYTES,
      },
    });
    // What it was to do is done here then.
    this.#worker.on('error', () => this.#fail());
    this.#worker.on('message', (done: Done) => {
      if (done.work === 'search') this.#searched.set(done.piece, done.holding);
      else this.#read.set(done.piece, done.files);
      this.#hear();
    });
    this.#worker.unref();
    for (const piece of this.#pieces.keys()) this.#giveSearch(piece);
  }

  #fail(): void {
    this.#hasFailed = true;
    this.#hear();
  }

  #giveSearch(piece: number): void {
    this.#give({ work: 'search', piece, paths: this.#pieces[piece] ?? [] });
  }

  #give(work: Work): void {
    this.#worker?.postMessage(work);
  }

  /** Does the pieces that the thread does not take, waits for those that it took, and gives what came of each. */
  async #share<T>(
    order: readonly number[],
    shared: SharedArrayBuffer,
    done: ReadonlyMap<number, T>,
    work: (piece: number) => T,
  ): Promise<readonly T[]> {
    const claims = new Claims(shared);
    const results = new Map<number, T>();
    for (const piece of order) {
      if (this.#worker === null || piece >= MOST_PIECES || claims.take(piece)) results.set(piece, work(piece));
    }
    const others = order.filter((piece) => !results.has(piece));
    while (!this.#hasFailed && !others.every((piece) => done.has(piece))) {
      this.#worker?.ref();
      await new Promise<void>((resolve) => {
        this.#hear = resolve;
      });
    }
    this.#worker?.unref();
    for (const piece of others) results.set(piece, done.get(piece) ?? work(piece));
    return order.toSorted((one, other) => one - other).map((piece) => results.get(piece) ?? work(piece));
  }
}

function isForParser({ group }: { readonly group: readonly SourceFile[] }): boolean {
  const [first] = group;
  return first !== undefined && isScript(first);
}

function costOf(group: readonly SourceFile[]): number {
  return group.reduce((sum, { text }) => sum + text.length, 0);
}

/** The script of the thread is the command line’s: beside the action’s, or this one itself; null where dist/ was not built. */
function findThread(): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  const scripts = ['cli', '../cli', '../../dist/cli'].map((folder) => join(here, folder, 'index.js'));
  return scripts.find((script) => existsSync(script)) ?? null;
}
