import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { type Piece, splitStatements } from '../../src/migrations/split-statements.js';
import { exampleMigrations } from '../support/examples.js';

await loadModule();

const statementsOf = (sql: string): readonly Piece[] => splitStatements(sql).filter(({ kind }) => kind === 'statement');

/**
 * Programs are put together from tokens with blanks between them, so that their statements are known beforehand. The
 * blanks and the insides of quotes are made of what a careless splitter cuts at.
 */
const BLANKS = [' ', '\n', '\r\n', '\r', '\t', ' \f\v', '--\n', '-- a ; b\n', "--it's\r", '-- $$ (\r\n'].concat([
  '/* ; */',
  '/**/',
  '/*/**/*/',
  "/* /* ' ; */ $$ \n */",
  '/***/',
  '/* é ; 😀 */',
  '/*--*/',
  '/*\r\n\r;*/',
]);
const blank = fc.constantFrom(...BLANKS);
const blanks = fc.array(blank, { maxLength: 3 }).map((parts) => parts.join(''));

const NASTY = [
  ';',
  ';\n',
  '\r\n',
  '--',
  '/*',
  '*/',
  '(',
  ')',
  '$$',
  '$a$',
  ' begin atomic ',
  ' end ',
  'é',
  '😀',
  'x',
  '\\',
];
const inside = (...more: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...NASTY, ...more), { maxLength: 6 }).map((parts) => parts.join(''));
const escaped = fc
  .array(fc.constantFrom(...NASTY.filter((one) => one !== '\\'), "''", "\\'", '\\\\', '\\;', '"'), { maxLength: 6 })
  .map((parts) => parts.join(''));

const literal = fc.oneof(
  inside('"', "''").map((text) => `'${text}'`),
  fc.tuple(fc.constantFrom('e', 'E'), escaped).map(([e, text]) => `${e}'${text}'`),
  fc.constantFrom("e'a\\'' \n 'b\\';'", "'a\\'\r\n';b'", "U&'\\0061;'", "N'n;'", "B'0101'", "X'1F'", '$1', '$1::int'),
  fc.constantFrom('1', '1.5e-3', '.5', '0x1F', '1_000', '1e10', 'true', 'current_date'),
  inside("'", '"').map((text) => `$q$${text}$q$`),
  inside("'", '"', '$q$').map((text) => `$Ünï_1$${text}$Ünï_1$`),
  fc.constantFrom('$$;$q$;$$', "$$'$$", '$a$;$$;$a$', '$$$$'),
);
const identifier = fc.oneof(
  fc.constantFrom(
    'a$b$',
    'c$1',
    'tábla',
    '"a;b"',
    '"it\'s"',
    '"with""quote;"',
    '"$$"',
    '"/*"',
    'U&"d\\0061t;"',
    '表',
    '_x',
  ),
  fc.constantFrom('atomic', 'begin', '"end"', '"begin"', 'stdin', 'function', 'procedure'),
);

type Tokens = readonly string[];
const tokens = (...parts: readonly (string | fc.Arbitrary<string | Tokens>)[]): fc.Arbitrary<Tokens> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part.split(' ')) : part)))
    .map((all) => all.flat());

const { expression } = fc.letrec<{ expression: Tokens }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    literal.map((one) => [one]),
    identifier.map((one) => [one]),
    tokens('(', tie('expression'), ')'),
    tokens(tie('expression'), fc.constantFrom('+', '-', '*', '/', '||', '<@', '->>', '%', '@-'), tie('expression')),
    tokens('case when', tie('expression'), 'then', tie('expression'), 'else', tie('expression'), 'end'),
    tokens('array [', tie('expression'), ',', tie('expression'), ']'),
    tokens('f (', tie('expression'), ')'),
  ),
}));

