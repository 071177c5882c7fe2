import { describe, expect, test } from '@jest/globals';
import { loadModule, parseSync } from 'libpg-query';
import { splitStatements } from '../../src/migrations/split-statements.js';

await loadModule();

const texts = (sql: string): readonly string[] =>
  splitStatements(sql)
    .filter(({ kind }) => kind === 'statement')
    .map(({ text }) => text);
const kinds = (sql: string): readonly string[] => splitStatements(sql).map(({ kind }) => kind);

/** Each is a file of the statements given, and PostgreSQL's parser says so, too. */
const FILES: readonly (readonly [string, readonly string[]])[] = [
  ["select 'it''s; fine'; select 2", ["select 'it''s; fine'", 'select 2']],
  ["select '\\'; select 2", ["select '\\'", 'select 2']],
  ["select e'\\'; select 2'", ["select e'\\'; select 2'"]],
  ["select E'\\\\'; select 2", ["select E'\\\\'", 'select 2']],
  ["select E'a'''; select 2", ["select E'a'''", 'select 2']],
  ["select e'a'\n'b\\';c'; select 2", ["select e'a'\n'b\\';c'", 'select 2']],
  ["select date'2020-01-01;'; select 2", ["select date'2020-01-01;'", 'select 2']],
  ["select U&'\\0027'; select 2", ["select U&'\\0027'", 'select 2']],
  ["select U&'d!0061t;' uescape '!'; select 2", ["select U&'d!0061t;' uescape '!'", 'select 2']],
  ['select 1 as "a;""b;"; select 2', ['select 1 as "a;""b;"', 'select 2']],
  ['select $$a;$$; select 2', ['select $$a;$$', 'select 2']],
  ['select $a$ $$;$b$;$a $a$; select 2', ['select $a$ $$;$b$;$a $a$', 'select 2']],
  ['select $a$;$A$;$a$; select 2', ['select $a$;$A$;$a$', 'select 2']],
  ['select $ü$;$ü$; select 2', ['select $ü$;$ü$', 'select 2']],
  ['select $1; select $2', ['select $1', 'select $2']],
  ['select a$b$; select c$b$', ['select a$b$', 'select c$b$']],
  ['select 1,$$;$$; select $1,$$;$$', ['select 1,$$;$$', 'select $1,$$;$$']],
  ['select /* /* ; */ ; */ 1; select 2', ['select /* /* ; */ ; */ 1', 'select 2']],
  ['select 1 /*/*/*/**/*/*/*/; select 2', ['select 1', 'select 2']],
  ['select 3 */* ; */ 4; select 2', ['select 3 */* ; */ 4', 'select 2']],
  ['select 3 --;\n- 4; select 2', ['select 3 --;\n- 4', 'select 2']],
  ['select 3 --;\r- 4; select 2', ['select 3 --;\r- 4', 'select 2']],
  [
    'create rule r as on insert to t do (select 1; select 2); select 3',
    ['create rule r as on insert to t do (select 1; select 2)', 'select 3'],
  ],
  ['begin; select 1; end; select 2', ['begin', 'select 1', 'end', 'select 2']],
  [
    'create function f() returns int begin atomic select case when true then 1 end; end; select 2',
    ['create function f() returns int begin atomic select case when true then 1 end; end', 'select 2'],
  ],
  [
    'create function f() returns int begin atomic select 1 as end; select 1 end; select t.end from t; end; select 2',
    [
      'create function f() returns int begin atomic select 1 as end; select 1 end; select t.end from t; end',
      'select 2',
    ],
  ],
  [
    'create or /* x */ replace -- y\n procedure p() begin/**/atomic end; select 2',
    ['create or /* x */ replace -- y\n procedure p() begin/**/atomic end', 'select 2'],
  ],
  [
    'create function f() returns int begin atomic create function g() returns int begin atomic select 1; end; end; select 2',
    [
      'create function f() returns int begin atomic create function g() returns int begin atomic select 1; end; end',
      'select 2',
    ],
  ],
  [
    'create function begin() returns int return 1; select 2',
    ['create function begin() returns int return 1', 'select 2'],
  ],
  [
    'create table begin_atomic (begin int, atomic int); end',
    ['create table begin_atomic (begin int, atomic int)', 'end'],
  ],
  [
    'create view v as select begin atomic from t; select 2',
    ['create view v as select begin atomic from t', 'select 2'],
  ],
  [
    'create schema s create table a (b int) create view v as select 1; select 2',
    ['create schema s create table a (b int) create view v as select 1', 'select 2'],
  ],
  ['select "é;😀" , \'表\'; select 2', ['select "é;😀" , \'表\'', 'select 2']],
];

