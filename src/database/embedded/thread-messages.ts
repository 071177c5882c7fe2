import type { Query } from '../database.js';

/** What the thread is asked; one answer each, by the number. */
export type Call =
  | { readonly call: 'exec'; readonly sql: string }
  | { readonly call: 'select'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly call: 'query'; readonly query: Query<Record<string, never>>; readonly parameters: readonly unknown[] }
  | { readonly call: 'close' };

export type Request = Call & { readonly id: number };

export type Answer =
  | { readonly kind: 'ready'; readonly engine: string }
  | { readonly kind: 'not-opened'; readonly message: string }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly code: string; readonly message: string };
