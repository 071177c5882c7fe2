import { describe, expect, test } from '@jest/globals';
import type { BindingHazard, ParameterValue, SourceFacts } from '../../src/model/source.js';
import { binding, client, hazard } from '../support/builders.js';
import { errorsOf, judged, type Seen } from '../support/client-verdict.js';

const VERSIONS = [
  '2.10.7',
  '2.15.5',
  '2.81.1',
  '2.86.0',
  '2.87.1',
  '2.101.0',
  '2.112.1',
  '2.112.2',
  '2.119.1',
  '3.0.0-next.29',
] as const;

/** The verdict of each version, in that order; one for all of them where they agree. */
interface Case {
  readonly name: string;
  readonly facts: Partial<SourceFacts>;
  readonly seen: readonly Seen[];
}

const every = (seen: Seen): readonly Seen[] => VERSIONS.map(() => seen);
const until = (changes: readonly (readonly [(typeof VERSIONS)[number], Seen])[]): readonly Seen[] => {
  const from = new Map<string, Seen>(changes);
  let now: Seen = 'ok';
  return VERSIONS.map((version) => {
    now = from.get(version) ?? now;
    return now;
  });
};

const text = (written: string): ParameterValue => ({ kind: 'text', text: written, isWhole: true });
const given = (changes: Parameters<typeof binding>[0]): Partial<SourceFacts> => ({ bindings: [binding(changes)] });
const filter = (value: ParameterValue): Partial<SourceFacts> => given({ filter: [value] });
const danger = (kind: BindingHazard['kind'], when: BindingHazard['when']): Partial<SourceFacts> => ({
  bindings: [binding(), binding()],
  hazards: [hazard(kind, { when })],
});

const LATE = until([
  ['2.10.7', 'mismatch'],
  ['2.101.0', 'throws'],
]);
const TWICE = until([
  ['2.15.5', 'mismatch'],
  ['2.101.0', 'throws'],
]);
const EQUAL = until([
  ['2.112.2', 'dead'],
  ['3.0.0-next.29', 'ok'],
]);

const CASES: readonly Case[] = [
  { name: 'filter: undefined', facts: filter({ kind: 'undefined' }), seen: every('ok') },
  { name: "filter: ''", facts: filter(text('')), seen: every('ok') },
  { name: 'event in lower case', facts: given({ event: [text('insert')] }), seen: every('ok') },
  { name: 'event missing', facts: given({ event: [{ kind: 'absent' }] }), seen: every('dead') },
  { name: 'schema missing', facts: given({ schema: [{ kind: 'absent' }] }), seen: every('ok') },
  {
    name: 'several bindings',
    facts: { bindings: [binding(), binding({ table: [text('rooms')] })] },
    seen: every('ok'),
  },
  { name: 'filter: object', facts: filter({ kind: 'object' }), seen: every('mismatch') },
  { name: 'filter: array', facts: filter({ kind: 'array' }), seen: every('mismatch') },
  { name: 'filter: Date', facts: filter({ kind: 'date' }), seen: every('mismatch') },
  { name: 'filter: function', facts: filter({ kind: 'function' }), seen: every('mismatch') },
  { name: 'table: array', facts: given({ table: [{ kind: 'array' }] }), seen: every('mismatch') },
  { name: 'event: array', facts: given({ event: [{ kind: 'array' }] }), seen: every('mismatch') },
  { name: '.on after .subscribe, in the same tick', facts: danger('on-after-subscribe', 'same-tick'), seen: LATE },
  { name: '.on after SUBSCRIBED, then a rejoin', facts: danger('on-after-subscribe', 'subscribed'), seen: LATE },
  { name: '.on while the connection is lost', facts: danger('on-after-subscribe', 'rejoin'), seen: every('mismatch') },
  { name: 'an effect that runs twice without a clean-up', facts: danger('topic-set-up-twice', 'again'), seen: TWICE },
  { name: 'two components with one topic', facts: danger('topic-set-up-twice', 'same-tick'), seen: TWICE },
  { name: 'a retry on the same topic, then a rejoin', facts: danger('topic-set-up-twice', 'retry'), seen: TWICE },
  { name: 'equal bindings', facts: danger('equal-bindings', 'same-tick'), seen: EQUAL },
  {
    name: 'parameters that are changed between the question and the answer',
    facts: danger('shared-params', 'subscribed'),
    seen: until([['2.15.5', 'mismatch']]),
  },
];

describe.each(CASES)('$name', ({ facts, seen }) => {
  test.each(VERSIONS.map((version, index) => [version, seen[index]] as const))('%s: %s', (version, verdict) => {
    expect(judged({ ...facts, clients: [client(version)] })).toBe(verdict);
  });
});

test('an object that is changed in a loop leaves the first table out in every version', () => {
  for (const version of VERSIONS) {
    expect(judged({ ...danger('shared-params', 'same-tick'), clients: [client(version)] })).toBe('dead');
  }
});

test.each([
  ['filter: null', filter({ kind: 'null' })],
  ['filter: number 5', filter({ kind: 'number', text: '5' })],
  ['table: null', given({ table: [{ kind: 'null' }] })],
  ['schema and table missing', given({ schema: [{ kind: 'absent' }], table: [{ kind: 'absent' }] })],
] as const)('the client accepts what the server then refuses: %s', (_, facts) => {
  for (const version of VERSIONS) expect(errorsOf({ ...facts, clients: [client(version)] })).toHaveLength(1);
  expect(errorsOf(facts)[0]).toMatch(/^the channel reports SUBSCRIBED, then the server refuses/);
});
