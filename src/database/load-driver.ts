import type { Client, ClientConfig } from 'pg';

/**
 * Loads pg when a database is first opened. While loading, pg asks whether it runs on Cloudflare: by `navigator`, which
 * Node has since 21, else by making a Response, for which Node 20 loads its whole HTTP client (40 ms, a fifth of a
 * run). So Node 20 is given the navigator that its successors have.
 */
export async function loadDriver(): Promise<new (config: ClientConfig) => Client> {
  if (!('navigator' in globalThis)) {
    const navigator = { userAgent: `Node.js/${process.versions.node.split('.', 1)[0]}` };
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  }
  const { default: pg } = await import('pg');
  return pg.Client;
}
