import { describe, expect, test } from '@jest/globals';
import { locateName } from '../../src/migrations/locate-name.js';

test.each([
  ['alter publication p add table\n  public.a,\n  public.b', 'b', 12, 10],
  ['alter publication p add table a, b', 'b', 10, 38],
  ['alter publication p\r\nadd table "B"', 'B', 11, 11],
  ['alter table -- b\n /* b */ x, \'b\', "a""b", B', 'b', 11, 21],
  ["do $$ begin\n  execute 'x';\n  alter table public.b replica identity full;\nend $$", 'b', 12, 22],
  ['do $a$ begin execute $b$\n b $b$; end $a$', 'b', 11, 2],
  ["do $$ begin execute format('alter publication p add table %I', t); end $$", 'b', 10, 5],
])('%j names %s', (text, name, line, column) => {
  expect(locateName({ text, location: { file: 'a.sql', line: 10, column: 5 } }, name)).toEqual({
    file: 'a.sql',
    line,
    column,
  });
});

describe('of a block only a part ran', () => {
  const block = `do $$ begin
  if exists (select from pg_publication) then
    execute 'alter publication p add table public.a';
  else
    create publication p for table public.b, public.a;
  end if;
end $$`;

  test.each([
    ['alter publication p add table public.a', 'a', 12, 51],
    ['create publication p for table public.b, public.a', 'a', 14, 53],
    // Put together when it ran, it stands nowhere.
    ['alter publication p add table public."a"', 'a', 14, 53],
    // It names nothing.
    ['create publication p for', 'a', 14, 5],
  ])('%j', (ran, name, line, column) => {
    const statement = { text: block, location: { file: 'a.sql', line: 10, column: 5 } };
    expect(locateName(statement, name, ran)).toEqual({ file: 'a.sql', line, column });
  });
});
