import type { Node } from '@babel/types';
import { isMember, readIn } from './expression-keys.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf, receiverOf } from './nodes.js';

/** What a topic depends on besides texts: what is the same on the whole page, or what is of the place where it is made. */
type Piece = 'page' | 'place';

/** How many names a piece of a topic is followed through. */
const MOST_NAMES = 3;

/** Calls that give what they are given, or the same text for the same texts. */
const PASSES_ON =
  /^(String|encodeURIComponent|to(String|(Locale)?(Lower|Upper)Case)|trim|join|sort|toSorted|slice|split|replace(All)?|concat|filter)$/;

/** Those of frameworks: what they hold is of one component. */
const HOLDS = /^(unref|ref|shallowRef|computed|toRefs?|toValue|useMemo|useState|useCallback|\$state|\$derived)$/;

/** Calls that give the same for as long as a page is shown: who is signed in, what its address says, what is in a store. */
const SAME_ON_A_PAGE = /^(use[A-Z]\w*|storeToRefs|getUser|getSession|getClaims|inject|getItem)$/;

const GIVES_PROPS = /^(defineProps|withDefaults|\$props)$/;

/** Names of what is made to be another each time. */
const NAMED_ANEW =
  /random|uuid|guid|nonce|unique|nano|stamp|suffix|attempt|retry|instance|(client|tab|channel)_?id|^use(Id|Ref)$/i;

/** Whether a topic is another each time: made of a call, such as Date.now() or randomUUID(), or of a counter. */
export function isMadeAnew(module: Module, topic: Node): boolean {
  return piecesOf(module, topic) === null;
}

/** Whether a topic is one text wherever on a page it is made: of texts, and of what hooks say that are told nothing. */
export function isOfPage(module: Module, topic: Node): boolean {
  return piecesOf(module, topic)?.every((piece) => piece === 'page') ?? false;
}

/** Null for a topic that is made anew. */
function piecesOf(module: Module, topic: Node): readonly Piece[] | null {
  const found: Piece[] = [];
  const open: { readonly node: Node; readonly names: number }[] = [{ node: topic, names: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { names } = next;
    const node = bare(next.node);
    if (node.type === 'NewExpression' || node.type === 'UpdateExpression') return null;
    if (isCall(node)) {
      const name = nameOf(node.callee) ?? '';
      const passed = PASSES_ON.test(name) || HOLDS.test(name);
      if (NAMED_ANEW.test(name) || !(passed || SAME_ON_A_PAGE.test(name) || GIVES_PROPS.test(name))) return null;
      const isOfPlace = HOLDS.test(name) || GIVES_PROPS.test(name) || node.arguments.length > 0;
      if (!PASSES_ON.test(name)) found.push(isOfPlace ? 'place' : 'page');
      const receiver = receiverOf(node.callee);
      if (passed) open.push(...[receiver ?? [], node.arguments].flat().map((one) => ({ node: one, names })));
    } else if (node.type === 'Identifier') {
      const declared = module.find(node.name, node);
      const init = declared?.kind === 'variable' && names < MOST_NAMES ? declared.node.init : null;
      if (init && isCall(bare(init)) && (NAMED_ANEW.test(node.name) || isSetAnew(module, node.name))) return null;
      if (init) open.push({ node: init, names: names + 1 });
      else if (declared !== null && declared.kind !== 'import') found.push('place');
    } else {
      if (node.type === 'ThisExpression') found.push('place');
      if (isMember(node) && nameOf(node) === 'current') return null;
      open.push(...readIn(node).map((one) => ({ node: one, names })));
    }
  }
  return found;
}

/** Whether the setter of a state is given what is made anew: `setTopic(crypto.randomUUID())`. */
function isSetAnew(module: Module, name: string): boolean {
  const setter = `set${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return (module.calls.get(setter) ?? []).some((call) => /random|uuid|nanoid|\bDate\b/i.test(module.textOf(call)));
}
