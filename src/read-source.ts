import type { Asked } from './model/facts.js';
import type { Options } from './model/options.js';
import type { SourceFacts } from './model/source.js';
import type { Location, Subscription } from './model/subscription.js';

/** Loaded when there is source to read: nobody else needs a line of the scanner. */
export async function readSource({ scan, subscriptions }: Pick<Options, 'scan' | 'subscriptions'>): Promise<Asked> {
  if (scan === null) return { subscriptions, source: null };
  const { scanSources } = await import('./subscriptions/scan-sources.js');
  return toAsked(subscriptions, await scanSources(scan));
}

/**
 * Whether this thread was started by a scan of many files, to take a part of its work. What it was started with is asked
 * only of those that may be one: who asks loads a part of Node that no other run needs.
 */
export function isScanThread(): boolean {
  return process.argv[2] === '--scan-thread' && !process.getBuiltinModule('node:worker_threads').isMainThread;
}

/** Takes a part of the work of a scan until the thread is ended. */
export async function serveScan(): Promise<void> {
  await import('./subscriptions/scan-thread.js');
}

/**
 * The declared subscriptions and those of the application. Tests, stories and scripts are listed but not judged, and one
 * place that asks twice for the same counts once.
 */
export function toAsked(declared: readonly Subscription[], source: SourceFacts): Asked {
  const found = source.subscriptions.filter(({ role }) => role === 'app');
  return { subscriptions: withoutTwins([...declared, ...found]), source };
}

function withoutTwins(subscriptions: readonly Subscription[]): readonly Subscription[] {
  const seen = new Set<string>();
  return subscriptions.filter(({ schema, table, event, filter, location, via }) => {
    if (location === null) return true;
    const key = JSON.stringify([schema, table, event, filter, [location, ...via].map(placeOf)]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
