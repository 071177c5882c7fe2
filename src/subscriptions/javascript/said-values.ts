import type { ParameterValue } from '../../model/source.js';
import type { ReadValue } from '../found.js';
import { possible, type Value } from './value.js';

/*
 * What a value is worth, in the words of what the scanner finds.
 */

/** A name, or why it is not known; null for what the server takes for none. */
export function toName(value: Value): ReadValue | null {
  switch (value.kind) {
    case 'text':
      return value.isWhole
        ? { known: true, value: value.text }
        : { known: false, reason: `it is put together at run time: ${value.text}` };
    case 'undefined':
      return { known: true, value: null };
    case 'unknown':
      return { known: false, reason: value.reason, ...(value.dead === undefined ? {} : { dead: value.dead }) };
    case 'either':
      return toName(value.of.find(({ kind }) => kind === 'unknown') ?? value.of[0] ?? { kind: 'undefined' });
    default:
      return null;
  }
}

/** How many filters one subscription is told with: a list of them may be long. */
const MOST_FILTERS = 20;

/** The filters that it may be. One that may be there is there: it is the one to judge. */
export function toFilters(value: Value): readonly ReadValue[] {
  const texts = new Set(possible(value).flatMap((one) => (one.kind === 'text' && one.text !== '' ? one.text : [])));
  if (texts.size > 0) return [...texts].slice(0, MOST_FILTERS).map((text) => ({ known: true, value: text }));
  return [{ known: true, value: possible(value).some(({ kind }) => kind === 'unknown') ? '{}' : null }];
}

/** Every value that a parameter can have, each once. */
export function toParameters(value: Value): readonly ParameterValue[] {
  const values = possible(value).map(toParameter);
  return [...new Map(values.map((one) => [JSON.stringify(one), one])).values()];
}

function toParameter(value: Value): ParameterValue {
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: value.text, isWhole: value.isWhole };
    case 'number':
    case 'boolean':
      return { kind: value.kind, text: value.text };
    case 'instance':
    case 'class':
      return { kind: value.kind === 'class' ? 'function' : 'object' };
    case 'unknown':
      return { kind: 'unknown', reason: value.reason };
    case 'either':
      return { kind: 'unknown', reason: 'it has several values' };
    default:
      return { kind: value.kind };
  }
}
