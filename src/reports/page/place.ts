import { linkTo, type SourceLinks } from '../../model/source-links.js';
import type { Location } from '../../model/subscription.js';
import { cellCode, inlineCode } from '../markdown.js';
import type { PageContext } from './context.js';

type Place = Pick<Location, 'file' | 'line'>;

/** An absolute path, one above the checkout, and one that is no Unicode are at no address. */
const NOWHERE = /^(?:[/\\]|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)|\p{Surrogate}/u;

/**
 * A line of the source: a link to it in exactly the commit that was checked, under the end of its path; or, when it is
 * not known where to look at it, the whole path.
 */
export function renderPlace(place: Place, { links }: PageContext): string {
  const address = addressOf(place, links);
  return address === null ? inlineCode(`${place.file}:${place.line}`) : `[${inlineCode(endOfPath(place))}](${address})`;
}

/** The same for the cell of a table, which has no room for whole paths. */
export function renderCellPlace(place: Place, { links }: PageContext): string {
  const address = addressOf(place, links);
  const code = cellCode(endOfPath(place));
  return address === null ? code : `[${code}](${address})`;
}

/** Folder, file and line: enough to tell the `index.ts` of one folder from that of another. */
export function endOfPath({ file, line }: Place): string {
  return `${file.split('/').slice(-2).join('/')}:${line}`;
}

function addressOf(place: Place, links: SourceLinks | null): string | null {
  return links === null || NOWHERE.test(place.file) ? null : linkTo(links, place);
}
