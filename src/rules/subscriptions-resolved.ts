import { displayText } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { plural } from '../model/plural.js';
import type { SourceFacts, UnresolvedSubscription } from '../model/source.js';
import type { Location } from '../model/subscription.js';
import { inApplication, namedIn, numberSubjects, placesOf, SOURCE_NOT_READ } from './source-findings.js';

export default {
  title: 'The table of every subscription can be read from the source',
  severity: 'warning',
  about: 'source',
  check({ source, subscriptions }) {
    if (source === null) return SOURCE_NOT_READ;
    const unresolved = inApplication(source.unresolved);
    const found = inApplication(source.subscriptions);
    // A binding that the server refuses was found, though it subscribes to nothing.
    const all = [source.subscriptions, source.unresolved, source.bindings, subscriptions];
    const isNoneFound = all.every(({ length }) => length === 0);
    const [use] = source.uses;
    if (isNoneFound && use !== undefined) return { status: 'unknown', reason: sayNoneFound(use, source) };
    if (unresolved.length + found.length === 0) {
      return { status: 'not-applicable', reason: 'the source subscribes to nothing' };
    }
    return {
      status: 'checked',
      subjects: found.length + unresolved.length,
      found: numberSubjects(unresolved.map(toViolation)),
    };
  },
} satisfies Rule;

function toViolation(unresolved: UnresolvedSubscription): Violation {
  const { location, via, deadWrapper } = unresolved;
  const places = { fix: [], location, related: placesOf(via, 'called here') };
  if (deadWrapper !== null) {
    const name = displayText(deadWrapper);
    return {
      ...namedIn(location, name),
      message: `nothing calls ${name}, so its subscription never runs`,
      detail: 'the tables that it would subscribe to are not checked',
      hint: `Remove ${name}, or name its tables ${inComment(unresolved)} if something calls it after all.`,
      ...places,
      // Code that never runs breaks nothing.
      severity: 'notice',
    };
  }
  return {
    ...namedIn(location, 'subscription'),
    message: `a subscription cannot be read: ${displayText(unresolved.reason)}`,
    detail: 'whether its table is published, and exists at all, is not checked',
    hint: `Name its tables ${inComment(unresolved)}, or with wrappers or subscriptions in realtime-guard.yml.`,
    ...places,
  };
}

function inComment({ sdk }: UnresolvedSubscription): string {
  return `with \`${sdk === 'supabase-py' ? '#' : '//'} realtime-guard: tables public.a, public.b\` on the line above`;
}

/** An application that listens for changes somewhere must subscribe somewhere: nothing found is no good news. */
function sayNoneFound({ file, line }: Location, { files }: SourceFacts): string {
  return `postgres_changes is used at ${displayText(file)}:${line}, but no subscription was found in ${plural(files, 'source file')}; name the tables in the subscriptions option, or what subscribes to them with wrappers in realtime-guard.yml`;
}
