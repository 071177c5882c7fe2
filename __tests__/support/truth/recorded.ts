import { readFileSync } from 'node:fs';
import type { SubscribedEvent } from '../../../src/model/subscription.js';
import { baseSchema, FILTER_SCHEMA, filteredTable, OPERATOR_SCHEMA, unrecordedSchema } from './rebuilt.js';

export type Group = 'base' | 'extra' | 'operator' | 'filter-syntax' | 'cost';

export const GROUPS: readonly Group[] = ['base', 'extra', 'operator', 'filter-syntax', 'cost'];

/** A schema that cases share; each is built alone, in an otherwise empty database. */
export interface CaseSchema {
  readonly key: string;
  /** Statements run in order; what PostgreSQL refuses is left out, as it was when the case was measured. */
  readonly setup: string;
}

/** What the application asks of Realtime in a case. */
export interface Asked {
  readonly event: SubscribedEvent;
  readonly schema: string;
  readonly table: string;
  readonly filter: string | null;
}

/** What the engine was measured to do with one change. Unmeasured parts are undefined. */
export interface Seen {
  /** `ok`, or the words that refused the subscription. */
  readonly subscribed?: string;
  /** `ok`, or SQLSTATE and words that the application's own statement got. */
  readonly wrote?: string;
  readonly delivered?: number;
  /** The relation that the event names. */
  readonly from?: string;
  /** Keys of payload.new and of payload.old; null is none. */
  readonly record?: readonly string[] | null;
  readonly old?: readonly string[] | null;
  readonly errors?: readonly string[];
  /** The error that lost the batch of every subscriber; null when there was none. */
  readonly poison?: string | null;
}

export interface RecordedCase {
  readonly id: string;
  readonly group: Group;
  readonly schema: CaseSchema;
  /** Null when nothing is subscribed to. */
  readonly asked: Asked | null;
  /** The role of the subscriber's token; `authenticated-other` is a user whom the row is not of. */
  readonly role: string | null;
  /** The application's statement as one word, or what it was described as. */
  readonly event: string;
  readonly seen: Seen;
  /** Of the group `operator`: column type, operator and value. */
  readonly operator?: { readonly type: string; readonly operator: string };
  readonly note?: string;
}

/** Every measured case of __tests__/fixtures/engine. */
export function recordedCases(): readonly RecordedCase[] {
  return [...baseCases(), ...extraCases(), ...operatorCases(), ...filterCases(), ...costCases()];
}

function read<Content>(file: string): Content {
  return JSON.parse(readFileSync(`__tests__/fixtures/engine/${file}.json`, 'utf8')) as Content;
}

const keysOf = (text: string | null | undefined): readonly string[] | null =>
  text === null || text === undefined ? null : text.split(' ').filter((key) => key !== '');

type BaseRow = [string, string, SubscribedEvent, string, string, string, number, string | null, string | null];

const BASE_FILTERS: Readonly<Record<string, string | null>> = { none: null, pk: 'id=eq.1', 'non-pk': 'tag=eq.a' };

function baseCases(): readonly RecordedCase[] {
  return read<{ rows: BaseRow[] }>('base').rows.map(
    ([identity, rls, event, filter, role, wrote, delivered, record, old]) => ({
      id: `base: identity ${identity}, rls ${rls}, ${event}, filter ${filter}, ${role}`,
      group: 'base',
      schema: { key: `base ${identity} ${rls}`, setup: baseSchema(identity, rls) },
      asked: { event, schema: 'public', table: 't', filter: BASE_FILTERS[filter] ?? null },
      role,
      event,
      seen: { subscribed: 'ok', wrote, delivered, record: keysOf(record), old: keysOf(old), errors: [], poison: null },
    }),
  );
}

interface ExtraRow {
  readonly sub?: string;
  readonly event?: string;
  readonly write?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly filter?: string;
  readonly role?: string;
  readonly subscribed?: string | { readonly bad: string };
  readonly wrote?: string;
  readonly delivered?: number;
  readonly from?: string;
  readonly record?: string;
  readonly old?: string;
  readonly errors?: readonly string[];
  readonly pollError?: string;
  readonly note?: string;
  readonly result?: string;
  readonly polls?: readonly { readonly poll_error?: string; readonly events?: readonly string[] }[];
}

