import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderGitHubCommands } from '../../src/reports/github-commands.js';
import { PLAIN } from '../../src/reports/paint.js';
import { renderText } from '../../src/reports/text.js';
import { hostileName } from '../support/hostile-names.js';
import { HEALTHY, verdictSaying, verdictWith } from '../support/verdicts.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** What the runner acts on: it reads lines up to \n, \r\n or a lone \r, and both forms of commands. */
function commandsIn(log: string): readonly Command[] {
  const heard: Command[] = [];
  let until: string | null = null;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const [, name = '', said = '', message = ''] = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
    if (until !== null) {
      if (line.trim() === `::${until}::`) until = null;
    } else if (name === 'stop-commands') until = message;
    else if (name !== '') heard.push({ name, properties: propertiesOf(said), message: unescaped(message) });
    else expect(line).not.toContain('##[');
  }
  expect(until).toBeNull();
  return heard;
}

const propertiesOf = (said: string): Record<string, string> =>
  Object.fromEntries(
    said.split(',').map((one) => {
      const at = one.indexOf('=');
      return [one.slice(0, at), unescaped(one.slice(at + 1))];
    }),
  );
const unescaped = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

const render = (verdict: typeof HEALTHY): string => renderGitHubCommands(verdict, renderText(verdict, PLAIN), 'token');

test('the report as text, then an annotation a finding', () => {
  const log = render(verdictWith(1));
  expect(log).toContain('✖ failure: 1 error');
  expect(commandsIn(log)).toEqual([
    {
      name: 'error',
      properties: { file: 'supabase/migrations/1_a.sql', line: '1', col: '1', title: 'replica-identity-full' },
      message: expect.stringContaining('table public.t0 has REPLICA IDENTITY DEFAULT, not FULL\n'),
    },
  ]);
});

test('nothing found has no annotation', () => {
  expect(commandsIn(render(HEALTHY))).toEqual([]);
});

test('no name in the report is read as a command, and none changes an annotation', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const [first, ...others] = commandsIn(render(verdictSaying(name)));
      expect(others).toEqual([]);
      expect(first).toMatchObject({
        name: 'error',
        properties: { file: name, line: '3', title: 'replica-identity-full' },
      });
    }),
    { numRuns: 500 },
  );
});
