/**
 * Facts of 10,000 published tables and 2,000 subscriptions, such that every rule has something to look at: of a project
 * in which nearly all of them have something to tell, and of one in which a table here and there is at fault. Only a
 * bench has all at once: a database found as it is, migrations, and source.
 */

/** @typedef {import('../lib/model/facts.js').Facts} Facts */

const TABLES = 10_000;
const SUBSCRIPTIONS = 2_000;
const PUBLICATION = 'supabase_realtime';
const ROLES = ['anon', 'authenticated'];
const WORDS = ['order_items', 'user_profiles', 'chat_messages', 'audit_log_entries', 'team', 'sensor_data'];
const TYPES = ['int8', 'text', 'uuid', 'jsonb', 'timestamptz', 'bool', 'varchar', 'bytea', 'numeric', '_text'];
const EVENTS = ['*', 'INSERT', 'UPDATE', 'DELETE'];
const FILTERS = [
  null,
  'c0=eq.{}',
  'c1=eq.open',
  'c2=in.(1b4e28ba-2fa1-11d2-883f-0016d3cca427,6fa459ea-ee8a-3ca4-894e-db77e160355e)',
  'c1=like.a%,c0=gt.5',
  'c3=eq.{}',
  'c4=gte.2026-01-01',
  'c9=not.is.null',
  'c5=is.true',
  'missing=eq.1',
  'c1=neq.a&c2=eq.b',
  'c7=gt.5',
];

/**
 * @param {'all' | 'when-needed'} replicaIdentity
 * @param {(subscriptions: readonly object[]) => readonly object[]} askedValues the product's own
 * @returns {Facts}
 */
export function manyFacts(replicaIdentity, askedValues) {
  const subscriptions = numbers(SUBSCRIPTIONS).map(subscriptionOf);
  const named = new Set(subscriptions.map(({ schema, table }) => `${schema}.${table}`));
  const relations = [
    ...numbers(TABLES).map((number) => relationOf(number, named)),
    ...numbers(200).map((number) => unpublishedOf(number, named)),
  ];
  const catalog = {
    publication: {
      exists: true,
      name: PUBLICATION,
      allTables: false,
      schemas: [],
      publishes: { insert: true, update: true, delete: true, truncate: false },
      viaPartitionRoot: false,
    },
    relations,
    similarNames: numbers(100).map((number) => ({ wanted: nameOf(number, 'gone'), candidates: [nameOf(number)] })),
    majorVersion: 17,
    roles: ROLES.map((name) => ({ name, exists: true, bypassesRowSecurity: false })),
    filterValues: askedValues(subscriptions).map((value, number) => ({
      ...value,
      answer: number % 9 === 0 ? { kind: 'refused', says: 'invalid input syntax for type uuid' } : { kind: 'accepted' },
    })),
  };
  const history = historyOf(relations);
  return {
    database: known({ name: 'preview', engine: 'PostgreSQL 17.4' }),
    catalog: known(catalog),
    subscriptions,
    source: sourceOf(subscriptions),
    policy: {
      publication: PUBLICATION,
      replicaIdentityFull: true,
      realtimeVersion: '2.34.0',
      replicaIdentity,
      tables: numbers(100).map((number) => ({
        table: nameOf(number * 90),
        replicaIdentity: 'default',
        reason: 'nobody reads the old row',
        until: null,
        isExpired: number % 10 === 0,
        location: place('realtime-guard.yml', number),
      })),
    },
    baseline: [],
    exceptions: numbers(100).map((number) => ({
      rule: 'published-table-has-rls',
      subject: `public.${nameOf(number * 80).name}`,
      reason: 'everybody may read it',
      until: null,
      isExpired: number % 10 === 0,
      location: place('realtime-guard.yml', 1_000 + number),
    })),
    history,
    // Some tables were published by hand, and some are gone again.
    migrated: { catalog: { ...catalog, relations: relations.map(asMigrated) }, history },
    server: known({
      isSetUp: known(true),
      walLevel: known('logical'),
      slots: known({ max: 10, used: 1 }),
      walSenders: known({ max: 10, used: 1 }),
      realtimeSlots: known([]),
    }),
    applied: { compared: true, files: 500, missing: [] },
    policyProbe: known({
      roles: ROLES,
      refused: [],
      tables: TABLES,
      failures: numbers(200).map((number) => ({
        table: nameOf(number * 49),
        role: ROLES[number % 2],
        code: '42501',
        message: 'permission denied for function is_member',
      })),
      leftOut: [],
    }),
  };
}

