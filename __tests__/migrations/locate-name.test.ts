import { expect, test } from '@jest/globals';
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
