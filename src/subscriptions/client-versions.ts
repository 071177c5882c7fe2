import type { ClientVersion } from '../model/source.js';

export function findClientVersions(
  _folder: string,
  _repository: string,
): { readonly clients: readonly ClientVersion[]; readonly limits: readonly string[] } {
  return { clients: [], limits: [] };
}
