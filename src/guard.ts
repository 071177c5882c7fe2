import { gatherPreview } from './gather/gather-preview.js';
import type { OnProgress, Shadow } from './gather/shadow.js';
import { sayLeftOut } from './migrations/say-left-out.js';
import type { Asked, Facts } from './model/facts.js';
import type { Options } from './model/options.js';
import type { RuleResult } from './model/outcome.js';
import type { Verdict } from './model/verdict.js';
import { readSource } from './read-source.js';
import { runRules } from './rules/run-rules.js';
import { judge } from './verdict/judge.js';
import { mergeResults, withoutDatabase } from './verdict/merge-results.js';

/** Options in, verdict out: reads the source, opens the databases, reads the facts, asks every rule, judges, and tries the fix. */
export async function guard(options: Options, onProgress: OnProgress = () => {}): Promise<Verdict> {
  const verdict = await check(options, onProgress);
  return { ...verdict, limits: [...verdict.limits, ...sayLeftOut(options.migrations)] };
}

async function check(options: Options, onProgress: OnProgress): Promise<Verdict> {
  const { connection } = options;
  const asked = await readSource(options);
  const opening = openShadow(options, asked, onProgress);
  // It may fail while the other database is waited for, and is asked about only then.
  opening.catch(() => {});
  try {
    // The one is waited for over the network while the other is replayed.
    const preview = connection === null ? null : await gatherPreview(options, asked, connection);
    const shadow = await opening;
    if (shadow === null) return judgeOne(preview, options);
    const verdict = preview === null ? judgeOne(shadow.facts, options) : judgeBoth(preview, shadow.facts, options);
    const { verifyFix } = await import('./verify-fix.js');
    return await verifyFix(verdict, shadow, options);
  } finally {
    await opening.then(
      (shadow) => shadow?.close(),
      () => {},
    );
  }
}

/** Loaded when there are migrations to replay: nobody else needs a line of it. */
async function openShadow(options: Options, asked: Asked, onProgress: OnProgress): Promise<Shadow | null> {
  const { migrations } = options;
  if (migrations === null || migrations.files.length === 0) return null;
  const { openShadow: open } = await import('./gather/open-shadow.js');
  return await open(options, asked, migrations, onProgress);
}

function judgeOne(facts: Facts | null, options: Options): Verdict {
  if (facts === null) throw new Error('there is neither a database nor a history of migrations');
  return judge(facts, ask(facts, options), options.failOn);
}

/** The database found as it is comes first; the migrations say where, and whether they agree with it. */
function judgeBoth(preview: Facts, shadow: Facts, options: Options): Verdict {
  const results = ask(shadow, options);
  if (!preview.catalog.known) {
    return judge(preview, withoutDatabase(ask(preview, options), results), options.failOn, shadow);
  }
  const { catalog, history } = shadow;
  const migrated = catalog.known && history !== null ? { catalog: catalog.value, history } : null;
  return judge(preview, mergeResults(ask({ ...preview, migrated }, options), results), options.failOn, shadow);
}

function ask(facts: Facts, { rules }: Options): readonly RuleResult[] {
  return runRules(facts, rules);
}