/**
 * The same with one table, subscription and statement in a hundred at fault; the others are as they should be.
 * @param {Facts} facts @param {(subscriptions: readonly object[]) => readonly object[]} askedValues the product's own
 * @returns {Facts}
 */
export function mostlyHealthy(facts, askedValues) {
  const catalog = facts.catalog.value;
  const relations = catalog.relations
    .slice(0, TABLES)
    .map((one, number) => ({ ...(isAtFault(number) ? one : healthy(one)), columns: TYPES.map(columnOf) }));
  const subscriptions = facts.subscriptions.map((one, number) =>
    isAtFault(number) ? one : heard(one, relations[(number * 7 + 1) % TABLES], number),
  );
  const mended = {
    ...catalog,
    relations,
    filterValues: askedValues(subscriptions).map((value) => ({ ...value, answer: { kind: 'accepted' } })),
  };
  const source = sourceOf(subscriptions);
  const history = { ...historyOf(relations), failed: facts.history.failed.slice(0, 1) };
  const probe = facts.policyProbe.value;
  return {
    ...facts,
    catalog: known(mended),
    subscriptions,
    source: { ...source, hazards: source.hazards.slice(0, 4) },
    history,
    migrated: { catalog: { ...mended, relations: relations.map((one) => ({ ...one })) }, history },
    policyProbe: known({ ...probe, failures: probe.failures.slice(0, 2) }),
  };
}

function isAtFault(number) {
  return number % 101 === 9;
}

function healthy(relation) {
  return {
    ...relation,
    relreplident: 'f',
    identityIndex: null,
    identityIndexColumns: [],
    primaryKey: { columns: ['c0'], deferrable: false },
    rowSecurity: true,
    rowSecurityAbove: null,
    policies: relation.policies.map((policy) => ({ ...policy, roles: ['authenticated'] })),
    rights: relation.rights.map((right) => ({ ...right, schemaUsage: true, selectsAll: true })),
    generatedColumns: [],
    inheritedBy: [],
    statistics: { ...relation.statistics, toastBytes: 8_192 },
    partitionRoot: null,
    columnList: null,
    rowFilter: null,
    columnListPublications: [],
    senders: [senderOf(PUBLICATION, null, [])],
    confidence: 'live',
  };
}

/** One to a table that is there; the first two ask for all of a schema each, so that somebody hears every table. */
function heard(subscription, { schema, name }, number) {
  const isOfAll = number < 2;
  return {
    ...subscription,
    schema: isOfAll ? ['public', 'internal'][number] : schema,
    table: isOfAll ? '*' : name,
    event: ['INSERT', 'UPDATE'][isOfAll ? 0 : number % 2],
    filter: isOfAll ? null : FILTERS[number % 3],
    sdk: 'supabase-js',
  };
}

function known(value) {
  return { known: true, value };
}

function numbers(length) {
  return Array.from({ length }, (_, number) => number);
}

function place(file, line) {
  return { file, line: line + 1, column: 3 };
}

/** Most names have a `_`, and in some another table has something else in its place. */
function nameOf(number, prefix = '') {
  const word = WORDS[number % WORDS.length];
  const name = `${prefix}${number % 97 === 0 ? word.replace('_', 'x') : word}_${number - (number % 97 === 0 ? 6 : 0)}`;
  return { schema: number % 5 === 0 ? 'internal' : 'public', name };
}

