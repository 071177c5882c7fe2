/**
 * What every rule and the verdict cost on 10,000 tables and 2,000 subscriptions, without a database: each time in a
 * process of its own, since a check runs them once, before the engine has compiled them. `node bench/rules.mjs` prints
 * the time of each rule; --when-needed is that setting of replica-identity, --healthy a project with few findings.
 */
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { manyFacts, mostlyHealthy } from './many-facts.mjs';
import { measureRounds, medianOf, timeOnce } from './measure.mjs';
import { compileOnce } from './product.mjs';
import { nodeAlone } from './programs.mjs';
import { toRow } from './report.mjs';

const SCRIPT = fileURLToPath(import.meta.url);
/** Times Node's own start: 300 ms where that takes 34. */
const MOST_STARTS = 9;

/**
 * The rules and the verdict, of a project with few findings and of one with thousands, for that one with both settings
 * of replica-identity, beside Node's own start.
 * @param {string} cwd @param {number} repetitions
 */
export async function ruleRows(cwd, repetitions) {
  compileOnce();
  const rounds = await measureRounds(
    {
      node: () => timeOnce(nodeAlone(cwd)),
      healthy: () => passOnce(['--healthy']),
      all: () => passOnce([]),
      needed: () => passOnce(['--when-needed']),
    },
    repetitions,
  );
  const reference = { name: 'node -e 0', value: medianOf(rounds, ({ node }) => node) };
  const row = (what, tell, budget) => {
    const ratio = medianOf(rounds, (round) => tell(round) / round.node);
    return toRow({ what, measured: medianOf(rounds, tell), unit: 'ms', reference, ratio, ...budget });
  };
  const budget = { budget: MOST_STARTS };
  return [
    row('rules of 10,000 tables, 2,000 subscriptions', ({ healthy }) => healthy.inRules, budget),
    row('  and the verdict', ({ healthy }) => healthy.total),
    row('  with 8,000 findings', ({ all }) => all.inRules, budget),
    row('  the same, FULL only when needed', ({ needed }) => needed.inRules, budget),
  ];
}

function passOnce(words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, '--json', ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench/rules.mjs ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * One pass, in milliseconds: of each rule, of what comes after, of all.
 * @param {'all' | 'when-needed'} replicaIdentity @param {boolean} isHealthy
 */
async function timePass(replicaIdentity, isHealthy) {
  const { RULES } = await import('../lib/rules/index.js');
  const { runRules } = await import('../lib/rules/run-rules.js');
  const { judge } = await import('../lib/verdict/judge.js');
  const { mergeResults } = await import('../lib/verdict/merge-results.js');
  const { askedValues } = await import('../lib/model/filter-value.js');
  const many = manyFacts(replicaIdentity, askedValues);
  const facts = isHealthy ? mostlyHealthy(many, askedValues) : many;
  const rules = {};
  for (const [id, rule] of Object.entries(RULES)) {
    RULES[id] = { ...rule, check: (given) => timed(rules, id, () => rule.check(given)) };
  }
  const after = {};
  const start = performance.now();
  const results = runRules(facts, {});
  const inRules = performance.now() - start;
  // With migrations beside a database there are the results of both; here they are the same.
  const merged = timed(after, 'merge', () => mergeResults(results, results));
  const verdict = timed(after, 'judge', () => judge(facts, merged, 'error'));
  const total = performance.now() - start;
  const unlooked = results.filter(({ status }) => status !== 'checked').map(({ ruleId }) => ruleId);
  if (unlooked.length > 0) throw new Error(`nothing to look at for ${unlooked.join(', ')}`);
  return { inRules, total, rules, after, findings: verdict.findings.length };
}

function timed(times, name, work) {
  const start = performance.now();
  const result = work();
  times[name] = performance.now() - start;
  return result;
}

async function main(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      json: { type: 'boolean', default: false },
      'when-needed': { type: 'boolean', default: false },
      healthy: { type: 'boolean', default: false },
    },
  });
  compileOnce();
  const pass = await timePass(values['when-needed'] ? 'when-needed' : 'all', values.healthy);
  if (values.json) console.log(JSON.stringify(pass));
  else console.log(render(pass));
}

function render({ inRules, total, rules, after, findings }) {
  const slowestFirst = Object.entries({ ...rules, ...after }).sort(([, one], [, other]) => other - one);
  const lines = slowestFirst.map(([name, time]) => `${time.toFixed(1).padStart(8)} ms  ${name}`);
  return [
    ...lines,
    `${inRules.toFixed(1).padStart(8)} ms  in rules`,
    `${total.toFixed(1).padStart(8)} ms  in all, ${findings} findings`,
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  await main(process.argv.slice(2));
}
