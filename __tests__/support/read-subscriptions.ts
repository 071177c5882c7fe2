import { extname } from 'node:path';
import type { FoundSubscription, ReadValue } from '../../src/subscriptions/found.js';
import { mentioningIn, openReader } from '../../src/subscriptions/readers.js';
import type { SourceFile } from '../../src/subscriptions/source-file.js';

export function source(file: string, text: string): SourceFile {
  return { path: `/app/${file}`, file, text };
}

/** What is found in the first of some files of one language; the others are there to be looked up in. */
export function find(files: Readonly<Record<string, string>>): readonly FoundSubscription[] {
  const sources = Object.entries(files).map(([file, text]) => source(file, text));
  const [first] = sources;
  if (first === undefined) return [];
  return openReader(extname(first.file), mentioningIn(sources))?.(first) ?? [];
}

/** One line for each subscription: `public.messages INSERT where room_id=eq.{}`. */
export function read(file: string, text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return find({ [file]: text, ...others }).map(toLine);
}

export function toLine({ schema, table, event, filter, via }: FoundSubscription): string {
  const where = filter.known && filter.value === null ? '' : ` where ${show(filter)}`;
  const through = via.map(({ file, line }) => ` < ${file}:${line}`).join('');
  return `${show(schema)}.${show(table)} ${show(event)}${where}${through}`;
}

function show(value: ReadValue): string {
  return value.known ? (value.value ?? '-') : `(${value.reason})`;
}