function relationOf(number, named) {
  const { schema, name } = nameOf(number);
  const every = (count, rest) => number % count === rest;
  const identity = every(250, 7) ? 'n' : every(100, 9) ? 'i' : every(8, 0) ? 'd' : 'f';
  return {
    schema,
    name,
    relkind: 'r',
    relpersistence: 'p',
    relreplident: identity,
    identityIndex: identity === 'i' ? 'by_c2' : null,
    identityIndexColumns: identity === 'i' ? ['c2'] : [],
    primaryKey: every(100, 3) ? null : { columns: ['c0'], deferrable: every(500, 4) },
    rowSecurity: !every(10, 4),
    rowSecurityAbove: every(80, 4) ? { schema: 'public', name: 'events' } : null,
    policies: ['select', 'all'].map((command) => ({
      name: `owners_${command}`,
      isPermissive: true,
      command,
      roles: every(30, 1) ? ['service_role'] : ['authenticated'],
      using: every(5, 0) ? 'true' : '(c2 = auth.uid())',
    })),
    rights: ROLES.map((role) => ({ role, schemaUsage: !every(200, 5), selectsAll: !every(100, 2), columns: ['c1'] })),
    columns: named.has(`${schema}.${name}`) ? TYPES.map(columnOf) : null,
    toastableColumns: every(2, 0) ? ['c1', 'c3'] : [],
    delicateColumns: [],
    generatedColumns: every(60, 8) ? ['c8'] : [],
    inheritedBy: every(90, 7) ? [nameOf(number + 1)] : [],
    statistics: {
      rows: 10_000,
      tableBytes: 4_000_000,
      toastBytes: every(70, 0) ? 80_000_000 : 8_192,
      averageRowBytes: 180,
      updates: 5_000,
      deletes: 100,
    },
    published: true,
    publishedThrough: null,
    partitionRoot: every(80, 4) ? { schema: 'public', name: 'events' } : null,
    columnList: every(350, 6) ? ['c0', 'c1'] : null,
    rowFilter: every(325, 5) ? '(c5 = true)' : null,
    columnListPublications: every(350, 6) ? [PUBLICATION] : [],
    senders: [
      senderOf(PUBLICATION, every(350, 6) ? ['c0', 'c1'] : null, every(325, 5) ? ['c5'] : []),
      ...(every(25, 1) ? [senderOf('warehouse', null, [])] : []),
    ],
    confidence: every(100, 99) ? 'assumed' : 'live',
    createdAt: place('supabase/migrations/1_tables.sql', number),
    publishedAt: every(2, 0) ? place('supabase/migrations/2_publish.sql', number) : null,
    identityAt: null,
  };
}

function columnOf(type, number) {
  return {
    name: `c${number}`,
    type,
    baseType: type,
    category: type === '_text' ? 'A' : type === 'text' || type === 'varchar' ? 'S' : 'U',
    isDomain: false,
    isToastable: ['text', 'jsonb', 'varchar', 'bytea', '_text'].includes(type),
    generated: null,
  };
}

function senderOf(publication, columnList, filterColumns) {
  return { publication, sendsUpdates: true, sendsDeletes: true, columnList, filterColumns, sendsGenerated: false };
}

/** Asked for by name, and in no publication: tables and views. */
function unpublishedOf(number, named) {
  const relkind = number % 4 === 0 ? 'v' : 'r';
  const primaryKey = relkind === 'v' ? null : { columns: ['c0'], deferrable: false };
  const name = nameOf(number, 'own');
  const columns = named.has(`${name.schema}.${name.name}`) ? TYPES.map(columnOf) : null;
  return { ...relationOf(number, named), ...name, relkind, primaryKey, columns, published: false, senders: [] };
}

