import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** dist/ and action.yml alone in an otherwise empty folder, as a runner has them after downloading the action. */
export interface ShippedCopy {
  readonly folder: string;
  remove(): void;
}

export function copyShipped(): ShippedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-guard-shipped-'));
  cpSync(resolve('dist'), join(folder, 'dist'), { recursive: true });
  cpSync(resolve('action.yml'), join(folder, 'action.yml'));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shipped entry in a clean environment. */
export function runEntry(
  copy: ShippedCopy,
  entry: 'dist/index.js' | 'dist/cli/index.js',
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  cwd = copy.folder,
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(copy.folder, entry), ...argv], {
      cwd,
      env: { PATH: process.env['PATH'], ...environment },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

export interface ActionRun extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Workflow commands as written: command and message. */
  readonly commands: readonly { readonly command: string; readonly properties: string; readonly message: string }[];
}

/** Runs the action as the runner does: inputs in the environment, outputs and summary in files. */
export async function runAction(
  copy: ShippedCopy,
  inputs: Readonly<Record<string, string>>,
  {
    event = 'push',
    payload = {},
    workspace,
    environment = {},
  }: {
    readonly event?: string;
    readonly payload?: object;
    readonly workspace?: string;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<ActionRun> {
  const runner = mkdtempSync(join(tmpdir(), 'realtime-guard-runner-'));
  try {
    const file = (name: string, content = ''): string => {
      writeFileSync(join(runner, name), content);
      return join(runner, name);
    };
    const folder = workspace ?? join(runner, 'workspace');
    if (!existsSync(folder)) mkdirSync(folder);
    const files = {
      output: file('output'),
      summary: file('summary'),
      event: file('event.json', JSON.stringify(payload)),
    };
    const ended = await runEntry(
      copy,
      'dist/index.js',
      [],
      {
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        GITHUB_ACTIONS: 'true',
        CI: 'true',
        GITHUB_WORKSPACE: folder,
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: files.event,
        GITHUB_REPOSITORY: 'acme/crm',
        GITHUB_ACTOR: 'octocat',
        ...environment,
      },
      folder,
    );
    return {
      ...ended,
      outputs: parseOutputs(readFileSync(files.output, 'utf8')),
      summary: readFileSync(files.summary, 'utf8'),
      commands: parseCommands(ended.stdout),
    };
  } finally {
    rmSync(runner, { recursive: true });
  }
}

/** `name<<delimiter`, lines, `delimiter`: the format of GITHUB_OUTPUT. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n?^\2$/gm)) outputs[name] = value;
  return outputs;
}

/** What the runner would act on: nothing between stop-commands and its token. */
function parseCommands(stdout: string): ActionRun['commands'] {
  const heard: { command: string; properties: string; message: string }[] = [];
  let until: string | null = null;
  for (const line of stdout.split(/\r\n|\r|\n/)) {
    const [, command = '', properties = '', message = ''] = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
    if (until !== null) {
      if (line.trim() === `::${until}::`) until = null;
    } else if (command === 'stop-commands') until = message;
    else if (command !== '') heard.push({ command, properties, message });
  }
  return heard;
}
