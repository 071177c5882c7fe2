import { wrap } from './text-layout.js';

/** What `--help` needs to know of an option. */
export interface HelpOption {
  readonly name: string;
  readonly kind: string | readonly string[];
  readonly default: string | null;
  readonly description: string;
}

const COMMANDS: readonly (readonly [string, string])[] = [
  ['check', 'Check the migrations, the database or both, and report (the default).'],
  ['subscriptions', 'List what the application’s source subscribes to; needs no database.'],
  ['fix [--write]', 'Print only the fix migration, or write it as the next migration and print its path.'],
  ['baseline', 'Write the findings there are now as accepted, and print the path of the file.'],
  ['init', 'Write a workflow and a config file, each where there is none, and say what to do next.'],
  ['explain [rule]', 'Print a rule’s page; without a rule, the list of rules.'],
];

/** The text of `--help`: usage, commands, options, exit codes. */
export function renderHelp(version: string, options: readonly HelpOption[]): string {
  const lines = [
    `realtime-guard ${version}: fails the build when a Supabase table would never send its Realtime changes.`,
    '',
    'Usage: realtime-guard [command] [options]',
    '',
    'Commands',
    ...COMMANDS.map(([command, does]) => `  ${command.padEnd(16)}${does}`),
    '',
    'Options',
    ...options.flatMap(renderOption),
    '',
    'Exit codes: 0 success, 1 a finding at or above fail-on, 2 could not determine.',
    'Every option but config and working-directory may also stand in realtime-guard.yml.',
  ];
  return `${lines.join('\n')}\n`;
}

function renderOption(option: HelpOption): readonly string[] {
  const value = typeof option.kind === 'string' ? option.kind.toUpperCase() : option.kind.join('|');
  const byDefault = option.default === null ? '' : ` (default ${option.default})`;
  const prose = option.description.replaceAll('`', '');
  return [`  --${option.name} ${value}${byDefault}`, ...wrap(prose, 86).map((line) => `      ${line}`)];
}
