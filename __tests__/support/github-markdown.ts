import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

/** A Markdown page as a browser would have it. */
export interface Page {
  /** The elements in their order and nesting, without inline code, whose number depends on the names. */
  readonly structure: string;
  /** All that is to be read but for fenced blocks, each run of white space as one space. */
  readonly text: string;
  /** What GitHub would look through for mentions, references and addresses: the text outside code and links. */
  readonly loose: readonly string[];
  readonly links: readonly string[];
  /** The texts of fenced blocks. */
  readonly blocks: readonly string[];
}

/** Reads GitHub-flavoured Markdown with the HTML in it; nothing is sanitized, so that what breaks out is seen. */
export function readMarkdown(markdown: string): Page {
  // As it is written in UTF-8, which has no half characters.
  const html = micromark(markdown.replaceAll(/\p{Surrogate}/gu, '\ufffd'), {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const found = { structure: '', text: '', loose: [] as string[], links: [] as string[], blocks: [] as string[] };
  visit(parseFragment(html), false, found);
  return { ...found, text: found.text.replace(/\s+/g, ' ').trim() };
}

interface Found {
  structure: string;
  text: string;
  readonly loose: string[];
  readonly links: string[];
  readonly blocks: string[];
}

function visit(node: Node, isKept: boolean, found: Found): void {
  if (node.nodeName === '#text' && 'value' in node) {
    found.text += node.value;
    if (!isKept) found.loose.push(node.value);
    return;
  }
  if (node.nodeName === '#comment') found.structure += '<!>';
  if (!('childNodes' in node)) return;
  if (node.nodeName === 'pre') {
    found.structure += '<pre>';
    found.blocks.push(textOf(node));
    return;
  }
  const isElement = 'tagName' in node && node.nodeName !== 'code';
  const attributes = 'attrs' in node ? node.attrs : [];
  if (isElement) found.structure += `<${[node.nodeName, ...attributes.map(({ name }) => name)].join(' ')}>`;
  found.links.push(...attributes.filter(({ name }) => name === 'href').map(({ value }) => value));
  // Blocks end words.
  if (!['code', 'strong', 'a', 'b', 'sub'].includes(node.nodeName)) found.text += ' ';
  for (const child of node.childNodes) visit(child, isKept || ['code', 'a'].includes(node.nodeName), found);
  if (!['code', 'strong', 'a', 'b', 'sub'].includes(node.nodeName)) found.text += ' ';
  if (isElement) found.structure += '</>';
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
