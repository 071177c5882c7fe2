/**
 * A script in which the methods of its classes have short names: a minifier leaves them as they are, since whoever imports the
 * script could ask for them, and of the parser they are a fifth (docs/adr/0007).
 */
import { parse } from '@babel/parser';

/** What is shorter gains nothing, and is more often the name of something else. */
const SHORTEST = 5;

/**
 * @param {string} code of one file that shows its classes to nobody: what it exports has no methods that anyone calls
 * @returns {string} the same with other names for methods, where they are made and called
 * @throws {Error} when it is no script, or has such names already
 */
export function withShortMethods(code) {
  const { methods, others, places } = namesOf(parse(code, { sourceType: 'script' }).program);
  const names = [...methods].filter((name) => name.length >= SHORTEST && !others.has(name));
  const short = new Map(names.map((name, index) => [name, `$${index.toString(36)}`]));
  const given = new Set(short.values());
  let written = '';
  let end = 0;
  for (const place of places.toSorted((one, other) => one.start - other.start)) {
    if (given.has(place.name)) throw new Error(`${place.name} is the name of something already`);
    const name = short.get(place.name);
    if (name === undefined) continue;
    written += code.slice(end, place.start) + name;
    end = place.end;
  }
  return written + code.slice(end);
}

/**
 * The names of methods, those that something else has besides (a text, a property that is given something), and the places
 * where a name is one of a member.
 * @param {import('@babel/types').Node} program
 */
function namesOf(program) {
  const methods = new Set();
  const others = new Set(['constructor']);
  const places = [];
  const open = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const member = node.computed === true ? null : (node.key ?? node.property);
    if (member?.type === 'Identifier') {
      places.push(member);
      if (node.type === 'ClassMethod' && node.kind === 'method') methods.add(member.name);
      else if (/^(Class|Object)(Method|Property)$/.test(node.type)) others.add(member.name);
    }
    if (node.type === 'StringLiteral') others.add(node.value);
    if (node.type === 'AssignmentExpression' && !node.left.computed) others.add(node.left.property?.name);
    for (const value of Object.values(node)) {
      for (const one of Array.isArray(value) ? value : [value]) if (typeof one?.type === 'string') open.push(one);
    }
  }
  return { methods, others, places };
}
