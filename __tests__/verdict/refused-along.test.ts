import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../src/model/facts.js';
import type { RelatedLocation } from '../../src/model/outcome.js';
import { runRules } from '../../src/rules/run-rules.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, table } from '../support/builders.js';
import { scanText } from '../support/scan-text.js';

const on = (table: string, more = ''): string =>
  `.on('postgres_changes', { event: '*', schema: 'public', table: ${table}${more} }, show)`;

/** The lines beside the first error of an application that subscribes to messages and rooms, which are published. */
function beside(...lines: readonly string[]): readonly string[] {
  const source = scanText([{ file: 'src/app.ts', text: lines.join('\n') }]);
  const given: Facts = {
    ...facts([table('public.messages'), table('public.rooms')], source.subscriptions),
    source,
  };
  const { findings } = judge(given, runRules(given, {}), 'error');
  const [first] = findings.filter(({ severity }) => severity === 'error');
  const isAlong = ({ label }: RelatedLocation): boolean => label === 'refused along with it';
  return first?.related.filter(isAlong).map(({ line }) => `${first.ruleId} ${line}`) ?? [];
}

describe('the lines of the bindings that are refused along with a bad one', () => {
  test('in one chain, whichever is the bad one', () => {
    const chain = ["supabase.channel('a')", on("'rooms'"), on("'lost'"), on("'messages'"), '.subscribe()'];
    expect(beside(...chain)).toEqual(['subscribed-table-exists 2', 'subscribed-table-exists 4']);
  });

  test('on a channel with a name', () => {
    expect(
      beside("const channel = supabase.channel('a');", `channel${on("'rooms'")};`, `channel${on("'lost'")};`),
    ).toEqual(['subscribed-table-exists 2']);
  });

  test('with parameters that the server refuses', () => {
    expect(
      beside("supabase.channel('a')", on("'rooms'"), on("'messages'", ", filter: 'id=1'"), '.subscribe()'),
    ).toEqual(['subscription-parameters-accepted 2']);
  });

  test('in a wrapper, for the call that hands over the bad name', () => {
    expect(
      beside(
        'function useTable(name) { supabase.channel(name)',
        on('name'),
        on("'rooms'"),
        '.subscribe(); }',
        "useTable('lost');",
      ),
    ).toEqual(['subscribed-table-exists 3']);
  });
});

describe('none', () => {
  test.each<[string, readonly string[]]>([
    [
      'of another channel',
      ["supabase.channel('a')", on("'lost'"), '.subscribe();', "supabase.channel('b')", on("'rooms'"), '.subscribe();'],
    ],
    [
      'of a name that two channels have',
      [
        "let channel = supabase.channel('a');",
        `channel${on("'lost'")};`,
        "channel = supabase.channel('b');",
        `channel${on("'rooms'")};`,
      ],
    ],
    [
      'on the other side of a condition',
      ["const channel = supabase.channel('a');", `if (all) channel${on("'lost'")};`, `else channel${on("'rooms'")};`],
    ],
    [
      'where the server takes all of them',
      [
        "supabase.channel('a')",
        on("'rooms'"),
        ".on('postgres_changes', { event: 'INSERTED', schema: 'public', table: 'messages' }, show)",
        '.subscribe()',
      ],
    ],
  ])('%s', (_what, lines) => {
    expect(beside(...lines)).toEqual([]);
  });
});
