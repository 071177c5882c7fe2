import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { guard } from '../../src/guard.js';
import { optionsFromCli, readCommandLine } from '../../src/inputs/from-cli.js';
import type { Verdict } from '../../src/model/verdict.js';

/** A folder for one test, removed by the caller's `using`-like try/finally. */
export function withFolder<Result>(files: Readonly<Record<string, string>>, work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-guard-test-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const result = work(folder);
    if (!(result instanceof Promise)) {
      rmSync(folder, { recursive: true });
      return result;
    }
    return result.finally(() => rmSync(folder, { recursive: true })) as Result;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The whole way from what a user says on the command line to the verdict, in this process. */
export async function check(
  url: string | undefined,
  argv: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<Verdict> {
  return await withFolder(files, async (folder) => {
    const environment = url === undefined ? {} : { REALTIME_GUARD_DATABASE_URL: url };
    return await guard(await optionsFromCli(readCommandLine(argv), environment, folder));
  });
}
