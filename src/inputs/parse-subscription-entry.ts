import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { nearestName } from '../model/nearest-name.js';
import { type Location, SUBSCRIBED_EVENTS, type SubscribedEvent, type Subscription } from '../model/subscription.js';
import { isFilter } from './parse-subscription.js';
import { type MappingReader, readMapping } from './read-mapping.js';

const KEYS = ['schema', 'table', 'event', 'filter', 'file'];

/** What one mapping in `subscriptions` declares, and the place in the source that it answers. */
export interface SubscriptionEntry {
  readonly subscriptions: readonly Subscription[];
  /** Line 0 is the whole file, column 0 the whole line; null when the entry names no file. */
  readonly answers: Location | null;
}

/** Where the paths of a config file start from, absolute: the repository first, as in reports, then the project. */
export interface Roots {
  readonly repository: string;
  readonly cwd: string;
}

/**
 * One mapping in `subscriptions` of the config file: `{ schema, table, event, filter, file }`, of which only the table
 * is required; one subscription per event.
 * @throws InputError with file and line
 */
export function parseSubscriptionEntry(value: unknown, location: Location, roots: Roots): SubscriptionEntry {
  const entry = readMapping(value, location, 'subscriptions', KEYS, 'a table');
  const table = entry.text('table');
  const schema = entry.textOrNull('schema') ?? 'public';
  const filter = entry.textOrNull('filter');
  if (filter !== null && !isFilter(filter)) {
    entry.fail(`the filter "${filter}" is not column=operator.value; write it as the application does`);
  }
  if (filter !== null && (schema === '*' || table === '*')) {
    entry.fail('a filter needs one table, not *; name the table');
  }
  const subscriptions = readEvents(entry).map(
    (event): Subscription => ({
      schema,
      table,
      event,
      filter,
      location,
      sdk: 'declared',
      via: [],
      role: 'app',
      oldColumns: null,
    }),
  );
  return { subscriptions, answers: readFile(entry, roots) };
}

function readEvents(entry: MappingReader): readonly SubscribedEvent[] {
  const words = (entry.textOrNull('event') ?? '*').split(',').map((word) => word.trim());
  return words.map((word) => {
    const event = SUBSCRIBED_EVENTS.find((known) => known === word.toUpperCase());
    if (event !== undefined) return event;
    const near = word === '' ? null : nearestName(word, SUBSCRIBED_EVENTS);
    const advice = near === null ? '' : `; did you mean ${near}?`;
    return entry.fail(`"${word}" is not an event; allowed are ${SUBSCRIBED_EVENTS.join(', ')}${advice}`);
  });
}

/** `src/chat.ts`, `src/chat.ts:12` or `src/chat.ts:12:5`, as reports name a place. */
function readFile(entry: MappingReader, { repository, cwd }: Roots): Location | null {
  const said = entry.textOrNull('file');
  if (said === null) return null;
  const [, path = said, line = '0', column = '0'] = /^(.+?)(?::(\d{1,9}))?(?::(\d{1,9}))?$/.exec(said) ?? [];
  const found = [resolve(repository, path), resolve(cwd, path)].find((candidate) => existsSync(candidate));
  if (found === undefined) {
    return entry.fail(`file: there is no ${path}; name it as reports do, relative to the repository`);
  }
  return {
    file: relative(repository, found).replaceAll('\\', '/'),
    line: Number(line),
    column: Number(column),
  };
}
