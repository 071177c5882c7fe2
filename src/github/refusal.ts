import { displayText } from '../model/names.js';

/** Why something was not delivered, in words for people: what GitHub says, and what to do. */
export class DeliveryError extends Error {
  override readonly name: string = 'DeliveryError';
  /** What GitHub answered with; null when it did not, or in part. */
  readonly status: number | null;
  /** Whether the token may lack a permission. */
  readonly isForbidden: boolean;
  /** It took too long, so that nobody knows what becomes of it yet. */
  readonly isLate: boolean;

  constructor(message: string, told: Partial<Pick<DeliveryError, 'status' | 'isForbidden' | 'isLate'>> = {}) {
    super(message);
    this.status = told.status ?? null;
    this.isForbidden = told.isForbidden ?? false;
    this.isLate = told.isLate ?? false;
  }

  /** Whether GitHub may have done what it was asked to, although it did not say so. */
  get mayBeDone(): boolean {
    return this.status === null || this.status >= 500;
  }
}

/** A call that brought nothing. */
export interface Refusal {
  /** Null when there was no whole answer. */
  readonly status: number | null;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** It took too long. */
  readonly isLate: boolean;
  /** GitHub called it a success, and sent half of it or nothing. */
  readonly isPartial: boolean;
}

/** No longer than this is waited for a limit to pass, in milliseconds; the report is in the job summary already. */
const LONGEST_WAIT_MS = 10_000;
const LONGEST_MESSAGE = 300;

/**
 * How long to wait before another try, in milliseconds; null when there should be none.
 * @param mayRepeat whether to do it twice is to do it once
 * @param pause for those that name no time
 */
export function waitAsked(refusal: Refusal, mayRepeat: boolean, pause: number): number | null {
  if (refusal.isLate) return null;
  if (isLimit(refusal)) {
    const wait = limitLasts(refusal);
    return wait !== null && wait <= LONGEST_WAIT_MS ? Math.max(wait, pause) : null;
  }
  const isOfServer = refusal.status === null || refusal.status >= 500;
  return mayRepeat && isOfServer ? pause : null;
}

/** The error that a refusal becomes. */
export function toDeliveryError(refusal: Refusal): DeliveryError {
  const { status, message, isLate } = refusal;
  const isForbidden = status === 404 || (status === 403 && NOT_PERMITTED.test(message));
  return new DeliveryError(explainRefusal(refusal), { status, isForbidden, isLate });
}

/** What GitHub says of a token that lacks a permission; a 403 can also be a locked conversation, or an archive. */
const NOT_PERMITTED = /not accessible|must have/i;

/** In one line: what GitHub said, and what to do about it. */
function explainRefusal(refusal: Refusal): string {
  const { status, message, isLate, isPartial } = refusal;
  if (isLate) return 'GitHub did not answer in time';
  if (isPartial) return 'GitHub’s answer came only in part';
  if (status === null) return 'the connection to GitHub was cut';
  const said = displayText(message.replace(/\s+/g, ' ')).slice(0, LONGEST_MESSAGE);
  if (isLimit(refusal))
    return `GitHub’s rate limit is reached (${status}${howLong(refusal)}); the next run delivers it`;
  if (status === 401) return 'GitHub does not know the token (401); give github-token one that is valid';
  if (status === 403 && /SAML|single sign-on/i.test(message))
    return 'the token may not act for the organization (403); authorize it for single sign-on';
  if (status === 403) return `GitHub does not let the token do it (403, ${said})`;
  if (status === 404) return 'GitHub finds no such thing for this token (404)';
  if (status === 422) return `GitHub refuses what was sent (422, ${said})`;
  return status >= 500 ? `GitHub has trouble of its own (${status})` : `GitHub answered with ${status}: ${said}`;
}

function isLimit({ status, message, headers }: Refusal): boolean {
  if (status === 429) return true;
  return status === 403 && (/rate limit/i.test(message) || headers['x-ratelimit-remaining'] === '0');
}

/** In milliseconds, as far as GitHub says; null when it does not, which for its secondary limits means a minute or more. */
function limitLasts({ headers }: Refusal): number | null {
  const after = secondsIn(headers['retry-after']);
  if (after !== null) return after * 1_000;
  const reset = headers['x-ratelimit-remaining'] === '0' ? secondsIn(headers['x-ratelimit-reset']) : null;
  return reset === null ? null : Math.max(0, reset * 1_000 - Date.now());
}

function howLong(refusal: Refusal): string {
  const wait = limitLasts(refusal);
  return wait === null || wait <= LONGEST_WAIT_MS ? '' : `, for ${Math.ceil(wait / 1_000)} s more`;
}

function secondsIn(header: unknown): number | null {
  const text = String(header ?? '');
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
