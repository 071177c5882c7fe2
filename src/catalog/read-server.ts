import type { Database } from '../database/database.js';
import type { Server } from '../model/server.js';
import { serverBlock } from './queries/server.sql.js';
import { runBlock } from './run-block.js';

/**
 * What the server gives Realtime, each fact unknown by itself.
 * @throws ConnectionError from the database
 */
export async function readServer(database: Database): Promise<Server> {
  // The block makes it in the words of the model.
  return (await runBlock(database, serverBlock, null)) as Server;
}
