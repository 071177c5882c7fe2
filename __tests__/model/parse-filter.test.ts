import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countListed, type FilterCondition, parseFilter } from '../../src/model/parse-filter.js';

describe('a filter that the server accepts', () => {
  const conditions = (text: string, isWhole = true) => {
    const parsed = parseFilter(text, isWhole);
    return parsed.accepted ? parsed.conditions.map(({ column, operator, value }) => [column, operator, value]) : parsed;
  };
  test.each([
    ['', []],
    ['  ', []],
    ['room_id=eq.1', [['room_id', 'eq', '1']]],
    [' room_id=eq.1 ', [['room_id', 'eq', '1']]],
    ['room_id=not.eq.1', [['room_id', 'eq', '1']]],
    ['room_id=eq.', [['room_id', 'eq', '']]],
    ['email=eq.a.b=c', [['email', 'eq', 'a.b=c']]],
    ['id=in.(1,2,3)', [['id', 'in', '(1,2,3)']]],
    ['name=in.("a,b",c)', [['name', 'in', '("a,b",c)']]],
    [
      'room_id=eq.1, kind=in.(a,b),name=eq."x,y"',
      [
        ['room_id', 'eq', '1'],
        ['kind', 'in', '(a,b)'],
        ['name', 'eq', '"x,y"'],
      ],
    ],
    ['name=eq."a\\",b"', [['name', 'eq', '"a\\",b"']]],
    ['tags=eq.{}', [['tags', 'eq', '{}']]],
    [
      'a=eq.x),b=eq.1',
      [
        ['a', 'eq', 'x)'],
        ['b', 'eq', '1'],
      ],
    ],
    // A quote opens only after a dot, a parenthesis, or a comma within one.
    [
      'a=eq.x"y,b=eq.1"',
      [
        ['a', 'eq', 'x"y'],
        ['b', 'eq', '1"'],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(conditions(text)).toEqual(expected);
  });

  test('what is put in at run time is not guessed at', () => {
    for (const text of [
      '{}',
      '{}=eq.1',
      'a{}',
      'a={}',
      'a={}.1',
      'a=not.{}',
      'id=in.{}',
      'id=in.({})',
      'id=in.(1,{}',
      '{},x',
    ]) {
      expect([text, parseFilter(text, false).accepted]).toEqual([text, true]);
    }
    expect(conditions('room_id=eq.{},kind=eq.a', false)).toEqual([
      ['room_id', 'eq', '{}'],
      ['kind', 'eq', 'a'],
    ]);
  });
});

describe('a filter that the server refuses, in its words', () => {
  const EMPTY = 'filter must not contain empty segments (check for extra commas)';
  const NOT_WRAPPED = '`in` filter value must be wrapped by parentheses';
  test.each([
    ['undefined', '["undefined"]'],
    ['subject=foo.hey', '["foo", "hey"]'],
    ['room_id=EQ.1', '["EQ", "1"]'],
    ['room_id= eq.1', '[" eq", "1"]'],
    ['room_id=eq', '["eq"]'],
    ['room_id=not.not.eq.1', '["not", "eq.1"]'],
    ['room_id=eq.1,', EMPTY],
    [',room_id=eq.1', EMPTY],
    ['a=eq.1, ,b=eq.2', EMPTY],
    ['id=in.1,2', NOT_WRAPPED],
    ['id=in.(1,2', NOT_WRAPPED],
    ['id=in.', NOT_WRAPPED],
  ])('%s', (text, reason) => {
    const parsed = parseFilter(text, true);
    expect(parsed.accepted ? null : parsed.reason).toBe(`Error parsing \`filter\` params: ${reason}`);
  });

  test('also around what is put in at run time', () => {
    for (const text of [
      'room_id=EQ.{}',
      'room_id=eq.{},',
      'a=eq.{},,b=eq.1',
      'id=in.1,{}=eq.1',
      'id=in.5{}',
      'a=eq.{},b=x.1',
    ]) {
      expect([text, parseFilter(text, false).accepted]).toEqual([text, false]);
    }
  });
});

describe('any filter', () => {
  const column = fc.stringMatching(/^[a-z_]{1,8}$/);
  const operator = fc.constantFrom(
    'eq',
    'neq',
    'lt',
    'lte',
    'gt',
    'gte',
    'like',
    'ilike',
    'match',
    'imatch',
    'isdistinct',
  );
  const quoted = fc.string().map((text) => `"${text.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`);
  const value = fc.oneof(fc.stringMatching(/^[a-z0-9 .=:-]{0,10}[a-z0-9]$/), quoted);
  const condition = fc.tuple(column, fc.constantFrom('', 'not.'), operator, value);
  const write = (parts: readonly string[]) => `${parts[0]}=${parts[1]}${parts[2]}.${parts[3]}`;

  test('that is well formed comes back condition for condition', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1 }), (conditions) => {
        const expected: FilterCondition[] = conditions.map(([name, not, op, right]) => ({
          column: name,
          operator: op as FilterCondition['operator'],
          isNegated: not === 'not.',
          value: right,
        }));
        expect(parseFilter(conditions.map(write).join(','), true)).toEqual({ accepted: true, conditions: expected });
      }),
      { numRuns: 1_000 },
    );
  });

  test('with one comma more is refused', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1 }), fc.nat(), (conditions, where) => {
        const parts = conditions.map(write);
        parts.splice(where % (parts.length + 1), 0, ' ');
        expect(parseFilter(parts.join(','), true).accepted).toBe(false);
      }),
    );
  });

  test('that is refused with pieces unknown is refused with values in their place', () => {
    const piece = fc.constantFrom('{}', 'a', 'eq', 'in', 'not', '=', '.', ',', '(', ')', ' ', 'X');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.stringMatching(/^[a-z0-9 -]{0,6}$/), (pieces, put) => {
        const text = pieces.join('');
        // A value stands after an operator; elsewhere a piece may be anything, and nothing is said.
        if (parseFilter(text, false).accepted) return;
        expect([text, parseFilter(text.replaceAll('{}', put), true).accepted]).toEqual([text, false]);
      }),
      { numRuns: 20_000 },
    );
  });

  test('whatever it is, is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isWhole) => {
        expect(typeof parseFilter(text, isWhole).accepted).toBe('boolean');
      }),
      { numRuns: 2_000 },
    );
  });

  test('a long one is read in linear time', () => {
    const started = performance.now();
    for (const unit of ['("', '\\"', 'a=eq.1,', '(', '"', '=']) {
      parseFilter(`a=in.(${unit.repeat(200_000)}`, true);
      countListed(`(${unit.repeat(200_000)})`);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test('the values of a list are counted', () => {
  expect(['()', '(1)', '(1,2)', '("a,b",c)', '("a\\",b",c)', '("open,', '(1,,2)'].map(countListed)).toEqual([
    0, 1, 2, 2, 2, 1, 3,
  ]);
});
