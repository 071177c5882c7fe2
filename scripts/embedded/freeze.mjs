import { createRequire } from 'node:module';

/**
 * Stops this process's clock and takes its chance away, so that a data directory made in it is the same bytes each
 * time: initdb makes the system identifier of the time, and pg_control's nonce of random bytes. Nothing secret is made
 * of either: the database is opened in the process that uses it, and by nobody else.
 */
export function freezeTimeAndChance() {
  const Clock = Date;
  globalThis.Date = class extends Clock {
    constructor(/** @type {any[]} */ ...words) {
      // @ts-expect-error: whatever Date takes
      super(...(words.length === 0 ? [NOW] : words));
    }
    static now() {
      return NOW;
    }
  };
  performance.now = () => 0;
  Math.random = () => 0.5;
  crypto.getRandomValues = fillWithCounting;
  // The engine calls it as a property of the module, which only CommonJS lets us replace.
  createRequire(import.meta.url)('node:crypto').randomFillSync = fillWithCounting;
}

/** 2025-01-01T00:00:00Z. */
const NOW = 1_735_689_600_000;

/** @template {ArrayBufferView} View @param {View} view */
function fillWithCounting(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = index;
  return view;
}
