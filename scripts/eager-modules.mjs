import { parse } from '@babel/parser';
import {
  isArrowFunctionExpression,
  isBlockStatement,
  isNumericLiteral,
  isObjectProperty,
  traverseFast,
} from '@babel/types';

/**
 * Writes each module of a bundled script as `(function(e,t){})`. V8 takes that as a sign that the function is called at
 * once and compiles it with the script; else it skips over the function and reads it again when it is called, which each
 * module is (docs/adr/0003). The bundler's own parentheses are taken off by the minifier as what says nothing, and around an
 * arrow function they say nothing to Node 20.
 * @param {string} code a minified script, with or without a line that names its interpreter
 * @returns {string} code
 */
export function withEagerModules(code) {
  let done = 0;
  const pieces = modulesOf(code).map((module) => {
    const [start, body, end] = [Number(module.start), Number(module.body.start), Number(module.end)];
    const before = code.slice(done, start);
    done = end;
    const parameters = /^\(?(.*?)\)?=>$/.exec(code.slice(start, body))?.[1];
    if (parameters === undefined)
      throw new Error(`this module is not written as they were: ${code.slice(start, body)}`);
    return `${before}(function(${parameters})${code.slice(body, end)})`;
  });
  return `${pieces.join('')}${code.slice(done)}`;
}

/**
 * The functions that the bundler keeps by number, in their order.
 * @param {string} code
 */
function modulesOf(code) {
  /** @type {import('@babel/types').ArrowFunctionExpression[]} */
  const modules = [];
  traverseFast(parse(code), (node) => {
    if (!isObjectProperty(node) || !isNumericLiteral(node.key)) return;
    const { value } = node;
    if (!isArrowFunctionExpression(value, { async: false }) || !isBlockStatement(value.body) || usesThis(value)) return;
    modules.push(value);
    return traverseFast.skip;
  });
  return modules;
}

/**
 * Whether a function has a `this` of what is around it, which a function with its own would not see.
 * @param {import('@babel/types').ArrowFunctionExpression} module
 */
function usesThis(module) {
  let uses = false;
  traverseFast(module.body, (node) => {
    if (node.type === 'ThisExpression') uses = true;
    const hasItsOwn = /^(?:Function|ObjectMethod|Class)/.test(node.type);
    return hasItsOwn ? traverseFast.skip : undefined;
  });
  return uses;
}
