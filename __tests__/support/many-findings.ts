import type { Verdict } from '../../src/model/verdict.js';
import { runRules } from '../../src/rules/run-rules.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, line, subscription, table } from './builders.js';

/** A verdict on so many published tables, of which so many are not FULL, each subscribed to on a line of its own. */
export function verdictOn(tables: number, broken = tables): Verdict {
  const names = Array.from({ length: tables }, (_, index) => `public.t${index}`);
  const given = facts(
    names.map((name, index) => table(name, { relreplident: index < broken ? 'd' : 'f', publishedAt: line(index + 1) })),
    names.map((name, index) =>
      subscription(name, {
        event: 'DELETE',
        location: { file: `src/feature/use-t${index}.ts`, line: index + 1, column: 3 },
      }),
    ),
  );
  return judge(given, runRules(given, { 'delete-old-is-key-only': 'off' }), 'error');
}

/** How long a piece of work takes, in milliseconds. */
export function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
