import {
  CLIENT_ERAS,
  type ClientEra,
  compareVersions,
  ERA_BEGINS,
  eraOf,
  judgedClients,
} from '../model/client-version.js';
import { displayText } from '../model/names.js';
import type { Severity } from '../model/outcome.js';
import { remember } from '../model/remember.js';
import type { ClientVersion } from '../model/source.js';

/** What comes of a hazard, the worst first; what `works` in one version is a notice of what comes with the next. */
export const EFFECT_KINDS = ['mismatch', 'mismatch-at-rejoin', 'throws', 'silent', 'works'] as const;

export interface Effect {
  readonly kind: (typeof EFFECT_KINDS)[number];
  /** What the application will notice, as a sentence without its subject's version. */
  readonly says: string;
}

/** What comes of one hazard with every client there is. */
export type Effects = Readonly<Record<ClientEra, Effect>>;

/** The text that the client gives with CHANNEL_ERROR. */
export const MISMATCH = 'mismatch between server and client bindings for postgres changes';

/** What .on does on a channel that joins or has joined. */
export function throws(topic: string | null): Effect {
  const channel = `realtime:${topic === null ? '...' : displayText(topic)}`;
  return {
    kind: 'throws',
    says: `.on throws "cannot add \`postgres_changes\` callbacks for ${channel} after \`subscribe()\`"`,
  };
}

/** The effect with the client of the lockfile that comes off worst; without a lockfile the worst, and all of them told. */
export function judgeEffects(
  effects: Effects,
  clients: readonly ClientVersion[],
): { readonly kind: Effect['kind']; readonly detail: string } {
  const known = clientsWithEra(clients).map(({ client, era }) => ({ client, effect: effects[era] }));
  const [worst] = known.sort((one, other) => rank(one.effect) - rank(other.effect) || byVersion(one, other));
  if (worst !== undefined) {
    const { client, effect } = worst;
    return { kind: effect.kind, detail: `with ${client.name} ${client.version} ${effect.says}` };
  }
  const periods = toPeriods(effects);
  const [only] = periods;
  const [gravest] = periods.map(({ effect }) => effect).sort((one, other) => rank(one) - rank(other));
  const kind = gravest?.kind ?? 'works';
  if (periods.length === 1 && only !== undefined) return { kind, detail: only.effect.says };
  return {
    kind,
    detail: `depending on the version of supabase-js: ${periods.map(({ when, effect }) => `${when} ${effect.says}`).join('; ')}`,
  };
}

const clientsWithEra = remember((clients: readonly ClientVersion[]) =>
  judgedClients(clients).flatMap((client) => {
    const era = eraOf(client);
    return era === null ? [] : [{ client, era }];
  }),
);

/** What only comes with a later version is worth knowing and nothing more. */
export function severityOf(kind: Effect['kind']): { readonly severity?: Severity } {
  return kind === 'works' ? { severity: 'notice' } : {};
}

/** Eras that do the same are one period. */
function toPeriods(effects: Effects): readonly { readonly when: string; readonly effect: Effect }[] {
  const starts = CLIENT_ERAS.filter((era, index) => {
    const before = CLIENT_ERAS[index - 1];
    return before === undefined || effects[before].says !== effects[era].says;
  });
  return starts.map((era, index) => {
    const next = starts[index + 1];
    const when =
      era === 'leaves-topic'
        ? `before ${beginOf(next)}`
        : next === undefined
          ? `from ${beginOf(era)} on`
          : `from ${beginOf(era)}`;
    return { when, effect: effects[era] };
  });
}

function beginOf(era: ClientEra | undefined): string {
  return era === undefined || era === 'leaves-topic' ? '' : ERA_BEGINS[era];
}

function rank({ kind }: Effect): number {
  return EFFECT_KINDS.indexOf(kind);
}

function byVersion(one: { readonly client: ClientVersion }, other: { readonly client: ClientVersion }): number {
  return compareVersions(one.client.version, other.client.version);
}
