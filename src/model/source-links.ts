import type { Location } from './subscription.js';

/** Where a commit's files can be looked at in a browser. */
export interface SourceLinks {
  /** `https://github.com`, without a slash at the end. */
  readonly server: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The commit that was checked out, 40 hexadecimal digits. */
  readonly commit: string;
}

/** The address of a line; every part of the path is escaped, so that it may stand in brackets and quotes too. */
export function linkTo(
  { server, repository, commit }: SourceLinks,
  { file, line }: Pick<Location, 'file' | 'line'>,
): string {
  const path = file.split('/').map(escapePart).join('/');
  return `${server}/${repository}/blob/${commit}/${path}#L${line}`;
}

/** encodeURIComponent leaves `!'()*` as they are. */
function escapePart(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
