import type { Node } from '@babel/types';
import type { Location } from '../../model/subscription.js';
import type { Call } from './channels.js';
import type { Module } from './module.js';

/** One setting up of a channel that gets bindings: the call of `.channel()`, and where it is run from. */
export interface SetUp {
  readonly module: Module;
  readonly channel: Call;
  /** A binding of it, as the channel may be made elsewhere than it gets them; null when it gets none of table changes. */
  readonly on: Call | null;
  /** The topic; null when it is not one text. */
  readonly topic: string | null;
  /** The same for two that have one topic at one time, whatever it is; null when that cannot be told. */
  readonly key: string | null;
  /** Whether the topic is the same wherever on a page it is made. */
  readonly isOfPage: boolean;
  /** The outermost call that leads to it, or itself. */
  readonly from: { readonly module: Module; readonly node: Node };
  readonly via: readonly Location[];
}
