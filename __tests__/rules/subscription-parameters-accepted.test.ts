import { describe, expect, test } from '@jest/globals';
import { askedValues, type FilterAnswer } from '../../src/model/filter-value.js';
import type { ParameterValue } from '../../src/model/source.js';
import rule from '../../src/rules/subscription-parameters-accepted.js';
import { at, binding, facts, found, sourceFacts, subscription, text } from '../support/builders.js';

const ABSENT: ParameterValue = { kind: 'absent' };
const UNDEFINED: ParameterValue = { kind: 'undefined' };
const NULL: ParameterValue = { kind: 'null' };
const UNKNOWN: ParameterValue = { kind: 'unknown', reason: 'it is a parameter' };
const LIST: ParameterValue = { kind: 'array' };
const ROOM = text('room_id=eq.{}');

const REFUSED = 'the channel reports SUBSCRIBED, then the server refuses every binding of it';
const NO_PARAMS = 'No subscription params provided. Please provide at least a `schema` or `table` to subscribe to: ...';

const of = (changes: Parameters<typeof binding>[0]) => found(rule, sourceFacts({ bindings: [binding(changes)] }));
const messages = (changes: Parameters<typeof binding>[0]) => of(changes).map(({ message }) => message);

test('a table with a filter and no schema', () => {
  expect(of({ schema: [ABSENT], filter: [ROOM], via: [at(2)] })).toEqual([
    {
      subject: 'src/app.ts: parameters of messages',
      message: 'the subscription to messages has a filter but no schema',
      detail: `${REFUSED}: ${NO_PARAMS}`,
      hint: "Name the schema, for example schema: 'public'.",
      fix: [],
      location: at(7),
      related: [{ ...at(2), label: 'its parameters are here' }],
    },
  ]);
});

describe('schema, table and filter together', () => {
  test('what the server takes', () => {
    expect(messages({ filter: [ROOM] })).toEqual([]);
    expect(messages({ table: [ABSENT] })).toEqual([]);
    expect(messages({ schema: [ABSENT] })).toEqual([]);
    expect(messages({ schema: [ABSENT], filter: [UNDEFINED] })).toEqual([]);
    expect(messages({ schema: [text('*')], table: [ABSENT] })).toEqual([]);
  });

  test('what it does not', () => {
    expect(messages({ schema: [ABSENT], table: [UNDEFINED] })).toEqual([
      'a subscription names neither schema nor table',
    ]);
    expect(messages({ table: [ABSENT], filter: [ROOM] })).toEqual(['a subscription has a filter but no table']);
    expect(messages({ schema: [ABSENT], table: [ABSENT], filter: [ROOM] })).toEqual([
      'a subscription has a filter but no schema',
    ]);
  });

  test('a condition that decides about one of the two', () => {
    expect(messages({ schema: [ABSENT], filter: [ROOM, ABSENT] })).toHaveLength(1);
    expect(messages({ schema: [text('public'), ABSENT], filter: [ROOM] })).toHaveLength(1);
  });

  test('a condition that may decide about both, or a value that is not known, is not guessed at', () => {
    expect(messages({ schema: [text('public'), ABSENT], filter: [ROOM, ABSENT] })).toEqual([]);
    expect(messages({ schema: [ABSENT], filter: [UNKNOWN] })).toEqual([]);
    expect(messages({ schema: [UNKNOWN], table: [UNKNOWN], filter: [ROOM] })).toEqual([]);
  });

  test('a client that puts public in', () => {
    for (const sdk of ['supabase-swift', 'supabase-kt', 'supabase-csharp', 'supabase-js-v1', 'rxdb'] as const) {
      expect(messages({ sdk, schema: [ABSENT], filter: [ROOM] })).toEqual([]);
    }
    for (const sdk of ['supabase-flutter', 'supabase-py', 'supabase-cache-helpers'] as const) {
      expect(messages({ sdk, schema: [ABSENT], filter: [ROOM] })).toHaveLength(1);
    }
  });
});

describe('a value that is no text', () => {
  test('null', () => {
    expect(of({ filter: [ROOM, NULL] })[0]).toMatchObject({
      subject: 'src/app.ts: filter of public.messages',
      message: 'the filter of public.messages can be null',
      detail: `${REFUSED}: ${NO_PARAMS}`,
      hint: 'Leave it out, or give undefined, where there is none.',
    });
    expect(messages({ filter: [NULL] })).toEqual(['the filter of public.messages is null']);
    expect(messages({ schema: [NULL], table: [NULL] })).toEqual([
      'the schema of a subscription is null',
      'the table of a subscription is null',
    ]);
  });

  test('a number and a boolean', () => {
    expect(
      messages({
        filter: [
          { kind: 'number', text: '5' },
          { kind: 'boolean', text: 'false' },
        ],
      }),
    ).toEqual(['the filter of public.messages can be a number', 'the filter of public.messages can be a boolean']);
  });

  test('undefined is left out by JSON, and what JSON does not keep is another rule’s', () => {
    const others = (['object', 'array', 'date', 'nan', 'function', 'undefined'] as const).map((kind) => ({ kind }));
    expect(messages({ filter: [...others, UNKNOWN] })).toEqual([]);
  });

  test('a client with types leaves null out', () => {
    expect(messages({ sdk: 'supabase-flutter', filter: [NULL] })).toEqual([]);
    expect(messages({ sdk: 'supabase-py', schema: [NULL] })).toEqual([]);
  });
});

