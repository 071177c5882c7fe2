import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findAssets } from './find-assets.js';
import { readAssets } from './read-assets.js';
import type { ReplayLimits } from './replay-limits.js';
import { openInThread, type ThreadDatabase } from './thread-database.js';

/**
 * Opens a new Supabase project's database in a thread of this process, held to the limits.
 * @throws EngineStopped when it does not open
 * @throws Error when the assets are missing
 */
export async function openEmbeddedInThread(limits: ReplayLimits): Promise<ThreadDatabase> {
  const folder = findAssets();
  // Read here while the thread starts and loads the engine: together they take as long as the longer.
  const material = readAssets(folder).then((assets) => ({
    message: assets,
    transfer: [assets.programFiles, assets.dataDirectory],
  }));
  return await openInThread(pathToFileURL(join(folder, 'thread.js')), limits, folder, material);
}
