import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../model/input-error.js';
import type { Options } from '../model/options.js';
import type { WrapperHint } from '../model/scan-request.js';
import type { Location, Subscription } from '../model/subscription.js';
import { parseSubscription } from './parse-subscription.js';
import { parseSubscriptionEntry, type Roots } from './parse-subscription-entry.js';
import { type Ask, defaultOf } from './read-choice.js';
import type { Said } from './said.js';

/** Reads no source. A folder of that name is `./off`. */
const OFF = 'off';
const GLOB = /[*?[\]{}()!]/;

/**
 * What the application subscribes to: named by the project, and where to find the rest.
 * @throws InputError
 */
export function readSources(
  said: Ask,
  { wrappers, cwd, repository }: Roots & { readonly wrappers: readonly WrapperHint[] },
): Pick<Options, 'subscriptions' | 'scan'> {
  const { subscriptions, resolved } = readDeclared(said('subscriptions'), { cwd, repository });
  const sources = readPlaces(said('sources'), cwd);
  return { subscriptions, scan: sources === null ? null : { cwd, repository, sources, wrappers, resolved } };
}

/** Null when no source is to be read. */
function readPlaces(said: Said | null, cwd: string): readonly string[] | null {
  if (said === null) return [defaultOf('sources')];
  const places = linesOf(said).map(({ text }) => text.trim());
  if (places.includes(OFF)) {
    if (places.length === 1) return null;
    throw new InputError(`${said.origin}: off reads no source, and others are named beside it; give one or the other`);
  }
  for (const place of places) {
    if (GLOB.test(place) || existsSync(resolve(cwd, place))) continue;
    throw new InputError(`${said.origin}: there is no "${place}" in ${cwd}; name a folder, a file or a glob`);
  }
  if (places.some((place) => !place.startsWith('!'))) return places;
  return [defaultOf('sources'), ...places];
}

function readDeclared(
  said: Said | null,
  roots: Roots,
): { readonly subscriptions: readonly Subscription[]; readonly resolved: readonly Location[] } {
  if (said === null) return { subscriptions: [], resolved: [] };
  const read = linesOf(said).map(({ text, location, entry }) =>
    entry !== undefined && location !== null
      ? parseSubscriptionEntry(entry, location, roots)
      : { subscriptions: parseSubscription(text, said.origin, location), answers: null },
  );
  return {
    subscriptions: read.flatMap(({ subscriptions }) => subscriptions),
    resolved: read.flatMap(({ answers }) => answers ?? []),
  };
}

interface Line {
  readonly text: string;
  readonly location: Location | null;
  readonly entry?: unknown;
}

/** The lines of a list that say something. */
function linesOf(said: Said): readonly Line[] {
  const lines: readonly Line[] = said.items ?? said.text.split(/\r?\n/).map((text) => ({ text, location: null }));
  return lines.filter(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'));
}
