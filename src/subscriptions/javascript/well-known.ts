import { textValue, type Value } from './value.js';

/** What a browser declares; the other names that every module sees are those of this very process. */
export const PAGE_GLOBALS: ReadonlySet<string> = new Set([
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'location',
]);

/** What Vue and Svelte give a component for its properties. */
export const COMPONENT_MACROS = /^(defineProps|withDefaults|defineModel|\$props)$/;

/** Functions that give back the one they are given, to be called with the same arguments. */
export const SAME_FUNCTION =
  /^(?!useMemo$)(use)?(callback|memo|forwardRef|observer|(effect)?event(callback)?|memoizedFn|debounce|throttle|once|async|cache)$/i;

function constants(texts: Readonly<Record<string, string>>): Value {
  return {
    kind: 'object',
    properties: new Map(Object.entries(texts).map(([key, text]) => [key, () => textValue(text)])),
    isOpen: true,
  };
}

/** The enums of supabase-js, which is not read. Source: realtime-js, RealtimeChannel.ts. */
export const WELL_KNOWN: Readonly<Record<string, Value | undefined>> = {
  REALTIME_LISTEN_TYPES: constants({
    BROADCAST: 'broadcast',
    PRESENCE: 'presence',
    POSTGRES_CHANGES: 'postgres_changes',
    SYSTEM: 'system',
  }),
  REALTIME_POSTGRES_CHANGES_LISTEN_EVENT: constants({ ALL: '*', INSERT: 'INSERT', UPDATE: 'UPDATE', DELETE: 'DELETE' }),
};

/** Classes of the language and of browsers that make an object, of which nothing is read. */
export const OBJECT_CLASSES: ReadonlySet<string> = new Set([
  ...['String', 'Number', 'Boolean', 'RegExp', 'Object', 'Error', 'WeakMap', 'WeakSet', 'URL', 'URLSearchParams'],
  ...['FormData', 'Headers', 'ArrayBuffer', 'Uint8Array'],
]);
