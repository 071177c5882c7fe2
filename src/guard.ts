import { connectPreview, type Preview } from './gather/gather-preview.js';
import type { OnProgress, Shadow } from './gather/shadow.js';
import { loadWhole } from './load-whole.js';
import { sayLeftOut } from './migrations/say-left-out.js';
import type { Asked } from './model/facts.js';
import type { Options } from './model/options.js';
import type { Verdict } from './model/verdict.js';
import { readSource } from './read-source.js';

/**
 * Options in, verdict out: reads the source, opens the databases, reads the facts, asks every rule, judges, and tries the fix.
 * @param whileItAnswers what to load while a database is waited for, of what comes after
 */
export async function guard(
  options: Options,
  onProgress: OnProgress = () => {},
  whileItAnswers: Load = async () => {},
): Promise<Verdict> {
  const verdict = await check(options, onProgress, whileItAnswers);
  return { ...verdict, limits: [...verdict.limits, ...sayLeftOut(options.migrations)] };
}

/** Loads what is needed later on. */
type Load = () => Promise<unknown>;

async function check(options: Options, onProgress: OnProgress, whileItAnswers: Load): Promise<Verdict> {
  const preview = options.connection === null ? null : connectPreview(options, options.connection);
  try {
    const asked = await readSource(options);
    return await checkBoth(preview, asked, options, onProgress, whileItAnswers);
  } finally {
    await preview?.close();
  }
}

async function checkBoth(
  preview: Preview | null,
  asked: Asked,
  options: Options,
  onProgress: OnProgress,
  whileItAnswers: Load,
): Promise<Verdict> {
  const opening = openShadow(options, asked, onProgress);
  // It may fail while the other database is waited for, and is asked about only then.
  opening.catch(() => {});
  try {
    // The one is waited for over the network while the other is replayed.
    const loadTheRest = () => loadWhole(() => Promise.all([loadRules(), whileItAnswers()]));
    const found = (await preview?.gather(asked, loadTheRest)) ?? null;
    const shadow = await opening;
    const { ask, decideBoth, decideOne } = await loadRules();
    if (shadow === null) {
      if (found === null) throw new Error('there is neither a database nor a history of migrations');
      return decideOne(found, options);
    }
    const verdict = found === null ? decideOne(shadow.facts, options) : decideBoth(found, shadow.facts, options);
    const { verifyFix } = await import('./verify-fix.js');
    return await verifyFix(verdict, shadow, (facts) => ask(facts, options));
  } finally {
    await opening.then(
      (shadow) => shadow?.close(),
      () => {},
    );
  }
}

/** Half of the program: loaded while a database answers. */
async function loadRules(): Promise<typeof import('./decide.js')> {
  return await import('./decide.js');
}

/** Loaded when there are migrations to replay: nobody else needs a line of it. */
async function openShadow(options: Options, asked: Asked, onProgress: OnProgress): Promise<Shadow | null> {
  const { migrations } = options;
  if (migrations === null || migrations.files.length === 0) return null;
  const { openShadow: open } = await import('./gather/open-shadow.js');
  return await open(options, asked, migrations, onProgress);
}