describe('the event', () => {
  test('that is none of the four', () => {
    expect(of({ event: [text('INSERTED')] })[0]).toMatchObject({
      subject: 'src/app.ts: event of public.messages',
      message: 'the event of public.messages is "INSERTED", which is none',
      detail:
        'the server sends every change, the client compares its event with this one, and the callback never fires',
    });
    expect(messages({ event: [text('INSERT'), text('ALL')] })).toEqual([
      'the event of public.messages can be "ALL", which is none',
    ]);
  });

  test('in lower case is the event', () => {
    expect(messages({ event: ['*', 'insert', 'Update', 'DELETE'].map((event) => text(event)) })).toEqual([]);
  });

  test('that is missing', () => {
    expect(messages({ event: [ABSENT] })).toEqual(['the event of public.messages is missing']);
    expect(messages({ event: [text('*'), UNDEFINED] })).toEqual(['the event of public.messages can be missing']);
    expect(messages({ sdk: 'supabase-kt', event: [ABSENT] })).toEqual([]);
  });

  test('that is not known', () => {
    expect(messages({ event: [UNKNOWN] })).toEqual([]);
    expect(messages({ event: [text('{}')] })).toEqual([]);
  });
});

describe('the text of the filter', () => {
  const list = (count: number) => Array.from({ length: count }, (_, index) => index).join(',');
  const NO_OR = 'A filter has no OR, and joins conditions by a comma: subscribe once for each alternative.';
  const EMPTY = 'Error parsing `filter` params: filter must not contain empty segments (check for extra commas)';

  test.each([
    ['room_id=EQ.1', 'Error parsing `filter` params: ["EQ", "1"]'],
    ['room_id=EQ.{}', 'Error parsing `filter` params: ["EQ", "{}"]'],
    ['room_id = eq.1', 'Error parsing `filter` params: [" eq", "1"]'],
    ['room_id =eq.1', 'invalid column for filter room_id '],
    ['=eq.1', 'invalid column for filter '],
    ['"room_id"=eq.1', 'invalid column for filter "room_id"'],
    ['room_id=is1', 'Error parsing `filter` params: ["is1"]'],
    ['undefined', 'Error parsing `filter` params: ["undefined"]'],
    ['room_id=contains.1', 'Error parsing `filter` params: ["contains", "1"]'],
    ['room_id=eq.{},', EMPTY],
    ['id=in.1,2', 'Error parsing `filter` params: `in` filter value must be wrapped by parentheses'],
    ['room_id.eq.{}', 'Error parsing `filter` params: ["room_id.eq.{}"]'],
    ['room_id.not.in.({})', 'Error parsing `filter` params: ["room_id.not.in.({})"]'],
    ['or(a.eq.{},b.eq.{})', 'Error parsing `filter` params: ["or(a.eq.{},b.eq.{})"]'],
    ['or(and(a=eq.{},b=eq.1),a=eq.1)', 'invalid column for filter or(and(a'],
    ['done=is.yes', 'invalid value for is filter: must be null, true, false, or unknown'],
  ])('%s is malformed', (filter, says) => {
    const [violation] = of({ filter: [text(filter)] });
    expect(violation?.message).toBe(`the filter of public.messages is malformed: "${filter}"`);
    expect(violation?.detail).toBe(`${REFUSED}: ${says}`);
  });

  test.each(['undefined', 'null', '[object Object]'])('%s for a value', (value) => {
    const [violation] = of({ filter: [text(`room_id=eq.${value}`), ROOM] });
    expect(violation?.message).toBe(`the filter of public.messages can be a comparison with the text "${value}"`);
    expect(violation?.detail).toBe(
      `${REFUSED}: invalid input syntax for type ...: "${value}" (where the column is text, it is accepted and no row matches)`,
    );
  });

  test.each([
    ['room_id=eq.null', 'accepted', 'warning'],
    ['room_id=eq.1&kind=eq.a', 'accepted', 'warning'],
    ['room_id=eq.null', 'refused', undefined],
    ['room_id=eq.{}&kind=eq.a', 'accepted', undefined],
  ] as const)('%s, which the column has %s', (filter, kind, severity) => {
    const source = sourceFacts({ bindings: [binding({ filter: [text(filter)] })] });
    const answer: FilterAnswer = kind === 'accepted' ? { kind } : { kind, says: 'invalid input syntax' };
    const asked = askedValues([subscription('public.messages', { filter, sdk: 'supabase-js' })]);
    const { catalog } = facts([], [], { filterValues: asked.map((value) => ({ ...value, answer })) });
    expect(found(rule, { ...source, catalog })).toMatchObject([{ location: at(7) }]);
    expect(found(rule, { ...source, catalog })[0]?.severity).toBe(severity);
    expect(found(rule, { ...source, catalog })[0]?.detail.startsWith(REFUSED)).toBe(severity === undefined);
  });

  test('conditions joined by &', () => {
    const [violation] = of({ filter: [text('room_id=eq.{}&kind=in.(a,b)')] });
    expect(violation).toMatchObject({
      message: 'the filter of public.messages is malformed: "room_id=eq.{}&kind=in.(a,b)"',
      detail: `${REFUSED}: invalid input syntax for type ...: "{}&kind=in.(a,b)" (where the column is text, it is accepted and no row matches)`,
      hint: 'Join conditions by a comma; what stands before it is the value.',
    });
  });

  test.each([
    ['room_id=eq.{} and kind=eq.a', 'Join conditions by a comma; what stands before it is the value.'],
    ['room_id=eq.{} OR kind=eq.a', NO_OR],
    ['or=(room_id.eq.{},kind.eq.a)', NO_OR],
    ['or(room_id.eq.1,kind.eq.a)', NO_OR],
  ])('conditions joined as in SQL or PostgREST: %s', (filter, hint) => {
    expect(of({ filter: [text(filter)] })).toMatchObject([
      { message: `the filter of public.messages is malformed: "${filter}"`, hint },
    ]);
  });

  test.each(['(undefined)', '(null)'])('%s for a list', (value) => {
    expect(messages({ filter: [text(`room_id=in.${value}`)] })).toEqual([
      `the filter of public.messages is a comparison with the text "${value}"`,
    ]);
  });

  test('more than 100 values', () => {
    expect(messages({ filter: [text(`id=in.(${list(100)})`)] })).toEqual([]);
    const [violation] = of({ filter: [text(`id=in.(${list(101)})`)] });
    expect(violation?.message).toBe('the filter of public.messages is a list of 101 values');
    expect(violation?.detail).toBe(`${REFUSED}: too many values for \`in\` filter. Maximum 100`);
  });

  test('a long one is cut', () => {
    expect(messages({ filter: [text(`room_id=EQ.${list(400)}`)] })[0]?.length).toBeLessThan(140);
  });

  test.each([
    '',
    'room_id=eq.{}',
    'room_id=not.eq.{}',
    'room_id={}',
    '{}',
    '{}=eq.1',
    'id=in.({})',
    'id=in.{}',
    'a=is.null,b=isdistinct.null',
    'a=is.{}',
    'a=is."null"',
    'name=eq."undefined"',
    'name=eq.this & that=them',
    'name=eq.this and that=them',
    'name.{}',
    'name.first=eq.{}',
    'name=eq.{} or else',
    'name=eq."a&b=eq.1"',
    'room_id=eq.1,kind=in.(a,b)',
  ])('%s is accepted', (filter) => {
    expect(messages({ filter: [text(filter)] })).toEqual([]);
  });
});