function asMigrated(relation, number) {
  const live = number % 100 !== 0 && relation.published;
  return number % 350 === 1 ? { ...relation, name: `${relation.name}_old` } : { ...relation, published: live };
}

function subscriptionOf(number) {
  const { schema, name } = askedName(number);
  return {
    schema,
    table: name,
    event: EVENTS[number % EVENTS.length],
    filter: schema === '*' || name === '*' ? null : FILTERS[number % FILTERS.length],
    location: place(`src/live${number % 400}.ts`, number),
    sdk: number % 15 === 0 ? 'declared' : 'supabase-js',
    via: number % 6 === 0 ? [place('src/hook.ts', number)] : [],
    role: 'app',
    oldColumns: number % 3 === 0 ? null : number % 3 === 1 ? [] : ['c1', 'c2'],
  };
}

/** Most by their name, several to one table; every hundredth to all of a schema, or to a name in every schema. */
function askedName(number) {
  if (number % 100 === 50) return { schema: number % 200 === 50 ? 'public' : 'private', name: '*' };
  if (number % 100 === 75) return { schema: '*', name: nameOf(number).name };
  if (number % 20 === 7) return nameOf(number % 100, 'gone');
  if (number % 10 === 3) return nameOf(number % 200, 'own');
  return nameOf((number * 7) % 9_000);
}

function sourceOf(subscriptions) {
  const bindings = subscriptions.map(({ schema, table, event, filter, location, sdk, via }, number) => ({
    location,
    sdk,
    role: 'app',
    via,
    channel: place(`src/live${number % 400}.ts`, number - (number % 4)),
    event: [number % 40 === 0 ? { kind: 'unknown', reason: 'it is a parameter' } : text(event)],
    schema: [text(schema)],
    table: [text(table)],
    filter: [number % 90 === 0 ? { kind: 'object' } : filter === null ? { kind: 'absent' } : text(filter)],
    select: [{ kind: 'absent' }],
  }));
  const kinds = ['on-after-subscribe', 'topic-set-up-twice', 'equal-bindings', 'shared-params'];
  return {
    files: 5_000,
    subscriptions,
    unresolved: [],
    bindings,
    hazards: numbers(400).map((number) => ({
      kind: kinds[number % kinds.length],
      when: 'same-tick',
      role: 'app',
      topic: `room_${number}`,
      location: place(`src/live${number % 400}.ts`, number),
      first: place(`src/live${number % 400}.ts`, number + 1),
      via: [],
    })),
    clients: ['2.87.0', '2.101.0'].map((version, number) => ({
      name: '@supabase/realtime-js',
      version,
      location: place('package-lock.json', number),
    })),
    uses: [place('src/live0.ts', 0)],
    limits: [],
  };
}

function text(value) {
  return { kind: 'text', text: value, isWhole: !value.includes('{}') };
}

function historyOf(relations) {
  const event = (kind, { schema, name }, number, cause = null) => ({
    kind,
    relation: { schema, name },
    publication: PUBLICATION,
    cause,
    location: place('supabase/migrations/2_publish.sql', number),
  });
  return {
    origin: { kind: 'supabase', folder: 'supabase/migrations' },
    files: 500,
    statements: 20_000,
    failed: numbers(100).map((number) => ({
      statement: {
        text: `alter table public.${nameOf(number * 70).name} add column c11 text`,
        location: place('supabase/migrations/3_more.sql', number),
      },
      code: '42P01',
      message: `relation "${nameOf(number * 70).name}" does not exist`,
      matters: number % 2 === 0,
    })),
    relations: relations.map(({ schema, name, createdAt, publishedAt, identityAt }) => ({
      ...{ schema, name, createdAt, publishedAt, identityAt },
      confidence: 'replayed',
    })),
    events: [
      ...relations.map((relation, number) => event('published', relation, number)),
      ...relations
        .slice(TABLES)
        .map((relation, number) => event('unpublished', relation, TABLES + number, 'list-replaced')),
    ],
  };
}
