/** A class whose methods are steps, too: those that look at one token or character without any method of the language. */
export interface Counted {
  readonly prototype: object;
}

const PER_CALLBACK = 'map,flatMap,filter,find,findLast,findIndex,findLastIndex,some,every,forEach,reduce'.split(',');
const PER_ITEM = 'slice,concat,toReversed,reverse,toSorted,sort,join,includes,indexOf,lastIndexOf'.split(',');
const PER_CALL = 'charCodeAt,codePointAt,startsWith,endsWith,at,slice'.split(',');

/**
 * How many steps a piece of work takes, the same on every machine: how often it goes on to the next item of a list, asks a
 * map, looks at a character, and how many characters it searches. Loops that do nothing of that are not seen.
 * @param classes whose calls count as well
 */
export function countWork(work: () => void, classes: readonly Counted[] = []): number {
  let steps = 0;
  const undo: (() => void)[] = [];
  const after = (
    owner: object,
    name: PropertyKey,
    cost: (self: unknown, given: unknown[], result: unknown) => number,
  ) =>
    replace(owner, name, undo, (run, self, given) => {
      const result = Reflect.apply(run, self, given);
      steps += cost(self, given, result);
      return result;
    });
  const one = () => 1;
  for (const { prototype } of classes) for (const name of methodsOf(prototype)) after(prototype, name, one);
  for (const iterator of [[].values(), new Map().values(), new Set().values()]) {
    after(Object.getPrototypeOf(iterator), 'next', one);
  }
  for (const name of PER_CALLBACK) {
    replace(Array.prototype, name, undo, (run, self, [callback, ...others]) => {
      const counted = function (this: unknown, ...given: unknown[]): unknown {
        steps += 1;
        return Reflect.apply(callback as Run, this, given);
      };
      return Reflect.apply(run, self, [counted, ...others]);
    });
  }
  for (const name of PER_ITEM) after(Array.prototype, name, (self) => (self as readonly unknown[]).length);
  for (const name of ['get', 'has', 'set']) after(Map.prototype, name, one);
  for (const name of ['has', 'add']) after(Set.prototype, name, one);
  for (const name of PER_CALL) after(String.prototype, name, one);
  for (const name of ['indexOf', 'includes']) {
    after(String.prototype, name, (self, [, from], found) => searched(String(self), Number(from ?? 0), found));
  }
  replace(RegExp.prototype, 'exec', undo, (run, self, given) => {
    const { lastIndex, sticky } = self as RegExp;
    const match = Reflect.apply(run, self, given) as RegExpExecArray | null;
    const end = match === null ? (sticky ? lastIndex : String(given[0]).length) : match.index + match[0].length;
    steps += end - lastIndex + 1;
    return match;
  });
  try {
    work();
    return steps;
  } finally {
    for (const one of undo.reverse()) one();
  }
}

/** How many times the work grows when what is worked on is twice as large; 2 is linear, 4 is quadratic. */
export function growth(work: (size: number) => void, size: number, classes: readonly Counted[] = []): number {
  return countWork(() => work(2 * size), classes) / countWork(() => work(size), classes);
}

type Run = (...given: unknown[]) => unknown;

function replace(
  owner: object,
  name: PropertyKey,
  undo: (() => void)[],
  by: (run: Run, self: unknown, given: unknown[]) => unknown,
): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const run: unknown = own?.value;
  if (own === undefined || typeof run !== 'function') return;
  const value = function (this: unknown, ...given: unknown[]): unknown {
    return by(run as Run, this, given);
  };
  Object.defineProperty(owner, name, { ...own, value });
  undo.push(() => Object.defineProperty(owner, name, own));
}

function methodsOf(prototype: object): readonly string[] {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
}

function searched(text: string, from: number, found: unknown): number {
  return typeof found === 'number' && found >= 0 ? found - from + 1 : text.length - from;
}