test.each(FILES)('%s', (sql, expected) => {
  expect(texts(sql)).toEqual(expected);
  expect(parseSync(sql).stmts).toHaveLength(expected.length);
});

test('a string goes on behind a comment and a line break, as in the server', () => {
  // libpg-query alone refuses it.
  expect(texts("select e'a' -- it's ;\n  'b\\';c'; select 2")).toHaveLength(2);
  expect(texts("select e'a' 'b\\'; select 2")).toEqual(["select e'a' 'b\\'", 'select 2']);
  expect(texts("select e'a' /*\n*/ 'b\\'; select 2")).toEqual(["select e'a' /*\n*/ 'b\\'", 'select 2']);
});

describe('what is not sent', () => {
  test.each([
    ['rows for COPY', "copy t (a) from stdin;\n1;2\n'\n\\.\nselect 1;", ['copy-data', 'statement']],
    ['rows with CRLF', 'COPY t FROM STDIN WITH (FORMAT csv);\r\n1\r\n\\.\r\nselect 1', ['copy-data', 'statement']],
    ['no rows at all', 'copy t from stdin;\n\\.\nselect 1', ['copy-data', 'statement']],
    ['rows without an end', 'copy t from stdin;\n1\nselect 1;', ['copy-data']],
    ['rows that only look like the end', 'copy t from stdin;\n\\.x\n \\.\n\\.\nselect 1', ['copy-data', 'statement']],
    ['comments about COPY', '/* a */ copy t -- b\nfrom /* c */ stdin ;\n;\n\\.\n', ['copy-data']],
    ['rows for psql’s copy', "\\copy t from stdin csv\nit's;\n\\.\nselect 1", ['copy-data', 'statement']],
    ['psql’s commands', '\\connect x;y\nselect 1;\n-- c\n\\restrict abc', ['psql', 'statement', 'psql']],
    ['a command that sends what stands before it', "select ';' \\gexec\nselect 2;", ['statement', 'psql', 'statement']],
    ['lone semicolons', ';;\n', ['empty', 'empty', 'empty']],
    ['comments only', '-- a\n/* b */', ['empty']],
    ['nothing', '', []],
  ])('%s', (_what, sql, expected) => {
    expect(kinds(sql)).toEqual(expected);
  });

  test.each([
    'copy t to stdout;\nselect 1;',
    "copy t from '/tmp/from stdin';\nselect 1;",
    'insert into copy select 1 from stdin;\nselect 1;',
    'copy (select 1 from stdin) to stdout;\nselect 1;',
  ])('but no rows are in %s', (sql) => {
    expect(kinds(sql)).toEqual(['statement', 'statement']);
  });
});

describe('what is not closed goes on to the end', () => {
  test.each([
    ["select 1; select 'abc; select 2;", ['select 1', "select 'abc; select 2;"]],
    ["select 1; select e'abc\\", ['select 1', "select e'abc\\"]],
    ['select 1; select "abc;', ['select 1', 'select "abc;']],
    ['select 1; do $a$ begin; $b$;', ['select 1', 'do $a$ begin; $b$;']],
    ['select 1; /* abc; /* */', ['select 1']],
    ['select 1; select 2 /* abc;', ['select 1', 'select 2']],
    ['select (1; select 2', ['select (1; select 2']],
    ['create function f() begin atomic select 1; select 2', ['create function f() begin atomic select 1; select 2']],
  ])('%s', (sql, expected) => {
    expect(texts(sql)).toEqual(expected);
    expect(splitStatements(sql).at(-1)?.end).toBe(sql.length);
  });

  test('and one closed too often is no matter', () => {
    expect(texts('select 1); select (2); end; select 3 */; select 4')).toHaveLength(5);
    expect(texts('select 1) + (2; 3); select 4')).toHaveLength(2);
  });
});

test('lines are counted over LF, CRLF and CR, columns in UTF-16 units', () => {
  const sql = 'select 1;\r\n\rselect\n2; /* 😀 */ select 3;\r\n\t-- x\r\n\tselect 4';
  const places = splitStatements(sql).map(({ line, column }) => [line, column]);
  expect(places).toEqual([
    [1, 1],
    [3, 1],
    [4, 13],
    [6, 2],
  ]);
});
