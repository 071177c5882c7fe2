/** A signal that ends what takes longer than it may. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Lets go of the clock, which would keep the process alive. */
  end(): void;
}

/**
 * AbortSignal.timeout() within AbortSignal.any() is collected as garbage by some releases of Node before its time has come;
 * this is held by its timer.
 * @param within ends it sooner
 */
export function limitTo(milliseconds: number, within: AbortSignal | null = null): TimeLimit {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  if (within?.aborted === true) abort();
  within?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      within?.removeEventListener('abort', abort);
    },
  };
}
