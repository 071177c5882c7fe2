import type { Engine } from './engine.js';

/**
 * Closes what is open between SQL and this thread. The engine has a file system of its own, in memory, no environment
 * but its own and no network; what is left are libraries and commands. Changes the thread's WebAssembly: nothing but the
 * engine is to run in it.
 * @param shipped what the engine's files were made of, where SQL cannot change it
 */
export function confine(engine: Engine, shipped: readonly ArrayBuffer[]): void {
  engine.Module.FS.unlink(UNLOADABLE);
  compileOnlyShippedLibraries(shipped);
  refuseCommands(engine);
}

/** CREATE SUBSCRIPTION loads it, which fails for want of libpq; and after one that failed the engine can load no other. */
const UNLOADABLE = '/pglite/lib/postgresql/libpqwalreceiver.so';

/** What is used of WebAssembly: ES2023 does not declare it, and the DOM's declarations are not for Node. */
interface Wasm {
  Module: {
    new (bytes: ArrayBufferView<ArrayBuffer>): object;
    customSections(module: object, name: string): readonly unknown[];
  };
  compile: unknown;
  instantiate: unknown;
}
declare const WebAssembly: Wasm;

/**
 * A superuser can write a file of any content and have it loaded, by LOAD or CREATE FUNCTION ... LANGUAGE C. In a server
 * that runs machine code; here a library is WebAssembly in this thread, linked to all that the engine itself can call.
 * However its bytes get here, they must be compiled first: only those that came along are, whatever the files hold now.
 */
function compileOnlyShippedLibraries(shipped: readonly ArrayBuffer[]): void {
  const isShipped = ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): boolean =>
    shipped.some((files) => Buffer.from(files).includes(Buffer.from(buffer, byteOffset, byteLength)));
  const Compiler = WebAssembly.Module;
  const isLibrary = (module: object): boolean => Compiler.customSections(module, 'dylink.0').length > 0;
  WebAssembly.Module = class extends Compiler {
    constructor(bytes: ArrayBufferView<ArrayBuffer>) {
      super(bytes);
      // The engine also compiles functions that it makes itself; those are no libraries.
      if (isLibrary(this) && !isShipped(bytes)) throw new Error(REFUSED);
    }
  };
  // The engine loads libraries without waiting; whatever else would compile bytes has no business here.
  const refuse = (): never => {
    throw new Error(REFUSED);
  };
  WebAssembly.compile = refuse;
  WebAssembly.instantiate = refuse;
}

const REFUSED = 'the library does not come with realtime-guard';

/**
 * COPY ... PROGRAM runs nothing either way, but the engine never comes back from it: it throws through its own frames
 * where the server expects popen() to return NULL.
 */
function refuseCommands(engine: Engine): void {
  const known = engine.handleExternalCmd.bind(engine);
  engine.handleExternalCmd = (command, mode) => {
    try {
      return known(command, mode);
    } catch {
      return 0;
    }
  };
}
