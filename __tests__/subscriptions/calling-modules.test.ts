import { describe, expect, test } from '@jest/globals';
import { type Called, Project } from '../../src/subscriptions/javascript/project.js';
import { readScriptForList } from '../../src/subscriptions/javascript/read-javascript.js';
import { ModuleResolver } from '../../src/subscriptions/javascript/resolve-module.js';

const ANY: Called = { isDefault: false, first: null };

const RESOLVER = new ModuleResolver('/app', new Set<string>(), () => new Map<string, string>());

/** Whether a file is parsed in the search for who calls something of a name. */
function isParsed(text: string, name: string, called: Called = ANY): boolean {
  const source = { path: '/app/a.ts', file: 'a.ts', text };
  const project = new Project({ read: () => null, mentioning: () => [source] }, RESOLVER, null);
  return project.calling(name, called).length === 1;
}

describe('a file is parsed', () => {
  test.each([
    ['a call', "watch('orders')"],
    ['a call of a method', "live.watch('orders')"],
    ['an optional call', "live.watch?.('orders')"],
    ['a call with a type', "watch<Order>('orders')"],
    ['a call lines below its name', "watch\n  ('orders')"],
    ['a call of a name in brackets', "live['watch']('orders')"],
    ['an element', '<watch table="orders" />'],
    ['an action of Svelte', "<p use:watch={'orders'} />"],
    ['a call that is given it', "setTimeout(live.watch, 1, 'orders')"],
    ['a call of its call', "watch.call(this, 'orders')"],
    ['an import under another name', "import { watch as follow } from './live'"],
  ])('for %s', (_, text) => {
    expect(isParsed(text, 'watch')).toBe(true);
  });

  test('for an import of a file that may be given any name', () => {
    expect(isParsed("import live from './watch'", 'watch', { isDefault: true, first: null })).toBe(true);
    expect(isParsed("import live from './watch.js'", 'watch', { isDefault: true, first: null })).toBe(true);
    expect(isParsed("import live from './watch'", 'watch')).toBe(false);
  });

  test('for a call that may give what is wanted', () => {
    const wanted = { isDefault: false, first: 'postgres_changes' };
    expect(isParsed('bus.on(type, show)', 'on', wanted)).toBe(true);
    expect(isParsed("bus.on('postgres_changes', show)", 'on', wanted)).toBe(true);
    expect(isParsed("bus.on('postgres' + '_changes', show)", 'on', wanted)).toBe(true);
    expect(isParsed('bus.on(`${what}`, show)', 'on', wanted)).toBe(true);
    expect(isParsed("bus.on('click', show); bus.on(type, show)", 'on', wanted)).toBe(true);
  });
});

describe('a file is not parsed', () => {
  test.each([
    ['the end of another name', "rewatch('orders'); $watch(1); function (", ['watch', 'on']],
    ['its beginning', "watches('orders')", ['watch']],
    ['a text of code', '"watch(\\"orders\\")"', ['watch']],
    ['a name that nothing calls', 'const watch = 1;', ['watch']],
  ])('for %s', (_, text, names) => {
    for (const name of names) expect(isParsed(text, name)).toBe(false);
  });

  test('for calls that all give something else than what is wanted', () => {
    const text = "bus.on('click', show); bus.on( 'user:left' , show); bus.once(\"x\"); bus.on('ready')";
    expect(isParsed(text, 'on', { isDefault: false, first: 'postgres_changes' })).toBe(false);
    expect(isParsed(text, 'on')).toBe(true);
  });
});

describe('no other file is searched for the calls of a function', () => {
  const follow = "(table) { channel.on('postgres_changes', { event: '*', schema: 'public', table }, show); }";

  /** The words that all files are searched for. */
  function searched(text: string): readonly string[] {
    const words: string[] = [];
    const mentioning = (word: string) => {
      words.push(word);
      return [];
    };
    const project = new Project({ read: () => null, mentioning }, RESOLVER, null);
    const { subscriptions } = readScriptForList({ path: '/app/a.ts', file: 'a.ts', text }, project);
    expect(subscriptions).toHaveLength(1);
    return words;
  }

  test.each([
    ['that a module keeps to itself', `import x from 'x';\nfunction follow${follow}\nfollow('a');`],
    ['inside of another', `export function useFeed() { const follow = ${follow.replace(')', ') =>')}; follow('a'); }`],
    [
      'that an effect depends on',
      `export function useFeed() { const follow = useCallback(${follow.replace(')', ') =>')}, []); useEffect(() => follow('a'), [follow]); }`,
    ],
  ])('%s', (_, text) => {
    expect(searched(text)).toEqual([]);
  });

  test.each([
    ['that is given away', `export function follow${follow}\nfollow('a');`],
    ['that is handed on', `import x from 'x';\nfunction follow${follow}\nfollow('a'); start(follow);`],
    ['of a plain script', `function follow${follow}\nfollow('a');`],
    ['in an object', `export const live = { follow${follow} };\nlive.follow('a');`],
  ])('but for one %s', (_, text) => {
    expect(searched(text)).toEqual(['follow']);
  });
});