interface ExtraSchema {
  readonly case: string;
  readonly setup: readonly string[] | null;
  readonly rows: readonly ExtraRow[];
}

function extraCases(): readonly RecordedCase[] {
  return read<{ schemas: ExtraSchema[] }>('extra').schemas.flatMap((schema) =>
    schema.rows.map((row) => extraCase(schema, row)),
  );
}

function extraCase(schema: ExtraSchema, row: ExtraRow): RecordedCase {
  const { event = '-', note } = row;
  const unrecorded = schema.setup === null ? unrecordedSchema(schema.case) : null;
  // What changes the schema under the subscription is part of it: the project is checked as it is afterwards.
  const changes = /^(drop|rename)/i.test(event) ? [(row.write ?? '').replace(/; insert .*$/, '')] : [];
  const setup = unrecorded?.setup ?? [...(schema.setup ?? []), ...changes].join(';\n');
  const named: Asked | null =
    row.table === undefined
      ? null
      : { event: '*', schema: row.schema ?? 'public', table: row.table, filter: row.filter ?? null };
  return {
    id: `extra: ${[schema.case, row.sub, row.event].filter((part) => part !== undefined).join(', ')}`,
    group: 'extra',
    schema: { key: `extra ${schema.case} ${changes.join()}`, setup },
    asked: unrecorded?.asked ?? named,
    role: unrecorded === null ? (row.role ?? null) : 'authenticated',
    event,
    seen: extraSeen(row),
    ...(note === undefined ? {} : { note }),
  };
}

function extraSeen(row: ExtraRow): Seen {
  if (row.result !== undefined) return { subscribed: 'ok', poison: row.result === 'ok' ? null : row.result };
  if (row.polls !== undefined) {
    const poison = row.polls.flatMap(({ poll_error: error }) => error ?? [])[0] ?? null;
    return { subscribed: 'ok', wrote: 'ok', poison };
  }
  const { subscribed, wrote, delivered, from, record, old, errors = [], pollError = null } = row;
  return {
    ...(typeof subscribed === 'string' ? { subscribed: subscribed.replace(/^ok\(\d+\)$/, 'ok') } : {}),
    ...(wrote === undefined ? {} : { wrote }),
    ...(delivered === undefined ? {} : { delivered }),
    ...(from === undefined ? {} : { from }),
    ...{ record: keysOf(record), old: keysOf(old), errors, poison: pollError },
  };
}

type OperatorRow = [string, string, string, 'ok' | 'rejected' | 'POISON', number, string];

function operatorCases(): readonly RecordedCase[] {
  return read<{ rows: OperatorRow[] }>('operator').rows.map(([type, operator, value, verdict, delivered, said]) => ({
    id: `operator: ${type} ${operator}.${value}`,
    group: 'operator',
    schema: OPERATOR_SCHEMA,
    asked: { event: '*', schema: 'public', table: filteredTable(type), filter: `v=${operator}.${value}` },
    role: 'authenticated',
    event: 'INSERT',
    seen: {
      subscribed: verdict === 'rejected' ? said : 'ok',
      wrote: 'ok',
      delivered,
      errors: [],
      poison: verdict === 'POISON' ? said : null,
    },
    operator: { type, operator },
  }));
}

function filterCases(): readonly RecordedCase[] {
  return read<{ rows: [string, string, string][] }>('filter-syntax').rows.map(([name, filter, subscribed]) => ({
    id: `filter-syntax: ${name}`,
    group: 'filter-syntax',
    schema: FILTER_SCHEMA,
    asked: { event: '*', schema: 'public', table: 'f', filter },
    role: 'authenticated',
    event: '-',
    seen: { subscribed },
  }));
}

function costCases(): readonly RecordedCase[] {
  return read<{ rows: { shape: string; identity?: string }[] }>('cost').rows.map(({ shape, identity }) => ({
    id: `cost: ${shape}${identity === undefined ? '' : `, identity ${identity}`}`,
    group: 'cost',
    schema: { key: 'empty', setup: '' },
    asked: null,
    role: null,
    event: '-',
    seen: {},
  }));
}
