import { displayText } from '../model/names.js';

/** Why something was not delivered, in words for people: what GitHub says, and what to do. */
export class DeliveryError extends Error {
  override readonly name: string = 'DeliveryError';
  /** What GitHub answered with; null when it did not, or in part. */
  readonly status: number | null;
  /** Whether the token may lack a permission. */
  readonly isForbidden: boolean;

  constructor(message: string, status: number | null = null, isForbidden = false) {
    super(message);
    this.status = status;
    this.isForbidden = isForbidden;
  }
}

/** A call that brought nothing. */
export interface Refusal {
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** It took too long. */
  readonly isLate: boolean;
}

/** No longer than this is waited for a limit to pass, in milliseconds; the report is in the job summary already. */
const LONGEST_WAIT_MS = 10_000;
const LONGEST_MESSAGE = 300;

/**
 * How long to wait before another try, in milliseconds; null when there should be none.
 * @param isRead whether it may be done twice
 * @param pause for those that name no time
 */
export function waitAsked(refusal: Refusal, isRead: boolean, pause: number): number | null {
  if (refusal.isLate) return null;
  if (isLimit(refusal)) {
    const seconds = Number(refusal.headers['retry-after']);
    const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
    return wait !== null && wait <= LONGEST_WAIT_MS ? Math.max(wait, pause) : null;
  }
  const isOfServer = refusal.status === null || refusal.status >= 500;
  return isRead && isOfServer ? pause : null;
}

/** The error that a refusal becomes. */
export function toDeliveryError(refusal: Refusal): DeliveryError {
  const { status, message } = refusal;
  const isForbidden = (status === 403 || status === 404) && !isLimit(refusal) && !isSignOn(message);
  return new DeliveryError(explainRefusal(refusal), status, isForbidden);
}

/** In one line: what GitHub said, and what to do about it. */
function explainRefusal(refusal: Refusal): string {
  const { status, message, isLate } = refusal;
  if (isLate) return 'GitHub did not answer in time';
  if (status === null) return 'the connection to GitHub was cut';
  const said = displayText(message).slice(0, LONGEST_MESSAGE);
  if (isLimit(refusal)) return `GitHub’s rate limit is reached (${status}); it is delivered with the next run`;
  if (status === 401) return 'GitHub does not know the token (401); give github-token one that is valid';
  if (status === 403 && isSignOn(message))
    return 'the token may not act for the organization (403); authorize it for single sign-on';
  if (status === 403) return `the token may not do it (403, ${said})`;
  if (status === 404) return 'GitHub finds no such thing for this token (404)';
  if (status === 422) return `GitHub refuses what was sent (422, ${said})`;
  return status >= 500 ? `GitHub has trouble of its own (${status})` : `GitHub answered with ${status}: ${said}`;
}

function isSignOn(message: string): boolean {
  return /SAML|single sign-on/i.test(message);
}

function isLimit({ status, message, headers }: Refusal): boolean {
  if (status === 429) return true;
  return status === 403 && (/rate limit/i.test(message) || headers['x-ratelimit-remaining'] === '0');
}
