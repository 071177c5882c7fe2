import type { Catalog, Facts } from '../model/facts.js';
import type { ReplayProgress } from '../model/progress.js';

/** Hears how far the replay is. */
export type OnProgress = (progress: ReplayProgress) => void;

/** The embedded database with the migrations replayed in it, open until it is closed. */
export interface Shadow {
  readonly facts: Facts;
  /**
   * Runs SQL on top of the migrations, in one transaction, and reads the catalogue again.
   * @throws Error with the server's words
   */
  apply(sql: string): Promise<Catalog>;
  close(): Promise<void>;
}
