import type { GitHubClient } from '../../src/github/client.js';

export interface Recorded {
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * A client that notes what it is asked. How the real one speaks to a server is tested with one.
 * @param lists the answers to what is listed, by route
 * @param answer to everything else
 */
export function recordingClient(
  lists: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {},
  answer: (asked: Recorded) => Readonly<Record<string, unknown>> = () => ({ id: 1 }),
): { readonly client: GitHubClient; readonly asked: Recorded[] } {
  const asked: Recorded[] = [];
  const client: GitHubClient = {
    owner: 'acme',
    repo: 'crm',
    request: async (route, parameters) => {
      asked.push({ route, parameters });
      return answer({ route, parameters });
    },
    list: async (route) => lists[route] ?? [],
    login: async () => null,
  };
  return { client, asked };
}
