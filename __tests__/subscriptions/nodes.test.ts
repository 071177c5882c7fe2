import { parse } from '@babel/parser';
import type { Node } from '@babel/types';
import { expect, test } from '@jest/globals';
import { childrenOf } from '../../src/subscriptions/javascript/nodes.js';

/** Every kind of node that is told by itself, and what may stand in it besides. */
const SOURCE = `import { a as b } from 'c';
class Live { constructor(@inject('x') table: string, @own private name = 1) {} static { this.on(null, true, 1n); } }
let i, { c, d: [e, , f = g] } = h, j = \`k\${l}m\${n}\`;
p.q(r, ...s)?.t[u]<string>(v as string, (w) => x);
const y = <div z={1} {...aa} bb="cc" dd>ee{ff}{/* nothing */}<gg.hh /></div>;
for (const ii of jj) if (kk) ll();
export default { mm, nn: 1, [oo]: 2, pp() {}, get qq() { return this; } };`;

/** What has a type and an end, wherever it stands in a node. */
function anyBelow(node: Node): readonly unknown[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    LEFT_OUT.includes(key) ? [] : [value].flat().filter((one) => typeof Reflect.get(Object(one), 'type') === 'string'),
  );
}

const LEFT_OUT = [
  'loc',
  'extra',
  'errors',
  'comments',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'innerComments',
];

test('the children of a node are all that stands in it, in the order of the text', () => {
  const { program } = parse(SOURCE, { sourceType: 'module', plugins: ['typescript', 'jsx', 'decorators-legacy'] });
  const kinds = new Set<string>();
  const open: Node[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    kinds.add(node.type);
    expect([node.type, ...childrenOf(node)]).toEqual([node.type, ...anyBelow(node)]);
    open.push(...childrenOf(node));
  }
  expect(kinds.size).toBeGreaterThan(40);
});
