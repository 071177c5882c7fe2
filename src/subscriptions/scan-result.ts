import { isAbsolute, join, relative } from 'node:path';
import type { ScanRequest, WrapperHint } from '../model/scan-request.js';
import type { Binding, BindingHazard, SourceFacts, UnresolvedSubscription } from '../model/source.js';
import type { Location, SourceRole, Subscription } from '../model/subscription.js';
import type { FoundSubscription } from './found.js';
import { type Pragma, readPragmas } from './pragmas.js';
import type { ReadFile, SharedTopic } from './read-file.js';
import { withSlashes } from './repository-paths.js';
import { roleOf } from './role-of.js';
import { mayBeTogether } from './shown-together.js';
import type { SourceFile } from './source-file.js';
import { toFact } from './to-facts.js';

/** How many places where Realtime is used are kept. */
const MOST_USES = 5;

/** How many set-ups of one topic are compared with another. */
const MOST_OF_A_TOPIC = 20;

/** Puts together what the files say, with what comments and the config file answer. */
export class ScanResult {
  readonly #request: ScanRequest;
  readonly #subscriptions: Subscription[] = [];
  readonly #unresolved: UnresolvedSubscription[] = [];
  readonly #bindings: Binding[] = [];
  readonly #hazards: BindingHazard[] = [];
  /** Where a topic is set up, by project. */
  readonly #topics = new Map<string, readonly SharedTopic[]>();
  readonly #uses: Location[] = [];
  readonly #limits: string[] = [];
  readonly #answered = new Set<Location>();

  /** The folders of the projects that bind with the JavaScript client. */
  readonly projects = new Set<string>();

  constructor(request: ScanRequest) {
    this.#request = request;
  }

  /** @param project the folder of the project that the file belongs to */
  add(source: SourceFile, read: ReadFile, project: string): void {
    const { file } = source;
    const role = this.#roleOf(file);
    if (read.bindings.length > 0) this.projects.add(project);
    if (read.problem !== null) this.#limits.push(`${file} could not be understood: ${read.problem}`);
    const spoken = this.#applyPragmas(source, read);
    for (const found of read.subscriptions) {
      if (!spoken.has(found.line)) this.#take(found, file);
    }
    const isOpen = ({ location }: { readonly location: Location }) => spoken.get(location.line)?.kind !== 'ignore';
    // One by one: a call takes no more than some ten thousands of arguments.
    for (const one of read.bindings.filter(isOpen)) {
      this.#bindings.push({ ...one, role: this.#roleAlong(file, one.via) });
    }
    for (const one of read.hazards.filter(isOpen)) {
      this.#hazards.push({ ...one, role: this.#roleAlong(file, [one.first, ...one.via]) });
    }
    if (role === 'app') this.#meet(read.topics.filter(isOpen), project);
    const uses = read.uses.filter(({ line }) => spoken.get(line)?.kind !== 'ignore');
    if (role === 'app') this.#uses.push(...uses.slice(0, MOST_USES - this.#uses.length));
  }

  /** What the calls of a wrapper that the config file names subscribe to. */
  addCalls(
    { name, location }: WrapperHint,
    calls: readonly { readonly source: SourceFile; readonly found: FoundSubscription }[],
  ): void {
    if (calls.length === 0) {
      this.#limits.push(`${location.file}:${location.line}: nothing that was looked at calls wrapper ${name}`);
    }
    for (const { source, found } of calls) this.#take(found, source.file);
  }

