import { probePolicies } from '../catalog/probe-policies.js';
import { readApplied } from '../catalog/read-applied.js';
import { readCatalog } from '../catalog/read-catalog.js';
import { readServer } from '../catalog/read-server.js';
import { ConnectionError } from '../database/connection-error.js';
import type { Database } from '../database/database.js';
import type { ExpectedVersion } from '../migrations/expected-versions.js';
import type { AppliedMigrations } from '../model/applied.js';
import type { Asked, Catalog, Fact, Facts } from '../model/facts.js';
import type { Options } from '../model/options.js';
import { catalogRequest, probeRequest } from './common-facts.js';

/** What a running database is asked. */
export interface PreviewRequest {
  readonly options: Options;
  readonly asked: Asked;
  /** The migrations that it should have. */
  readonly expected: readonly ExpectedVersion[];
  /** Whether somebody waited for them. */
  readonly isAwaited: boolean;
}

/** What it says. */
export interface PreviewReading extends Pick<Facts, 'server' | 'policyProbe'> {
  readonly catalog: Catalog;
  readonly applied: AppliedMigrations;
}

/**
 * Asks a running database for everything at once.
 * @throws ConnectionError from the database
 */
export async function readPreview(database: Database, request: PreviewRequest): Promise<PreviewReading> {
  const { options, asked, expected, isAwaited } = request;
  // The probe comes last, as it takes the longest.
  const [catalog, server, applied, policyProbe] = await Promise.all([
    readCatalog(database, { ...catalogRequest(options, asked), hasStatistics: true }),
    known(readServer(database)),
    readApplied(database, expected, isAwaited),
    known(probePolicies(database, probeRequest(options, asked))),
  ]);
  return { catalog, server, applied, policyProbe };
}

/** A block that fails as a whole, for want of its language for example, costs its own facts only. */
async function known<Value>(read: Promise<Value>): Promise<Fact<Value>> {
  try {
    return { known: true, value: await read };
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    return { known: false, reason: error.message };
  }
}
