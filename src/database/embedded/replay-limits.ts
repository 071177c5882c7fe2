import { displayText } from '../../model/names.js';
import type { Location } from '../../model/subscription.js';

/** What a replay may cost. SQL of a pull request runs in it, so all of it is held from outside the engine. */
export interface ReplayLimits {
  /** The longest one statement may run. The engine cannot be interrupted: its thread is ended, and the replay with it. */
  readonly statementMs: number;
  /** The longest the replay may run, looked at between statements. */
  readonly totalMs: number;
  /** The engine's own memory; a statement that needs more fails with SQLSTATE 53200, and the replay goes on. */
  readonly engineMegabytes: number;
  /** What the process may grow by, with temporary files and results; its thread is ended beyond it. */
  readonly processMegabytes: number;
}

export const REPLAY_LIMITS: ReplayLimits = {
  statementMs: 30_000,
  totalMs: 300_000,
  engineMegabytes: 768,
  processMegabytes: 2_048,
};

/** The engine is gone: ended at a limit, out of memory, or fallen over. Nothing more can be asked of it. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped';
}

/** The migrations could not be replayed to their end. The message says where it stopped and why. */
export class ReplayStopped extends Error {
  override readonly name = 'ReplayStopped';
  readonly location: Location;
  readonly reason: string;

  constructor(location: Location, reason: string) {
    super(`the replay stopped at ${displayText(location.file)}:${location.line}: ${reason}`);
    this.location = location;
    this.reason = reason;
  }
}
