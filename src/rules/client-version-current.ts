import { type ClientEra, compareVersions, ERA_BEGINS, eraOf, judgedClients } from '../model/client-version.js';
import type { Rule, Severity, Violation } from '../model/outcome.js';
import type { ClientVersion } from '../model/source.js';
import { MISMATCH } from './client-effects.js';
import { inApplication, namedIn, numberSubjects, SOURCE_NOT_READ } from './source-findings.js';

export default {
  title: 'The client has no known bug with postgres_changes',
  severity: 'warning',
  about: 'source',
  check({ source }) {
    if (source === null) return SOURCE_NOT_READ;
    const used = inApplication([...source.subscriptions, ...source.unresolved, ...source.bindings, ...source.hazards]);
    if (used.length === 0) return { status: 'not-applicable', reason: 'the source subscribes to nothing' };
    const known = judgedClients(source.clients);
    if (known.length === 0) {
      return { status: 'not-applicable', reason: 'no lockfile tells the version of supabase-js' };
    }
    return { status: 'checked', subjects: known.length, found: numberSubjects(known.flatMap(toViolation)) };
  },
} satisfies Rule;

interface KnownBug {
  readonly from: string;
  /** The first version without it. */
  readonly mended: string;
  /** Only clients of this era have it; absent for all in between. */
  readonly era?: ClientEra;
  readonly severity?: Severity;
  readonly detail: string;
}

/** The worst first; a version is told the first that it has. */
const BUGS: readonly KnownBug[] = [
  {
    from: '2.86.0',
    mended: '2.87.1',
    detail: `a subscription without a filter ends in "${MISMATCH}" where the answer says null for what was not sent (supabase-js#1917)`,
  },
  {
    from: '2.0.0',
    era: 'appends',
    mended: ERA_BEGINS.throws,
    // Nothing is wrong until something else is.
    severity: 'notice',
    detail: `a binding added too late, or a topic set up twice, is taken without a word and ends in "${MISMATCH}"; from ${ERA_BEGINS.throws} on it throws where it happens`,
  },
  {
    // Here a second channel of a topic still takes the place of the first.
    from: '2.0.0',
    mended: ERA_BEGINS.throws,
    severity: 'notice',
    detail: `a binding added too late is taken without a word and ends in "${MISMATCH}"; from ${ERA_BEGINS.throws} on it throws where it happens`,
  },
];

function toViolation(client: ClientVersion): readonly Violation[] {
  const { name, version, location } = client;
  const bug = BUGS.find(
    ({ from, mended, era }) =>
      compareVersions(version, from) >= 0 &&
      compareVersions(version, mended) < 0 &&
      (era === undefined || era === eraOf(client)),
  );
  if (bug === undefined) return [];
  return [
    {
      ...namedIn(location, `${name} ${version}`),
      message: `${name} ${version} has a known bug with postgres_changes`,
      detail: bug.detail,
      hint: `Upgrade ${name} to ${bug.mended} or later.`,
      fix: [],
      location,
      related: [],
      ...(bug.severity === undefined ? {} : { severity: bug.severity }),
    },
  ];
}
