import type { Location, Sdk, SourceRole, Subscription } from './subscription.js';

/** What the application's source says about Realtime: plain JSON. */
export interface SourceFacts {
  /** Source files that were looked at. */
  readonly files: number;
  readonly subscriptions: readonly Subscription[];
  readonly unresolved: readonly UnresolvedSubscription[];
  readonly bindings: readonly Binding[];
  readonly hazards: readonly BindingHazard[];
  /** The Realtime clients of the project's lockfiles; none when there is no lockfile. */
  readonly clients: readonly ClientVersion[];
  /** Where Realtime is used, the first few places; none when it is not. */
  readonly uses: readonly Location[];
  /** What was skipped, cut or could not be read, in words. */
  readonly limits: readonly string[];
}

/** A subscription whose table (or schema) cannot be read from the code. */
export interface UnresolvedSubscription {
  readonly location: Location;
  readonly sdk: Sdk;
  readonly role: SourceRole;
  /** Why, as the end of a sentence: `table is a parameter of useRealtime, which is called with a value from a request`. */
  readonly reason: string;
  readonly via: readonly Location[];
  /** The function it stands in when nothing calls that; such a subscription never runs. */
  readonly deadWrapper: string | null;
}

/** What a parameter of a binding is when the call runs; a condition gives several. */
export type ParameterValue =
  | {
      readonly kind: 'text';
      readonly text: string /** False with `{}` for each unknown piece. */;
      readonly isWhole: boolean;
    }
  | { readonly kind: 'number' | 'boolean'; readonly text: string }
  | { readonly kind: 'absent' | 'undefined' | 'null' | 'object' | 'array' | 'date' | 'nan' | 'function' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The parameters of one `.on('postgres_changes', ...)`, of every kind that each can have. */
export interface Binding {
  readonly location: Location;
  readonly sdk: Sdk;
  readonly role: SourceRole;
  /** Where the parameters stand, when not in the call itself. */
  readonly via: readonly Location[];
  /** The first binding of its channel, the same for all of them; null when its channel is not known. */
  readonly channel: Location | null;
  readonly event: readonly ParameterValue[];
  readonly schema: readonly ParameterValue[];
  readonly table: readonly ParameterValue[];
  readonly filter: readonly ParameterValue[];
  readonly select: readonly ParameterValue[];
}

/** What a client does that makes it disagree with the server about its bindings, or drop one. */
export interface BindingHazard {
  readonly kind: /** `.on` on a channel whose `.subscribe` ran before. */
    | 'on-after-subscribe'
    /** The same topic is set up a second time while the first stands. */
    | 'topic-set-up-twice'
    /** Two equal bindings on one channel. */
    | 'equal-bindings'
    /** One object of parameters for several bindings, changed in between. */
    | 'shared-params';
  /**
   * What came between: nothing, an answer of the server (`subscribed`), a lost connection (`rejoin`), a second run of an
   * effect or a component (`again`), another component that may be shown at the same time (`together`), an error that the
   * application answers by setting up again (`retry`).
   */
  readonly when: 'same-tick' | 'subscribed' | 'rejoin' | 'again' | 'together' | 'retry';
  readonly role: SourceRole;
  /** The channel's topic; null when it is not one text. */
  readonly topic: string | null;
  /** The second `.on`, or the second `.channel`. */
  readonly location: Location;
  /** The first, or where it was subscribed. */
  readonly first: Location;
  readonly via: readonly Location[];
}

/** A Realtime client and its version as a lockfile has it. */
export interface ClientVersion {
  /** The package, for example `@supabase/realtime-js`. */
  readonly name: string;
  readonly version: string;
  /** The entry in the lockfile. */
  readonly location: Location;
}

/** Those that the application runs and nobody has answered: of tests, stories, scripts and dead wrappers none. */
export function unresolvedInApp({ unresolved }: SourceFacts): readonly UnresolvedSubscription[] {
  return unresolved.filter(({ role, deadWrapper }) => role === 'app' && deadWrapper === null);
}
