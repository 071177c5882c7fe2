import type { Node } from '@babel/types';
import type { BindingHazard } from '../../model/source.js';
import type { Location } from '../../model/subscription.js';
import type { Root } from './channels.js';
import type { Module } from './module.js';

/** A hazard as nodes of trees; `read-javascript.ts` makes the fact of it. */
export interface Hazard {
  readonly kind: BindingHazard['kind'];
  readonly when: BindingHazard['when'];
  /** The channel; null when the topic is known already. */
  readonly channel: Root | null;
  readonly topic?: string | null;
  readonly at: Node;
  readonly first: Node;
  /** The module of `first`. */
  readonly firstIn: Module;
  readonly via: readonly Location[];
}
