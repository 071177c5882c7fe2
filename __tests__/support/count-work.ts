const PER_CALLBACK = 'map,flatMap,filter,find,findLast,findIndex,findLastIndex,some,every,forEach,reduce'.split(',');
const PER_ITEM = 'slice,concat,toReversed,reverse,toSorted,sort,join,includes,indexOf,lastIndexOf'.split(',');

/**
 * Counts the steps that a piece of work takes, the same on every machine: how often it goes on to the next item of a list,
 * asks a map, and how many characters it searches. Loops that do nothing of that are not seen.
 * The language's own methods are replaced for the rest of the test file: to do so for each piece of work takes far longer.
 */
export class WorkCounter {
  #steps = 0;

  /** @param classes whose calls are steps as well */
  constructor(...classes: readonly { readonly prototype: object }[]) {
    for (const { prototype } of classes) for (const name of methodsOf(prototype)) this.#perCall(prototype, name);
    for (const iterator of [[].values(), new Map().values(), new Set().values()]) {
      this.#perCall(Object.getPrototypeOf(iterator), 'next');
    }
    for (const name of PER_CALLBACK) this.#perCallback(name);
    for (const name of PER_ITEM) this.#after(Array.prototype, name, (self) => (self as readonly unknown[]).length);
    for (const name of ['get', 'has', 'set']) this.#perCall(Map.prototype, name);
    for (const name of ['has', 'add']) this.#perCall(Set.prototype, name);
    for (const name of ['indexOf', 'includes']) {
      this.#after(String.prototype, name, (self, [, from], found) => searched(String(self), Number(from ?? 0), found));
    }
    this.#perMatch();
  }

  count(work: () => void): number {
    this.#steps = 0;
    work();
    return this.#steps;
  }

  /** How many times the work grows when what is worked on is twice as large; 2 is linear, 4 is quadratic. */
  growth(work: (size: number) => void, size: number): number {
    return this.count(() => work(2 * size)) / this.count(() => work(size));
  }

  #perCall(owner: object, name: string): void {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    const run: unknown = own?.value;
    if (typeof run !== 'function') return;
    const step = (): void => {
      this.#steps += 1;
    };
    // Without a list of its arguments, for there are many of these.
    const value = function (this: unknown, first: unknown, second: unknown, third: unknown): unknown {
      step();
      return run.call(this, first, second, third);
    };
    Object.defineProperty(owner, name, { ...own, value });
  }

  #after(owner: object, name: string, cost: (self: unknown, given: unknown[], result: unknown) => number): void {
    replace(owner, name, (run, self, given) => {
      const result = Reflect.apply(run, self, given);
      this.#steps += cost(self, given, result);
      return result;
    });
  }

  #perCallback(name: string): void {
    const step = (): void => {
      this.#steps += 1;
    };
    replace(Array.prototype, name, (run, self, [callback, ...others]) => {
      const counted = function (this: unknown, ...given: unknown[]): unknown {
        step();
        return Reflect.apply(callback as Run, this, given);
      };
      return Reflect.apply(run, self, [counted, ...others]);
    });
  }

  #perMatch(): void {
    replace(RegExp.prototype, 'exec', (run, self, given) => {
      const { lastIndex, sticky, global } = self as RegExp;
      const match = Reflect.apply(run, self, given) as RegExpExecArray | null;
      const end = match === null ? (sticky ? lastIndex : String(given[0]).length) : match.index + match[0].length;
      // To ask whether a text has something in it is one question; to go through it is not.
      this.#steps += sticky || global ? Math.max(end - lastIndex, 0) + 1 : 1;
      return match;
    });
  }
}

type Run = (...given: unknown[]) => unknown;

function replace(owner: object, name: string, by: (run: Run, self: unknown, given: unknown[]) => unknown): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const run: unknown = own?.value;
  if (typeof run !== 'function') return;
  const value = function (this: unknown, ...given: unknown[]): unknown {
    return by(run as Run, this, given);
  };
  Object.defineProperty(owner, name, { ...own, value });
}

function methodsOf(prototype: object): readonly string[] {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
}

function searched(text: string, from: number, found: unknown): number {
  return typeof found === 'number' && found >= 0 ? found - from + 1 : text.length - from;
}
