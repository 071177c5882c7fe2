import type { Column } from '../../src/model/column.js';
import type { Catalog, Facts, Publication, Relation } from '../../src/model/facts.js';
import type { History, HistoryEvent, RelationHistory } from '../../src/model/history.js';
import type { FailedStatement } from '../../src/model/migration.js';
import type { RelationName } from '../../src/model/names.js';
import type { Outcome, Rule, Violation } from '../../src/model/outcome.js';
import type { PolicyProbe } from '../../src/model/policy-probe.js';
import type { RealtimeSlot, Server } from '../../src/model/server.js';
import type {
  Binding,
  BindingHazard,
  ClientVersion,
  ParameterValue,
  SourceFacts,
  UnresolvedSubscription,
} from '../../src/model/source.js';
import type { Location, Subscription } from '../../src/model/subscription.js';

/** `public.messages` as a name; no quoting, so for plain names only. */
export function name(text: string): RelationName {
  const [schema = '', relation = ''] = text.split('.');
  return { schema, name: relation };
}

/** A healthy published table, but for what the test changes. */
export function table(text: string, changes: Partial<Relation> = {}): Relation {
  return {
    ...name(text),
    relkind: 'r',
    relpersistence: 'p',
    relreplident: 'f',
    identityIndex: null,
    identityIndexColumns: [],
    primaryKey: { columns: ['id'], deferrable: false },
    rowSecurity: true,
    rowSecurityAbove: null,
    policies: [{ name: 'readers', isPermissive: true, command: 'select', roles: ['public'], using: 'true' }],
    rights: ['anon', 'authenticated'].map((role) => ({ role, schemaUsage: true, selectsAll: true, columns: ['id'] })),
    columns: null,
    toastableColumns: [],
    delicateColumns: [],
    generatedColumns: [],
    inheritedBy: [],
    statistics: null,
    published: true,
    publishedThrough: null,
    partitionRoot: null,
    columnList: null,
    rowFilter: null,
    columnListPublications: [],
    senders: [
      {
        publication: 'supabase_realtime',
        sendsUpdates: true,
        sendsDeletes: true,
        columnList: null,
        filterColumns: [],
      },
    ],
    confidence: 'live',
    createdAt: null,
    publishedAt: null,
    identityAt: null,
    ...changes,
  };
}

/** A plain column; the type is also its name in pg_type, but for what the test changes. */
export function column(text: string, type: string, changes: Partial<Column> = {}): Column {
  return {
    name: text,
    type,
    baseType: type,
    category: 'U',
    isDomain: false,
    isToastable: false,
    generated: null,
    ...changes,
  };
}

/** A subscription to every event of a table, from src/app.ts. */
export function subscription(text: string, changes: Partial<Subscription> = {}): Subscription {
  const { schema, name: relation } = name(text);
  const location = { file: 'src/app.ts', line: 7, column: 3 };
  return {
    schema,
    table: relation,
    event: '*',
    filter: null,
    location,
    sdk: 'declared',
    via: [],
    role: 'app',
    oldColumns: null,
    ...changes,
  };
}

/** A subscription in src/hook.ts whose table cannot be read. */
export function unresolved(changes: Partial<UnresolvedSubscription> = {}): UnresolvedSubscription {
  return {
    location: { file: 'src/hook.ts', line: 9, column: 5 },
    sdk: 'supabase-js',
    role: 'app',
    reason: 'table is a parameter of useRealtime, which is called with a value from a request',
    via: [],
    deadWrapper: null,
    ...changes,
  };
}

/** The publication as it is on a Supabase project. */
export function publication(changes: Partial<Extract<Publication, { exists: true }>> = {}): Publication {
  return {
    exists: true,
    name: 'supabase_realtime',
    allTables: false,
    schemas: [],
    publishes: { insert: true, update: true, delete: true, truncate: true },
    viaPartitionRoot: false,
    ...changes,
  };
}

/** Facts of one database. */
export function facts(
  relations: readonly Relation[],
  subscriptions: readonly Subscription[] = [],
  catalog: Partial<Catalog> = {},
  policy: Partial<Facts['policy']> = {},
): Facts {
  return {
    database: { known: true, value: { name: 'preview', engine: 'PostgreSQL 17.4' } },
    catalog: {
      known: true,
      value: {
        publication: publication(),
        relations,
        similarNames: [],
        majorVersion: 17,
        roles: ['anon', 'authenticated'].map((role) => ({ name: role, exists: true, bypassesRowSecurity: false })),
        filterValues: [],
        ...catalog,
      },
    },
    subscriptions,
    source: null,
    policy: {
      publication: 'supabase_realtime',
      replicaIdentityFull: true,
      replicaIdentity: 'all',
      tables: [],
      realtimeVersion: null,
      ...policy,
    },
    exceptions: [],
    baseline: [],
    history: null,
    migrated: null,
    server: { known: true, value: server() },
    applied: { compared: true, files: 1, missing: [] },
    policyProbe: { known: true, value: policyProbe() },
  };
}

