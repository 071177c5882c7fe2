/**
 * Which folders and files are never the application's own source, told by their names and neighbours. Whoever wants such
 * a folder read names it in `sources`.
 */

/** Folders of tools: nobody writes source into one. */
const NEVER: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn', '.jj'],
  ...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store'],
  ...[
    '.next',
    '.nuxt',
    '.output',
    '.svelte-kit',
    '.vercel',
    '.netlify',
    '.turbo',
    '.angular',
    '.expo',
    '.parcel-cache',
  ],
  ...['.dart_tool', '.pub-cache', 'Pods', 'Carthage', 'DerivedData', '.build', '.gradle'],
  ...['.venv', 'site-packages', '__pycache__', '.tox'],
]);

/**
 * Folders that are output or copies beside a manifest, and may be anything elsewhere: `src/app/vendor/page.tsx` is the
 * page of a vendor, `src/build/` builds something.
 */
const OUTPUT_OF_PACKAGE: ReadonlySet<string> = new Set([
  'dist',
  'build',
  'out',
  'coverage',
  'vendor',
  'storybook-static',
]);

const MANIFEST =
  /^(?:package\.json|deno\.jsonc?|pubspec\.yaml|Package\.swift|Podfile|build\.gradle(?:\.kts)?|pyproject\.toml|setup\.py|composer\.json|go\.mod|Gemfile|.+\.(?:cs|fs)proj|.+\.sln|.+\.xcodeproj)$/;

const PROJECT_OF_DOTNET = /\.(?:cs|fs)proj$/;

/** Folders that are served as they are, in which `vendor` is other people's code. */
const SERVED: ReadonlySet<string> = new Set(['public', 'static', 'assets', 'wwwroot']);

/** What SvelteKit puts into its `_app`; a router's layout can have that name, too. */
const INSIDE_APP: ReadonlySet<string> = new Set(['immutable', 'chunks', 'version.json']);

/** What tells whether a folder is left out: all of it is asked for only when its name leaves a doubt. */
export interface Neighbourhood {
  /** The name of the folder that it stands in. */
  readonly parent: string;
  readonly isRepositoryRoot: boolean;
  /** The names beside it. */
  readonly beside: () => readonly string[];
  /** The names in it. */
  readonly inside: () => readonly string[];
}

/** Whether a folder holds no source of the application. */
export function isFolderLeftOut(name: string, around: Neighbourhood): boolean {
  if (NEVER.has(name)) return true;
  if (name === '_app') return around.inside().some((one) => INSIDE_APP.has(one));
  if (name === 'bin' || name === 'obj') return around.beside().some((one) => PROJECT_OF_DOTNET.test(one));
  if (!OUTPUT_OF_PACKAGE.has(name)) return false;
  if (around.isRepositoryRoot || (name === 'vendor' && SERVED.has(around.parent))) return true;
  return around.beside().some((one) => MANIFEST.test(one));
}

/** Minified, declarations only, or written by a code generator. */
const NOT_WRITTEN =
  /(?:[.-]min\.[cm]?js|\.d\.[cm]?ts|\.(?:g|freezed|gr|mocks)\.dart|\.designer\.cs|\.g\.cs|\.g\.swift)$/i;

/** Whether a file's name says that nobody wrote it. */
export function isFileLeftOut(name: string): boolean {
  return NOT_WRITTEN.test(name);
}
