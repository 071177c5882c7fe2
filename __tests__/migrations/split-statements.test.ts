import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { splitStatements } from '../../src/migrations/split-statements.js';
import { exampleMigrations } from '../support/examples.js';

await loadModule();

const texts = (sql: string): readonly string[] =>
  splitStatements(sql)
    .filter(({ kind }) => kind === 'statement')
    .map(({ text }) => text);

/** Statements that each hold something a careless splitter cuts at. */
const STATEMENTS = [
  'select 1',
  "select ';', 'it''s; fine', e'back\\';slash', U&'d\\0061t;a', x'1F'",
  'select "odd;name", "with""quote;" from "a;b"',
  'select $$ ; $$, $tag$ ; $$ ; $other$ ; $tag$',
  "do $$ begin execute 'create table x (id int)'; end $$",
  'create table a$b$ (c$1 int, d int)',
  'select /* ; /* ; */ ; */ 1 -- ;',
  "select 1 as a, -- it's ; one\n  2 as b",
  'create rule r as on insert to t do also (delete from u; delete from v)',
  'create function f() returns int language sql begin atomic select 1; select case when true then 2 else 3 end; end',
  'create or replace procedure p() begin atomic insert into t values (1); insert into t values (2); end',
  'create function g() returns void language plpgsql as $body$ begin perform 1; if true then null; end if; end; $body$',
  'alter publication supabase_realtime add table public.a, public."B;c"',
  'begin',
  'commit',
  'create view v as select case when a then 1 else 2 end as "end" from t',
  "select 5 % 2, -1, 2--3;\n, a->>'b', array[1,2], $1 from t",
  'create table begin_case (id int, "begin" int)',
  'select 1e10, .5, 1.5e-3, 0x1F, 1_000',
  "comment on table t is 'a\nb;\nc'",
];
const BLANKS = ['', ' ', '\n', '\r\n', '\t\n\n', '-- a ; comment\n', '/* ; */', '/* /* nested ; */ */ ', '--\n'];

const files = fc.array(
  fc.record({
    before: fc.constantFrom(...BLANKS),
    statement: fc.constantFrom(...STATEMENTS),
    after: fc.constantFrom(...BLANKS),
  }),
  { minLength: 1, maxLength: 8 },
);
const render = (parts: readonly { before: string; statement: string; after: string }[]): string =>
  parts.map(({ before, statement, after }) => `${before}${statement}\n${after};`).join('');

describe('splitting a SQL file', () => {
  test('the pieces are the file, whatever it holds', () => {
    const anything = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...STATEMENTS,
          ...BLANKS,
          ';',
          "'",
          '"',
          '$$',
          '/*',
          '*/',
          '\\.\n',
          'copy t from stdin;\n',
          '\\connect x\n',
          '(',
          ')',
          'begin',
          'end',
        ),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(anything, (parts) => {
        const sql = parts.join('');
        const pieces = splitStatements(sql);
        expect(pieces.map(({ start, end }) => sql.slice(start, end)).join('')).toBe(sql);
        expect(pieces.every(({ start, end }) => end > start)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('the statements are those that were put together, at their lines', () => {
    fc.assert(
      fc.property(files, (parts) => {
        const sql = render(parts);
        const pieces = splitStatements(sql).filter(({ kind }) => kind === 'statement');
        expect(pieces.map(({ text }) => text)).toEqual(parts.map(({ statement }) => lastTokenOf(statement)));
        let from = 0;
        for (const { text, line, column } of pieces) {
          const at = sql.indexOf(text, from);
          const before = sql.slice(0, at).split(/\r\n|\n|\r/);
          expect([line, column]).toEqual([before.length, (before.at(-1)?.length ?? 0) + 1]);
          from = at + text.length;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('PostgreSQL’s own parser finds the same statements in 3,000 files', () => {
    let compared = 0;
    fc.assert(
      fc.property(files, (parts) => {
        const sql = render(parts);
        const parsed: { stmts?: readonly { stmt_location?: number; stmt_len?: number }[] } = parseSync(sql);
        const bytes = Buffer.from(sql);
        const theirs = (parsed.stmts ?? []).map(({ stmt_location = 0, stmt_len = bytes.length - stmt_location }) =>
          bytes.subarray(stmt_location, stmt_location + stmt_len).toString(),
        );
        const ours = splitStatements(sql).filter(({ kind }) => kind === 'statement');
        expect(ours).toHaveLength(theirs.length);
        for (const [index, piece] of ours.entries()) expect(theirs[index]).toContain(piece.text);
        compared += 1;
      }),
      { numRuns: 3_000, seed: 20_260_101 },
    );
    expect(compared).toBe(3_000);
  });

  test('the examples are split as PostgreSQL’s parser does', () => {
    for (const example of ['broken', 'healthy'] as const) {
      const sql = exampleMigrations(example);
      expect(texts(sql)).toHaveLength(parseSync(sql).stmts?.length ?? 0);
    }
  });

  test.each([
    ['rows for COPY are data', "copy t (a) from stdin;\n1;2\n'\n\\.\nselect 1;", ['copy-data', 'statement']],
    ['psql’s own commands are no SQL', '\\connect x;y\nselect 1;\n\\restrict abc', ['psql', 'statement', 'psql']],
    ['a lone semicolon is empty', ';;\n', ['empty', 'empty', 'empty']],
    ['an unclosed quote ends with the file', "select 1; select 'abc;", ['statement', 'statement']],
    ['an unclosed comment ends with the file', 'select 1; /* abc;', ['statement', 'empty']],
    ['nothing', '', []],
  ])('%s', (_what, sql, kinds) => {
    expect(splitStatements(sql).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('grows with the file, not with its square', () => {
    const big = (count: number): string => `${STATEMENTS.join('\n;\n')}\n;\n`.repeat(count);
    const pieces = splitStatements(big(5_000)).filter(({ kind }) => kind === 'statement').length;
    expect(pieces).toBe(STATEMENTS.length * 5_000);
  });
});

/** A comment behind the last token is not part of the statement. */
function lastTokenOf(statement: string): string {
  return statement.replace(/ -- ;$/, '');
}
