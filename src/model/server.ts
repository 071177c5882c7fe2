import type { Fact } from './fact.js';

/** What a running server gives Realtime to read changes with. Each fact is unknown by itself where the login may not look. */
export interface Server {
  /** Whether Realtime has set itself up here: its table realtime.subscription, or a slot of its. A copy of the schema has neither. */
  readonly isSetUp: Fact<boolean>;
  readonly walLevel: Fact<string>;
  readonly slots: Fact<Usage>;
  readonly walSenders: Fact<Usage>;
  /** Those of Realtime in this database, by name. */
  readonly realtimeSlots: Fact<readonly RealtimeSlot[]>;
}

/** How many there may be and how many there are. */
export interface Usage {
  readonly max: number;
  readonly used: number;
}

/** A row of pg_replication_slots. */
export interface RealtimeSlot {
  readonly name: string;
  readonly plugin: string;
  readonly isActive: boolean;
  /** `reserved`, `extended`, `unreserved` or `lost`; null before the first use. */
  readonly walStatus: string | null;
  /** PostgreSQL 17 and later; null while the slot is valid. */
  readonly invalidationReason: string | null;
  /** WAL that is kept for it; null when it keeps none. */
  readonly retainedBytes: number | null;
}

/** The slot that changes are read from; one with another name serves Broadcast. */
export function sendsChanges({ name }: RealtimeSlot): boolean {
  return name.startsWith('supabase_realtime_replication_slot');
}