const plain = fc.oneof(
  tokens('select', expression, ',', expression),
  tokens('select', expression, 'as', fc.constantFrom('end', 'case', '"x"', 'begin'), 'from t'),
  tokens('select 1', fc.constantFrom('end', 'atomic'), 'from t'),
  tokens('select t', '.', 'end', 'from t'),
  tokens('insert into t values (', expression, ')'),
  tokens('update t set x =', expression, 'where y =', expression),
  tokens('( select', expression, ') union all ( select', expression, ')'),
);
const dollars = inside("'", '"', '$b$').map((text) => `$body$${text}$body$`);
const { statement } = fc.letrec<{ statement: Tokens; body: Tokens }>((tie) => ({
  body: fc.array(tokens(tie('statement'), ';'), { maxLength: 3 }).map((all) => all.flat()),
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    plain,
    tokens('do', dollars),
    tokens('create function f ( ) returns void language plpgsql as', dollars),
    tokens('create function begin ( atomic int ) returns int language sql as', dollars),
    tokens('create table', identifier, '(', identifier, 'int , x text default', literal, ')'),
    tokens('create publication p for table public.a , public."B;c"'),
    tokens('alter table a replica identity full'),
    tokens(
      'comment on table t is',
      inside("''").map((text) => `'${text}'`),
    ),
    tokens('create rule r as on insert to t do also (', plain, ';', plain, ')'),
    tokens('copy t to stdout'),
    tokens(
      'create',
      fc.constantFrom<Tokens>([], ['or', 'replace']),
      fc.constantFrom<Tokens>(['function', 'f'], ['procedure', '"p;"'], ['function', 'public', '.', 'atomic']),
      '(',
      fc.constantFrom<Tokens>([], ['a', 'int', 'default', '(', 'case', 'when', 'true', 'then', '1', 'end', ')']),
      fc.constantFrom<Tokens>([')', 'language', 'sql'], [')']),
      fc.constantFrom('begin atomic', 'BEGIN ATOMIC', 'Begin Atomic').map((words) => words.split(' ')),
      tie('body'),
      'end',
    ),
  ),
}));
const control = fc
  .constantFrom('begin', 'commit', 'end', 'start transaction', 'rollback to savepoint x')
  .map((one) => one.split(' '));

/** Between tokens something blank, or nothing where the next token begins anyway. */
const spelt = (all: fc.Arbitrary<Tokens>): fc.Arbitrary<string> =>
  all.chain((list) =>
    fc.array(fc.tuple(blank, fc.boolean()), { minLength: list.length, maxLength: list.length }).map((between) =>
      list.reduce((text, token, index) => {
        const [space, glued] = between[index] ?? [' ', false];
        const mayTouch = /[(),;[\]]$/.test(text.slice(-1)) || /^[(),;[\]]/.test(token);
        return text === '' ? token : `${text}${glued && mayTouch ? '' : space}${token}`;
      }, ''),
    ),
  );

interface Part {
  readonly before: string;
  readonly statement: string;
  readonly after: string;
}
const program: fc.Arbitrary<readonly Part[]> = fc.array(
  fc.record({
    before: blanks,
    statement: spelt(fc.oneof({ weight: 6, arbitrary: statement }, control)),
    after: blanks,
  }),
  { minLength: 1, maxLength: 6 },
);
const written = (parts: readonly Part[], last = ';'): string =>
  parts.map(({ before, statement: text, after }) => `${before}${text}${after}`).join(';') + last;

interface Parsed {
  readonly start: number;
  readonly text: string;
}

/** What PostgreSQL's own parser finds, its byte offsets made ours; null where it refuses. */
function parsed(sql: string): readonly Parsed[] | null {
  const bytes = Buffer.from(sql);
  try {
    const { stmts = [] }: { stmts?: { stmt_location?: number; stmt_len?: number }[] } = parseSync(sql);
    return stmts.map(({ stmt_location: from = 0, stmt_len: length = bytes.length - from }) => ({
      start: bytes.subarray(0, from).toString().length,
      text: bytes.subarray(from, from + length).toString(),
    }));
  } catch {
    return null;
  }
}

/** Their statements go on to the semicolon, ours to the last token. */
function expectSame(sql: string, theirs: readonly Parsed[]): void {
  const ours = statementsOf(sql);
  if (ours.length !== theirs.length) expect(ours.map(({ text }) => text)).toEqual(theirs.map(({ text }) => text));
  for (const [index, { line, column, text }] of ours.entries()) {
    const their = theirs[index];
    const rest = their?.text.slice(text.length) ?? '';
    expect([line, column, text]).toEqual([...placeOf(sql, their?.start ?? 0), their?.text.slice(0, text.length)]);
    if (rest !== '') expect(splitStatements(rest).map(({ kind }) => kind)).toEqual(['empty']);
  }
}

/** Line and column by the plainest way there is. */
function placeOf(sql: string, offset: number): readonly number[] {
  const lines = sql.slice(0, offset).split(/\r\n|\r(?!\n)|\n/);
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}

