import { isVersion } from '../model/client-version.js';
import { InputError } from '../model/input-error.js';
import type { Said } from './said.js';

/**
 * A release of the Realtime server, as its image is tagged, or the day that it was built.
 * @throws InputError for anything else, such as `latest`
 */
export function readRealtimeVersion(said: Said | null): string | null {
  if (said === null || said.text.trim() === '') return null;
  const text = said.text.trim();
  if (isVersion(text)) return text.replace(/^[v=]/, '');
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InputError(
    `${said.origin}: "${text}" is not a release of Realtime; write it as in the image, such as v2.34.47, or the day it was built, such as 2026-03-01`,
  );
}
