import { displayText } from '../model/names.js';
import type { UnresolvedSubscription } from '../model/source.js';
import { renderMore } from './headline.js';
import type { Paint } from './paint.js';
import { renderPlace } from './places.js';
import { wrap } from './text-layout.js';

const SHOWN = 100;
const CALLS_SHOWN = 3;
const INDENT = '    ';

const HOW_TO_ANSWER =
  'Answer each with a comment on the line above it, "realtime-guard: tables public.a, public.b" or "realtime-guard: ignore" and the reason; or in realtime-guard.yml with wrappers or subscriptions.';

/** What could not be read and why: what the application runs first, then what matters less. None makes no section. */
export function renderUnresolved(
  unresolved: readonly UnresolvedSubscription[],
  paint: Paint,
  columns: number,
): readonly string[] {
  if (unresolved.length === 0) return [];
  const runs = unresolved.filter(({ role, deadWrapper }) => role === 'app' && deadWrapper === null);
  const dead = unresolved.filter(({ role, deadWrapper }) => role === 'app' && deadWrapper !== null);
  const apart = unresolved.filter(({ role }) => role !== 'app');
  const all = [...runs, ...dead, ...apart];
  const rest = all.length - SHOWN;
  const more = rest > 0 ? [`  ${paint.dim(renderMore(rest, 'the JSON report has them all'))}`] : [];
  const entries = all.slice(0, SHOWN).flatMap((one) => renderOne(one, paint, columns));
  const advice = runs.length === 0 ? [] : wrap(HOW_TO_ANSWER, columns - 2).map((line) => `  ${paint.cyan(line)}`);
  return [[paint.bold('Could not be read'), ...entries, ...more, ...advice].join('\n')];
}

function renderOne(
  { location, sdk, role, reason, via, deadWrapper }: UnresolvedSubscription,
  paint: Paint,
  columns: number,
): readonly string[] {
  const kind = role === 'app' ? '' : `  ${role}`;
  const why = deadWrapper === null ? reason : `nothing calls ${deadWrapper}, so it never runs; ${reason}`;
  const calls = via.slice(0, CALLS_SHOWN).map(renderPlace).join(', ');
  const others = via.length > CALLS_SHOWN ? `, … and ${via.length - CALLS_SHOWN} more` : '';
  return [
    `  ${renderPlace(location)}  ${paint.dim(`${sdk}${kind}`)}`,
    ...wrap(displayText(why), columns - INDENT.length).map((line) => `${INDENT}${line}`),
    ...(calls === '' ? [] : [`${INDENT}${paint.dim(`via ${calls}${others}`)}`]),
  ];
}
