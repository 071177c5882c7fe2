import fc from 'fast-check';
import type { SubscribedEvent } from '../../../src/model/subscription.js';

/** Stands before the token at which a subscription must be found; it is taken out before the file is written. */
export const MARK = '§';

/** A part of an application: files by their names, in one of which the mark stands, and what is subscribed to there. */
export interface Feature {
  readonly files: Readonly<Record<string, string>>;
  readonly tables: readonly string[];
  readonly plan: Plan;
}

/** What is drawn at random for each feature, whatever its language. */
export interface Plan {
  readonly tables: readonly [string, string];
  readonly schema: string | null;
  readonly event: SubscribedEvent;
  /** Never without a schema: the server refuses that. */
  readonly hasFilter: boolean;
  /** Where the name of the table is said. */
  readonly said: Said;
  /** The kinds of the functions that the name goes through, the one that subscribes first. */
  readonly hops: readonly Hop[];
  /** How many modules an imported name comes through. */
  readonly modules: number;
  /** Spellings that mean the same are told apart by these. */
  readonly style: number;
  readonly isScript: boolean;
  readonly extension: string;
}

export type Said = 'literal' | 'constant' | 'object' | 'enum' | 'loop' | 'each' | 'ternary' | 'import' | 'alias';
export type Hop = 'position' | 'options' | 'method' | 'composable';

const SAID: readonly Said[] = [
  ...(['literal', 'constant', 'object', 'enum', 'loop', 'each', 'ternary', 'import', 'alias'] as const),
];
const HOPS: readonly Hop[] = ['position', 'options', 'method', 'composable'];
const EVENTS: readonly SubscribedEvent[] = ['*', 'INSERT', 'UPDATE', 'DELETE'];
const SCRIPTS = ['.ts', '.tsx', '.js', '.jsx', '.vue', '.svelte'];
const LEXED = ['.dart', '.swift', '.kt', '.py', '.cs'];

const TABLE = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_]{0,14}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Order Items', 'größe', 'a-b', 'constructor', 'toString', '订单', 'public', 'from'),
  },
);

export const PLANS = fc.array(
  fc
    .record({
      names: fc.uniqueArray(TABLE, { minLength: 2, maxLength: 2 }),
      schema: fc.constantFrom('public', 'public', 'chat', null),
      event: fc.constantFrom(...EVENTS),
      filtered: fc.boolean(),
      said: fc.constantFrom(...SAID),
      hops: fc.oneof(fc.constant([]), fc.array(fc.constantFrom(...HOPS), { maxLength: 5 })),
      modules: fc.integer({ min: 1, max: 3 }),
      style: fc.nat({ max: 1000 }),
      extension: fc.oneof(fc.constantFrom(...SCRIPTS), fc.constantFrom(...LEXED)),
    })
    .map(
      ({ names, filtered, ...plan }): Plan => ({
        ...plan,
        tables: [names[0] ?? 'a', names[1] ?? 'b'],
        hasFilter: filtered && plan.schema !== null,
        isScript: SCRIPTS.includes(plan.extension),
      }),
    ),
  { minLength: 1, maxLength: 6 },
);

/** Whether this spelling is the one that a plan asks for. @param of how many there are */
export function pick<T>({ style }: Plan, shift: number, ...spellings: readonly [T, ...T[]]): T {
  return spellings[Math.floor(style / shift) % spellings.length] ?? spellings[0];
}

export function indent(text: string, by = '  '): string {
  return text.replaceAll(/^(?=.)/gm, by);
}
