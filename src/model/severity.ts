export type Severity = 'error' | 'warning' | 'notice';

/** The most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

/** The less severe of two. */
export function milder(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other) ? one : other;
}
