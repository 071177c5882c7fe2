import type { Engine, EngineFiles } from './engine.js';

/**
 * Closes what is open between SQL and this process. The engine has a file system of its own, in memory, no environment
 * but its own and no network; what is left are libraries and commands.
 */
export function confine(engine: Engine): void {
  loadOnlyShippedLibraries(engine.Module.FS);
  refuseCommands(engine);
}

/** Where the engine keeps what it can load into itself. */
const LIBRARIES = '/pglite/lib/postgresql';
/** It cannot be loaded, for want of libpq, and no library can be after it was tried. */
const BROKEN = 'libpqwalreceiver.so';

/**
 * A superuser can write a file of any content and have it loaded, by LOAD or CREATE FUNCTION ... LANGUAGE C. In a server
 * that runs machine code; here it runs JavaScript in this process, which a library may carry (__em_js__, __start_em_asm).
 * The engine calls this function only to load a library, so what is asked for is answered from a copy that was made
 * before the first statement, whatever the file holds now.
 */
function loadOnlyShippedLibraries(files: EngineFiles): void {
  const names = files.readdir(LIBRARIES).filter((name) => name.endsWith('.so') && name !== BROKEN);
  const paths = names.map((name) => `${LIBRARIES}/${name}`);
  const shipped = new Map(paths.map((path) => [path, files.readFile(path)]));
  files.readFile = (path) => {
    const library = shipped.get(path);
    if (library === undefined) throw new Error('the library does not come with realtime-guard');
    return library;
  };
}

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