describe('the columns that are selected', () => {
  test('of every table', () => {
    for (const changes of [{ table: [text('*')] }, { table: [ABSENT] }, { schema: [text('*')] }]) {
      const [violation] = of({ ...changes, select: [LIST] });
      expect(violation?.message).toBe('columns are selected of every table');
      expect(violation?.detail).toBe(
        `${REFUSED}: Column selection is not supported for wildcard subscriptions. Provide an explicit schema and table name.`,
      );
    }
    expect(messages({ select: [LIST] })).toEqual([]);
    expect(messages({ table: [text('*')], select: [ABSENT] })).toEqual([]);
    expect(messages({ table: [text('*'), text('rooms')], select: [LIST] })).toEqual([]);
    expect(messages({ table: [], select: [LIST] })).toEqual([]);
  });

  test('as one text', () => {
    expect(messages({ select: [text('id,body')] })).toEqual(['the select of public.messages is one text']);
  });
});

test('two problems of one binding, and the same one twice, are told apart', () => {
  const twice = [binding({ filter: [NULL], event: [ABSENT] }), binding({ filter: [NULL], location: at(20) })];
  expect(found(rule, sourceFacts({ bindings: twice })).map(({ subject }) => subject)).toEqual([
    'src/app.ts: filter of public.messages',
    'src/app.ts: event of public.messages',
    'src/app.ts: filter of public.messages (2)',
  ]);
});

test('bindings of tests, stories and scripts are not looked at', () => {
  const given = sourceFacts({ bindings: [binding({ role: 'test', filter: [NULL] })] });
  expect(rule.check(given)).toEqual({ status: 'not-applicable', reason: 'the application has no binding' });
});
