/** A PostgreSQL major version there is a package for. */
export type Major = 15 | 16 | 17 | 18;

export const SUPPORTED_MAJORS: readonly Major[];

/** What it takes to connect; survives JSON, so that one process can start a server for another. */
export interface ServerFacts {
  readonly major: Major;
  readonly port: number;
  readonly host: '127.0.0.1';
  /** The superuser. */
  readonly user: 'postgres';
  readonly password: string;
  /** Connects the superuser to the database `postgres`. */
  readonly adminUrl: string;
  readonly dataFolder: string;
  readonly pid: number;
}

export interface Server extends ServerFacts {
  /** The superuser's URL for a database by that name, whether it exists or not. */
  url(database: string): string;
  /** Ends the server (open connections too) and removes its folder. Safe to call more than once. */
  stop(): Promise<void>;
}

export interface Database {
  readonly name: string;
  readonly url: string;
  /** Closes the connections that are still open to the database, and drops it. */
  drop(): Promise<void>;
}

export interface StartOptions {
  readonly major: Major;
  /** Hears of each step, a line at a time. */
  readonly log?: (line: string) => void;
}

/**
 * Starts a fresh server on a free port of 127.0.0.1, with password authentication (SCRAM) and wal_level=logical. It
 * ends with `stop()`, or with this process unless that is killed by SIGKILL.
 * @throws Error when there is no package for this machine, or when the server dies or is not ready in a minute (with
 * the end of its log); RangeError for an unknown major
 */
export function startServer(options: StartOptions): Promise<Server>;

/** Stops every server this process started. */
export function stopServers(): Promise<void>;

/**
 * Makes an empty database, with a random name when none is given.
 * @throws pg.DatabaseError 42P04 when the name is taken
 */
export function createDatabase(server: Pick<ServerFacts, 'adminUrl'>, name?: string): Promise<Database>;