/** A server that Realtime reads from, as it should be. */
export function server(changes: Partial<Server> = {}): Server {
  return {
    isSetUp: { known: true, value: true },
    walLevel: { known: true, value: 'logical' },
    slots: { known: true, value: { max: 5, used: 1 } },
    walSenders: { known: true, value: { max: 5, used: 1 } },
    realtimeSlots: { known: true, value: [slot()] },
    ...changes,
  };
}

/** Realtime's slot, in use. */
export function slot(changes: Partial<RealtimeSlot> = {}): RealtimeSlot {
  return {
    name: 'supabase_realtime_replication_slot',
    plugin: 'wal2json',
    isActive: true,
    walStatus: 'reserved',
    invalidationReason: null,
    retainedBytes: 56,
    ...changes,
  };
}

/** What came of trying the policies of one table: nothing. */
export function policyProbe(changes: Partial<PolicyProbe> = {}): PolicyProbe {
  return { roles: ['anon', 'authenticated'], refused: [], tables: 1, failures: [], leftOut: [], ...changes };
}

/** A place in the first migration. */
export function line(number: number): { readonly file: string; readonly line: number; readonly column: number } {
  return { file: 'supabase/migrations/1_a.sql', line: number, column: 1 };
}

/** What a statement on that line did to a table of supabase_realtime. */
export function event(kind: HistoryEvent['kind'], text: string, at: number, changes: Partial<HistoryEvent> = {}) {
  return { kind, relation: name(text), publication: 'supabase_realtime', cause: null, location: line(at), ...changes };
}

/** A table that is there after the replay. */
export function made(text: string, changes: Partial<RelationHistory> = {}): RelationHistory {
  return { ...name(text), createdAt: line(1), publishedAt: null, identityAt: null, confidence: 'replayed', ...changes };
}

/** A statement that failed and matters. */
export function failed(text: string, at: number, changes: Partial<FailedStatement> = {}): FailedStatement {
  const statement = { text, location: line(at) };
  return { statement, code: '42P01', message: 'relation "x" does not exist', matters: true, ...changes };
}

/** A replay of one file. */
export function history(changes: Partial<History> = {}): History {
  return { origin: 'supabase', files: 1, statements: 10, failed: [], relations: [], events: [], ...changes };
}

/** Facts of a database that could not be reached. */
export function unknownFacts(reason: string): Facts {
  const unknown = { known: false, reason } as const;
  return { ...facts([]), database: unknown, catalog: unknown, server: unknown, policyProbe: unknown };
}

/** What a rule found; fails the test when it did not look. */
export function found(rule: Rule, given: Facts): readonly Violation[] {
  const outcome: Outcome = rule.check(given);
  if (outcome.status !== 'checked') throw new Error(`the rule did not look: ${outcome.reason}`);
  // What the fingerprint is made of is tested where that is made.
  return outcome.found.map(({ identity: _, ...violation }) => violation);
}

/** A place in src/app.ts. */
export function at(number: number, column = 3): Location {
  return { file: 'src/app.ts', line: number, column };
}

/** What a scan of twelve files found, which is nothing but what the test adds. */
export function source(changes: Partial<SourceFacts> = {}): SourceFacts {
  return {
    files: 12,
    subscriptions: [],
    unresolved: [],
    bindings: [],
    hazards: [],
    clients: [],
    uses: [],
    limits: [],
    ...changes,
  };
}

/** Facts of a healthy database and of such a source. */
export function sourceFacts(changes: Partial<SourceFacts> = {}): Facts {
  return { ...facts([table('public.messages')]), source: source(changes) };
}

/** A text as a parameter; with a `{}` in it, one with a piece that is not known. */
export function text(written: string, isWhole = !written.includes('{}')): ParameterValue {
  return { kind: 'text', text: written, isWhole };
}

const ABSENT: ParameterValue = { kind: 'absent' };

/** A binding of supabase-js to every event of public.messages. */
export function binding(changes: Partial<Binding> = {}): Binding {
  return {
    location: at(7),
    sdk: 'supabase-js',
    role: 'app',
    via: [],
    channel: null,
    event: [text('*')],
    schema: [text('public')],
    table: [text('messages')],
    filter: [ABSENT],
    select: [ABSENT],
    ...changes,
  };
}

/** A hazard on channel room, with the first place some lines above. */
export function hazard(kind: BindingHazard['kind'], changes: Partial<BindingHazard> = {}): BindingHazard {
  return { kind, when: 'same-tick', role: 'app', topic: 'room', location: at(9), first: at(5), via: [], ...changes };
}

/** `@supabase/realtime-js` of that version in package-lock.json. */
export function client(version: string, name = '@supabase/realtime-js'): ClientVersion {
  return { name, version, location: { file: 'package-lock.json', line: 12, column: 5 } };
}
