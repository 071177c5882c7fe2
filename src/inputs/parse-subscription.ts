import { InputError } from '../model/input-error.js';
import type { RelationName } from '../model/names.js';
import { nearestName } from '../model/nearest-name.js';
import { type Location, SUBSCRIBED_EVENTS, type SubscribedEvent, type Subscription } from '../model/subscription.js';

const NAME = /"(?:[^"]|"")+"|[^\s".:,]+/y;

/**
 * One line of the `subscriptions` option: `[schema.]table[: EVENT, ...][ where filter]`; one subscription per event.
 * Names stay as written, because Realtime compares them so; a table alone is in schema public, as on the server.
 * @throws InputError that quotes the line and says what is allowed
 */
export function parseSubscription(line: string, origin: string, location: Location | null): Subscription[] {
  const reader = new LineReader(line.trim(), origin);
  const first = reader.name();
  const second = reader.take('.') ? reader.name() : null;
  const [schema, table] = second === null ? ['public', first] : [first, second];
  const events = reader.take(':') ? reader.events() : (['*'] as const);
  const filter = reader.filter();
  if (filter !== null && (schema === '*' || table === '*')) {
    reader.fail('a filter needs one table, not *', 'name the table');
  }
  return events.map((event) => ({
    schema,
    table,
    event,
    filter,
    location,
    sdk: 'declared',
    via: [],
    role: 'app',
    oldColumns: null,
  }));
}

/**
 * The name of one table, `[schema.]table`, odd ones quoted as in SQL; a table alone is in schema public.
 * @throws InputError that quotes the name and says what is allowed
 */
export function parseTableName(written: string, origin: string): RelationName {
  const reader = new LineReader(written.trim(), origin);
  const first = reader.name();
  const second = reader.take('.') ? reader.name() : null;
  if (!reader.isAtEnd) reader.fail('it is not the name of one table', 'write schema.table');
  const [schema, name] = second === null ? ['public', first] : [first, second];
  if (schema === '*' || name === '*') reader.fail('it is not the name of one table', 'name each table, not *');
  return { schema, name };
}

/** Whether a text has the shape `column=operator.value`. */
export function isFilter(text: string): boolean {
  return /^[^=]+=(not\.)?[a-z]+\..*$/s.test(text);
}

class LineReader {
  readonly #line: string;
  readonly #origin: string;
  #at = 0;

  constructor(line: string, origin: string) {
    this.#line = line;
    this.#origin = origin;
  }

  name(): string {
    NAME.lastIndex = this.#at;
    const [written] = NAME.exec(this.#line) ?? [];
    if (written === undefined) {
      return this.fail(
        'a table name is missing',
        'write schema.table, and quote odd names as in SQL: public."Order Items"',
      );
    }
    this.#at += written.length;
    return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
  }

  take(mark: string): boolean {
    const rest = this.#line.slice(this.#at).trimStart();
    if (!rest.startsWith(mark)) return false;
    this.#at = this.#line.length - rest.length + mark.length;
    this.#at += this.#rest().length - this.#rest().trimStart().length;
    return true;
  }

  get isAtEnd(): boolean {
    return this.#rest().trim() === '';
  }

  events(): readonly SubscribedEvent[] {
    const [list = ''] = this.#rest().split(/\swhere\s/i, 1);
    this.#at += list.length;
    return list.split(',').map((word) => this.#event(word.trim()));
  }

  filter(): string | null {
    const rest = this.#rest().trim();
    if (rest === '') return null;
    const filter = /^where\s+(.+)$/i.exec(rest)?.[1]?.trim();
    if (filter === undefined) {
      return this.fail(`"${rest}" is not understood`, 'write schema.table: EVENT, EVENT where column=operator.value');
    }
    if (!isFilter(filter)) {
      return this.fail(
        `the filter "${filter}" is not column=operator.value`,
        'write it as the application does, for example room_id=eq.1',
      );
    }
    return filter;
  }

  fail(problem: string, advice: string): never {
    throw new InputError(`${this.#origin}: "${this.#line}": ${problem}; ${advice}`);
  }

  #rest(): string {
    return this.#line.slice(this.#at);
  }

  #event(word: string): SubscribedEvent {
    const event = SUBSCRIBED_EVENTS.find((known) => known === word.toUpperCase());
    if (event !== undefined) return event;
    const near = word === '' ? null : nearestName(word, SUBSCRIBED_EVENTS);
    return this.fail(
      `"${word}" is not an event`,
      `allowed are ${SUBSCRIBED_EVENTS.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`,
    );
  }
}