  facts(limits: readonly string[]): Omit<SourceFacts, 'files' | 'clients'> {
    return {
      subscriptions: sorted(this.#subscriptions),
      unresolved: sorted(distinct(this.#unresolved)),
      bindings: sorted(this.#bindings),
      hazards: sorted(this.#hazards),
      uses: this.#uses,
      limits: [...limits, ...this.#limits, ...this.#unanswered()],
    };
  }

  /** Components of two files may be shown at once; those of one file are compared where the file is read. */
  #meet(topics: ReadFile['topics'], project: string): void {
    for (const one of topics) {
      const { topic, location } = one;
      const key = `${project}\0${topic}`;
      const known = this.#topics.get(key) ?? [];
      if (known.length < MOST_OF_A_TOPIC) this.#topics.set(key, [...known, one]);
      const first = known.find(
        (other) => other.location.file !== location.file && mayBeTogether(other.shown, one.shown),
      );
      if (first !== undefined && !this.#hazards.some((hazard) => isSamePlace(hazard.location, location))) {
        const hazard = {
          kind: 'topic-set-up-twice',
          when: 'together',
          role: 'app',
          topic,
          location,
          first: first.location,
          via: [],
        } as const;
        this.#hazards.push(hazard);
      }
    }
  }

  #take(found: FoundSubscription, file: string): void {
    const fact = toFact(found, file, this.#roleAlong(file, found.via));
    if (fact.kind === 'read') this.#subscriptions.push(fact.subscription);
    else if (!this.#isAnswered(fact.subscription.location, found.within)) this.#unresolved.push(fact.subscription);
  }

  /** Whether the config file says what stands here: at this place, or in a wrapper whose calls are read. */
  #isAnswered({ file, line, column }: Location, within: readonly string[]): boolean {
    const answers = this.#request.resolved.filter(
      (place) =>
        place.file === file &&
        (place.line === 0 || place.line === line) &&
        (place.column === 0 || place.column === column),
    );
    for (const answer of answers) this.#answered.add(answer);
    return answers.length > 0 || this.#request.wrappers.some(({ name }) => within.includes(name));
  }

  #unanswered(): readonly string[] {
    return this.#request.resolved
      .filter((place) => !this.#answered.has(place))
      .map(({ file, line }) => {
        const at = line === 0 ? file : `${file}:${line}`;
        return `subscriptions in the config file name ${at}, where nothing is left to be answered`;
      });
  }

  /** A test that calls a wrapper of the application subscribes for the test. */
  #roleAlong(file: string, places: readonly Location[]): SourceRole {
    const roles = [file, ...places.map((place) => place.file)].map((one) => this.#roleOf(one));
    return roles.find((role) => role !== 'app') ?? 'app';
  }

  #roleOf(file: string): SourceRole {
    const path = isAbsolute(file) ? file : join(this.#request.repository, file);
    return roleOf(withSlashes(relative(this.#request.cwd, path)));
  }

  /** The lines of subscriptions that a comment speaks of, with what it says; those are done with. */
  #applyPragmas(source: SourceFile, read: ReadFile): ReadonlyMap<number, Pragma['says']> {
    const spoken = new Map<number, Pragma['says']>();
    const lines = [
      ...new Set(
        [...read.subscriptions, ...read.bindings.map(({ location }) => location), ...read.uses].map(({ line }) => line),
      ),
    ];
    for (const { line, last, says } of readPragmas(source)) {
      const target = lines.filter((one) => one >= line && one <= last).sort((one, other) => one - other)[0];
      const at = `${source.file}:${line}: realtime-guard comment`;
      if (says.kind === 'wrong') this.#limits.push(`${at}: ${says.problem}`);
      else if (target === undefined) this.#limits.push(`${at} stands above no subscription`);
      else {
        spoken.set(target, says);
        if (says.kind === 'tables') this.#takeTables(source, read, target, says.tables);
      }
    }
    return spoken;
  }

  #takeTables(
    { file }: SourceFile,
    { subscriptions }: ReadFile,
    line: number,
    tables: readonly { readonly schema: string; readonly table: string }[],
  ): void {
    const found = subscriptions.find((one) => one.line === line);
    if (found === undefined) return;
    for (const { schema, table } of tables) {
      const said: FoundSubscription = {
        ...found,
        schema: { known: true, value: schema },
        table: { known: true, value: table },
      };
      this.#take(said, file);
    }
  }
}

/** One call that cannot be read is one, however many values its other parameters have. */
function distinct(unresolved: readonly UnresolvedSubscription[]): readonly UnresolvedSubscription[] {
  const places = unresolved.map((one) => [JSON.stringify([one.location, one.via, one.reason]), one] as const);
  return [...new Map(places).values()];
}

function isSamePlace(one: Location, other: Location): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column;
}

function sorted<T extends { readonly location: Location | null }>(all: readonly T[]): readonly T[] {
  return all.toSorted((one, other) => compare(one.location, other.location));
}

function compare(one: Location | null, other: Location | null): number {
  if (one === null || other === null) return 0;
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
