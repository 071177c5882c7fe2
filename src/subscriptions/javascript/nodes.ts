import type {
  ArrowFunctionExpression,
  CallExpression,
  Class,
  ClassMethod,
  ClassPrivateMethod,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  JSXOpeningElement,
  MemberExpression,
  NewExpression,
  Node,
  ObjectMethod,
  OptionalCallExpression,
  OptionalMemberExpression,
} from '@babel/types';

/** Anything with parameters and a body. */
export type FunctionNode =
  | ArrowFunctionExpression
  | FunctionDeclaration
  | FunctionExpression
  | ObjectMethod
  | ClassMethod
  | ClassPrivateMethod;

/** Anything that runs a function: a call, `new`, a JSX element. */
export type CallNode = CallExpression | OptionalCallExpression | NewExpression | JSXOpeningElement;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  switch (node?.type) {
    case 'ArrowFunctionExpression':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return true;
    default:
      return false;
  }
}

export function isClass(node: Node | null | undefined): node is Class {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

export function isCall(node: Node | null | undefined): node is CallExpression | OptionalCallExpression {
  return node?.type === 'CallExpression' || node?.type === 'OptionalCallExpression';
}

/** `a.b`, `a?.b`, `a['b']` */
export function isMember(node: Node | null | undefined): node is MemberExpression | OptionalMemberExpression {
  return node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';
}

/** What an expression is without the casts, brackets and marks that change nothing about its value. */
export function bare(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ParenthesizedExpression':
      case 'TypeCastExpression':
        inner = inner.expression;
        break;
      case 'AwaitExpression':
        inner = inner.argument;
        break;
      default:
        return inner;
    }
  }
}

/** The name of what is called or read: `subscribe` of `subscribe`, `a.subscribe`, `a?.['subscribe']`; null when it has none. */
export function nameOf(node: Node): string | null {
  const inner = bare(node);
  switch (inner.type) {
    case 'Identifier':
    case 'JSXIdentifier':
      return inner.name;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return keyOf(inner.property, inner.computed);
    case 'JSXMemberExpression':
      return inner.property.name;
    default:
      return null;
  }
}

/** The name of a property; null when it is worked out at run time. */
export function keyOf(key: Node, isComputed: boolean): string | null {
  if (!isComputed && key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  return null;
}

/** What stands before the last dot of a call: `a.b` of `a.b.on()`; null for a call of a plain name. */
export function receiverOf(callee: Node): Expression | null {
  const inner = bare(callee);
  if (!isMember(inner)) return null;
  return inner.object.type === 'Super' ? null : inner.object;
}

/** The nodes right below a node, in the order of the text. Types are left out: nothing there runs. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  pushChildren(node, children);
  return children;
}

/**
 * Adds them to a list. Each node of each file comes by here, four of five of a kind that is told by itself: to ask each for
 * its keys took longer than all else.
 */
export function pushChildren(node: Node, list: Node[]): void {
  switch (node.type) {
    case 'StringLiteral':
    case 'JSXIdentifier':
    case 'JSXText':
    case 'NumericLiteral':
    case 'TemplateElement':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'ThisExpression':
      break;
    case 'Identifier':
      if (node.decorators) list.push(...node.decorators);
      break;
    case 'MemberExpression':
      list.push(node.object, node.property);
      break;
    case 'ObjectProperty':
      list.push(node.key, node.value);
      break;
    case 'ExpressionStatement':
    case 'JSXExpressionContainer':
      list.push(node.expression);
      break;
    case 'VariableDeclaration':
      for (const one of node.declarations) list.push(one);
      break;
    case 'VariableDeclarator':
      list.push(node.id);
      if (node.init) list.push(node.init);
      break;
    case 'JSXAttribute':
      list.push(node.name);
      if (node.value) list.push(node.value);
      break;
    default:
      pushAny(node, list);
  }
}

function pushAny(node: Node, list: Node[]): void {
  const keys = Object.keys(node);
  const values: readonly unknown[] = Object.values(node);
  for (let index = 0; index < keys.length; index += 1) {
    const value = values[index];
    if (typeof value !== 'object' || value === null || NO_CHILDREN.has(keys[index] ?? '')) continue;
    if (Array.isArray(value)) {
      for (const one of value as readonly unknown[]) if (isNode(one)) list.push(one);
    } else if (isNode(value)) list.push(value);
  }
}

/** The node that a node stands in; null at the top. */
export function outerOf({ loc }: { readonly loc?: unknown }): Node | null {
  return isNode(loc) ? loc : null;
}

/**
 * Notes it in the place of the node's location, which the offsets say as well and which is half of a tree's memory. A Map
 * of all nodes beside them takes more than going through the tree.
 */
export function placeIn(node: { loc?: unknown }, outer: Node | null): void {
  node.loc = outer;
}

const NO_CHILDREN: ReadonlySet<string> = new Set([
  ...['loc', 'extra', 'errors', 'tokens', 'comments', 'leadingComments', 'trailingComments', 'innerComments'],
  ...['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'implements', 'superTypeParameters'],
]);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
