import type { Needle } from '../needles.js';

const EXTENSIONS = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.vue',
  '.svelte',
  '.astro',
  '.html',
  '.htm',
];

/** One of these stands in every file that subscribes with a client or a library that is known here. */
const NEEDLES: readonly Needle[] = [
  ...['postgres_changes', 'POSTGRES_CHANGES'],
  {
    beside: 'upabase',
    any: [
      // supabase-js before 2.0
      {
        beside: '.on(',
        any: ['INSERT', 'UPDATE', 'DELETE', '*'].flatMap((event) => [`.on('${event}'`, `.on("${event}"`]),
      },
      ...['syncedSupabase', 'replicateSupabase', 'liveProvider', 'liveMode', 'supabase-cache-helpers'],
    ],
  },
];

/** The ends of the names of scripts and of what holds scripts, each with the texts one of which stands in it. */
export const SCRIPT_NEEDLES: ReadonlyMap<string, readonly Needle[]> = new Map(
  EXTENSIONS.map((extension) => [extension, NEEDLES]),
);
