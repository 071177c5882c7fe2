import { createRequire } from 'node:module';

/**
 * The part of PGlite 0.5 that is used. The package's own types need those of browsers and of Emscripten.
 * Source: https://pglite.dev/docs/api
 */
export interface Engine {
  exec(sql: string): Promise<unknown>;
  query(sql: string, parameters: unknown[]): Promise<EngineResult>;
  close(): Promise<void>;
  /** Answers popen() with a stream, or 0 for none. Source: src/pglite.ts. */
  handleExternalCmd(command: string, mode: string): number;
  readonly Module: { readonly FS: EngineFiles };
}

export interface EngineResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

/** The engine's file system, which is in memory. Source: https://emscripten.org/docs/api_reference/Filesystem-API.html */
export interface EngineFiles {
  unlink(path: string): void;
}

interface EngineOptions {
  readonly pgliteWasmModule: object;
  readonly fsBundle: Blob;
  readonly loadDataDir: Blob;
  readonly startParams: readonly string[];
}

/** The class `PGlite`. */
export interface EngineClass {
  readonly defaultStartParams: readonly string[];
  create(options: EngineOptions): Promise<Engine>;
}

/**
 * Loads the engine's script as its package has it. It must stay out of the bundle, which breaks it: its import of
 * node:module comes back without createRequire.
 * @param file absolute
 */
export function loadEngine(file: string): EngineClass {
  const loaded: unknown = createRequire(file)(file);
  if (!isEngineModule(loaded)) throw new Error(`${file} is not the embedded engine`);
  return loaded.PGlite;
}

function isEngineModule(loaded: unknown): loaded is { readonly PGlite: EngineClass } {
  if (typeof loaded !== 'object' || loaded === null || !('PGlite' in loaded)) return false;
  const { PGlite } = loaded;
  return typeof PGlite === 'function' && 'create' in PGlite && 'defaultStartParams' in PGlite;
}
