import type { ClientVersion } from './source.js';

/**
 * What the JavaScript client does with a channel that is set up again, oldest first. Measured with ten versions of
 * `@supabase/realtime-js`, and read in the sources of the versions around each change:
 * - `leaves-topic`: a second channel of the same topic leaves the first.
 * - `appends`: a second `.channel` gives the first again, and a late `.on` is added without a word.
 * - `throws`: `.on` throws on a channel that joins or has joined.
 * - `drops-equal`: it also leaves out a binding that equals another one of the channel.
 */
export const CLIENT_ERAS = ['leaves-topic', 'appends', 'throws', 'drops-equal'] as const;

export type ClientEra = (typeof CLIENT_ERAS)[number];

/** The version of `@supabase/realtime-js` that began each era; supabase-js has the same numbers from 2.74 on. */
export const ERA_BEGINS: Readonly<Record<Exclude<ClientEra, 'leaves-topic'>, string>> = {
  appends: '2.11.6',
  throws: '2.101.0',
  'drops-equal': '2.112.2',
};

/** supabase-js 2.49.8 still came with realtime-js 2.11.2, 2.49.9 came with 2.11.9. */
const APPENDS_IN_SUPABASE_JS = '2.49.9';

/** The next major version was branched off before equal bindings were left out. */
const LAST_NEXT_THAT_KEEPS_EQUAL = '3.0.0-next.29';

const REALTIME_JS = '@supabase/realtime-js';
const SUPABASE_JS = '@supabase/supabase-js';

/** The clients whose era is known. A lockfile that names realtime-js needs no supabase-js to tell what came with it. */
export function judgedClients(clients: readonly ClientVersion[]): readonly ClientVersion[] {
  const told = new Set(clients.filter(({ name }) => name === REALTIME_JS).map(({ location }) => location.file));
  return clients.filter(
    (client) => eraOf(client) !== null && !(client.name === SUPABASE_JS && told.has(client.location.file)),
  );
}

/** The era of a client, or null for one whose versions are not known here: another language, version 1, no number. */
export function eraOf({ name, version }: ClientVersion): ClientEra | null {
  if (name !== REALTIME_JS && name !== SUPABASE_JS) return null;
  if (!isVersion(version) || compareVersions(version, '2.0.0') < 0) return null;
  if (compareVersions(version, name === SUPABASE_JS ? APPENDS_IN_SUPABASE_JS : ERA_BEGINS.appends) < 0)
    return 'leaves-topic';
  if (compareVersions(version, ERA_BEGINS.throws) < 0) return 'appends';
  if (compareVersions(version, ERA_BEGINS['drops-equal']) < 0) return 'throws';
  const isEarlyNext =
    compareVersions(version, '3.0.0-0') >= 0 && compareVersions(version, LAST_NEXT_THAT_KEEPS_EQUAL) <= 0;
  return isEarlyNext ? 'throws' : 'drops-equal';
}

const VERSION = /^[v=]?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Whether the text is one whole version, not a range, a tag or a URL. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * Negative, zero or positive as the first version comes before, with or after the second, pre-releases before their
 * release (semver.org, section 11). A text that is no version comes before every version.
 */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [VERSION.exec(one), VERSION.exec(other)];
  if (first === null || second === null) return Number(first !== null) - Number(second !== null);
  for (const part of [1, 2, 3]) {
    const difference = Number(first[part]) - Number(second[part]);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(first[4], second[4]);
}

function comparePreReleases(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  const [first, second] = [one.split('.'), other.split('.')];
  for (const [index, part] of first.entries()) {
    const against = second[index];
    if (against === undefined) return 1;
    const difference = compareIdentifiers(part, against);
    if (difference !== 0) return difference;
  }
  return first.length - second.length;
}

/** Numbers by their value and before words; words by their characters. */
function compareIdentifiers(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && isOtherNumber) return Number(one) - Number(other);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
