import type { Binding, BindingHazard } from '../model/source.js';
import type { Location } from '../model/subscription.js';
import type { FoundSubscription } from './found.js';
import type { Shown } from './shown-together.js';

/** A topic that is set up while a component is shown. */
export interface SharedTopic {
  readonly topic: string;
  readonly location: Location;
  readonly shown: Shown;
}

/** What one file says about Realtime, whatever its language. */
export interface ReadFile {
  readonly subscriptions: readonly FoundSubscription[];
  readonly bindings: readonly Omit<Binding, 'role'>[];
  readonly hazards: readonly Omit<BindingHazard, 'role'>[];
  /** Topics that components of the file set up while they are shown. */
  readonly topics: readonly SharedTopic[];
  /** Where postgres_changes is spoken of in code, whether or not that is a subscription. */
  readonly uses: readonly Location[];
  /** Why the file could not be read; null when it could. */
  readonly problem: string | null;
}

/** A file that nothing could be read of. */
export function couldNotRead(problem: string): ReadFile {
  return { subscriptions: [], bindings: [], hazards: [], topics: [], uses: [], problem };
}
