import { describe, expect, test } from '@jest/globals';
import { parseScript } from '../../src/subscriptions/javascript/parse.js';
import { source } from '../support/read-subscriptions.js';

/** The parser tries each of these twice, in each try the next one twice, and so on. */
const ENDLESS = `x = ${'a < (b = '.repeat(60)}1${')'.repeat(60)};`;

describe('a file that the parser would be busy with for years', () => {
  test('is stopped, and that is said', () => {
    expect(parseScript(source('a.ts', ENDLESS), 100)).toEqual({ tree: null, reason: 'it took too long' });
  });

  test('leaves the parser as it was', () => {
    expect(parseScript(source('a.ts', ENDLESS), 50).tree).toBeNull();
    expect(parseScript(source('a.ts', 'const a = 1;'), 50).tree?.program.body).toHaveLength(1);
  });
});

test('a file that is nested deeper than the parser goes says so', () => {
  const text = `x = ${'['.repeat(50_000)}${']'.repeat(50_000)};`;
  expect(parseScript(source('a.ts', text), null)).toEqual({ tree: null, reason: 'it is nested too deeply' });
});

/** What the file is made of, without offsets. */
function typesIn(file: string, text: string): readonly string[] {
  const { tree } = parseScript(source(file, text), null);
  return (tree?.program.body ?? []).flatMap((statement) =>
    statement.type === 'ExpressionStatement' ? [statement.expression.type] : [statement.type],
  );
}

describe('a file is read in the dialect that it is written in', () => {
  test.each([
    ['a cast that looks like a tag', 'a.ts', '<any>x; y;', ['TSTypeAssertion', 'Identifier']],
    ['a function of one type', 'a.ts', 'const f = <T>(x: T) => x;', ['VariableDeclaration']],
    ['a tag in a file of types', 'a.ts', '(<div>it</div>);', ['JSXElement']],
    ['a tag', 'a.tsx', '(<div>it</div>);', ['JSXElement']],
    ['types in a script', 'a.js', 'const x = y as string;', ['VariableDeclaration']],
    [
      'Flow that says so',
      'a.js',
      '// @flow\n(x: any); type A = {| a: ?string |};',
      ['TypeCastExpression', 'TypeAlias'],
    ],
    ['Flow that does not', 'a.js', '(x: any); import typeof T from "t";', ['TypeCastExpression', 'ImportDeclaration']],
    ['comparisons that look like types', 'a.js', '// @flow\na < b > (c);', ['CallExpression']],
    ['a component', 'a.vue', '<script lang="ts">\nconst x = <any>y;\n</script>', ['VariableDeclaration']],
  ])('%s', (_, file, text, expected) => {
    expect(typesIn(file, text)).toEqual(expected);
  });
});
