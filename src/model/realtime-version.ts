import { compareVersions } from './client-version.js';

/** What filters and parameters can ask of the server, that it did not always know. */
export type ServerFeature = 'in' | 'select' | 'filter-operators';

/**
 * The releases of supabase/realtime that know it, from the first up to but not including the last, with their days. The
 * operators after `in`, `not.` and several conditions came in 2.110.0, were taken out in 2.111.6 and came back in 2.112.0.
 * Source: the tags of supabase/realtime, lib/extensions/postgres_cdc_rls/subscriptions.ex at each.
 */
const KNOWN_IN: Readonly<Record<ServerFeature, readonly Span[]>> = {
  in: [{ from: ['2.6.0', '2023-02-27'], until: null }],
  select: [{ from: ['2.101.0', '2026-05-28'], until: null }],
  'filter-operators': [
    { from: ['2.110.0', '2026-06-19'], until: ['2.111.6', '2026-06-24'] },
    { from: ['2.112.0', '2026-06-26'], until: null },
  ],
};

/** A release and the day it was made. */
type Release = readonly [version: string, day: string];

interface Span {
  readonly from: Release;
  readonly until: Release | null;
}

/** Whether a server knows a feature. @param server a release, `2.34.47`, or the day it was built, `2026-03-01` */
export function serverKnows(server: string, feature: ServerFeature): boolean {
  return KNOWN_IN[feature].some(
    ({ from, until }) => !isBefore(server, from) && (until === null || isBefore(server, until)),
  );
}

/** The release that a server needs at least. */
export function releaseOf(feature: ServerFeature): string {
  return KNOWN_IN[feature].at(-1)?.from[0] ?? '';
}

function isBefore(server: string, [version, day]: Release): boolean {
  return /^\d{4}-/.test(server) ? server < day : compareVersions(server, version) < 0;
}
