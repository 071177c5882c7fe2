import { stopServers } from '../../scripts/local-postgres.mjs';

/** Jest's globalTeardown: runs in the process of globalSetup, so it stops what that started. */
export default async function stopStartedServers(): Promise<void> {
  await stopServers();
}