describe('a program whose statements are known', () => {
  test('is split into exactly those, each at its line and column', () => {
    fc.assert(
      fc.property(program, fc.constantFrom(';', ''), (parts, last) => {
        const sql = written(parts, last);
        fc.pre(!CONTINUED.test(sql));
        let offset = 0;
        const expected = parts.map(({ before, statement: text, after }) => {
          const [line, column] = placeOf(sql, offset + before.length);
          offset += before.length + text.length + after.length + 1;
          return { text, line, column };
        });
        expect(statementsOf(sql).map(({ text, line, column }) => ({ text, line, column }))).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is split as PostgreSQL’s own parser does, in 3,000 files', () => {
    let compared = 0;
    fc.assert(
      fc.property(program, fc.constantFrom(';', '', ';;\n;'), (parts, last) => {
        const sql = written(parts, last);
        const theirs = parsed(sql);
        if (theirs === null) return;
        expectSame(sql, theirs);
        compared += 1;
      }),
      { numRuns: 3_600, seed: 20_260_101 },
    );
    expect(compared).toBeGreaterThan(3_000);
  });

  test('is split as PostgreSQL’s own parser does, even with characters gone or put in', () => {
    let compared = 0;
    const harm = fc.record({ at: fc.nat(), gone: fc.nat(3), put: fc.constantFrom('', ...NASTY, "'", '"', ' ', '$') });
    fc.assert(
      fc.property(program, fc.array(harm, { minLength: 1, maxLength: 3 }), (parts, harms) => {
        let characters = [...written(parts)];
        for (const { at, gone, put } of harms) characters = characters.toSpliced(at % characters.length, gone, put);
        const sql = characters.join('');
        const theirs = parsed(sql);
        // Most of them are no SQL any more; those that still are may mean something else altogether.
        if (theirs === null) return;
        expectSame(sql, theirs);
        compared += 1;
      }),
      { numRuns: 4_000, seed: 20_260_102 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

describe('any text', () => {
  const fragments = [';', "'", '"', '$$', '$a$', '/*', '*/', '--', '\\.\n', 'copy t from stdin;\n', '\\connect x\n'];
  const words = [
    '(',
    ')',
    'create function f() begin atomic ',
    ' end',
    "e'",
    '\\',
    '\r',
    '\n',
    ' ',
    'x',
    '😀',
    '\ud800',
    '\0',
  ];
  const anything = fc.array(fc.oneof(fc.constantFrom(...fragments, ...words), fc.string({ unit: 'binary' })));

  test('is its pieces side by side, none of them of no length', () => {
    fc.assert(
      fc.property(anything, (parts) => {
        const sql = parts.join('');
        const pieces = splitStatements(sql);
        expect(pieces.map(({ start, end }) => sql.slice(start, end)).join('')).toBe(sql);
        for (const [index, { start, end, kind, text }] of pieces.entries()) {
          expect(start).toBe(pieces[index - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(text === '').toBe(kind !== 'statement');
          expect(sql.slice(start, end)).toContain(text);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('is split the same when only its line breaks are other ones', () => {
    fc.assert(
      fc.property(program, (parts) => {
        const unix = written(parts).replaceAll(/\r\n?/g, '\n');
        const windows = splitStatements(unix.replaceAll('\n', '\r\n'));
        const old = splitStatements(unix.replaceAll('\n', '\r'));
        const places = splitStatements(unix).map(({ kind, line, column }) => ({ kind, line, column }));
        expect(windows.map(({ kind, line, column }) => ({ kind, line, column }))).toEqual(places);
        expect(old.map(({ kind, line, column }) => ({ kind, line, column }))).toEqual(places);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('real files', () => {
  test.each(['broken', 'healthy'] as const)('the %s example is split as PostgreSQL’s parser does', (example) => {
    const sql = exampleMigrations(example);
    const theirs = parsed(sql);
    expect(theirs?.length).toBeGreaterThan(10);
    expectSame(sql, theirs ?? []);
  });
});

describe('time', () => {
  const big = (text: string, size = 10_000_000): string => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  const routine = 'create function f() returns int language sql begin atomic select 1; end;\n';
  test.each([
    ['statements', big("insert into t values (1, 'a', $$ b; $$, null); -- c\n")],
    ['semicolons', big(';', 2_000_000)],
    ['functions', big(routine)],
    ['parentheses', big('(')],
    ['quotes', big("'")],
    ['escapes', `select e'${big("\\'")}`],
    ['broken strings', `select ${big("e'a'\n")}`],
    ['dollars', big('$a ')],
    ['comment openings', big('/*')],
    ['comment lines', big('--\n')],
    ['one dollar quote', `do $$${big('begin end;\n')}$$`],
    ['rows', `copy t from stdin;\n${big('1\t2\n')}`],
    ['white space', big(' \n')],
  ])('10 MB of %s take no more than a moment', (_what, sql) => {
    const begun = performance.now();
    splitStatements(sql);
    // Far above what it takes, far below what a square of it would.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

/** An e'...' that goes on in another line: then the next text's backslashes escape too, and it is another text. */
const CONTINUED = /\be'(?:[^'\\]|\\[\s\S]|'')*'(?:[^\S\r\n]|--[^\r\n]*)*[\r\n](?:\s|--[^\r\n]*[\r\n])*'/i;
