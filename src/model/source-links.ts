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

/** The address of a line; every part of the path is escaped. */
export function linkTo(
  { server, repository, commit }: SourceLinks,
  { file, line }: Pick<Location, 'file' | 'line'>,
): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return `${server}/${repository}/blob/${commit}/${path}#L${line}`;
}
