import type { FoundSubscription } from './found.js';
import { type Mentioning, Project } from './lexed/project.js';
import { type Reader, readSites } from './lexed/reader.js';
import { CSHARP_READER } from './read-csharp.js';
import { DART_READER } from './read-dart.js';
import { KOTLIN_READER } from './read-kotlin.js';
import { PYTHON_READER } from './read-python.js';
import { SWIFT_READER } from './read-swift.js';
import type { SourceFile } from './source-file.js';

export { type Mentioning, mentioningIn } from './lexed/project.js';

/** Which reader is for a file, by the end of its name. */
const READERS: Readonly<Record<string, Reader>> = {
  '.dart': DART_READER,
  '.swift': SWIFT_READER,
  '.kt': KOTLIN_READER,
  '.py': PYTHON_READER,
  '.cs': CSHARP_READER,
};

/**
 * A function that reads the subscriptions of one file after the other. It keeps what it has read of other files, so one
 * is made for all files of a language, or null where no reader is for them.
 * @param mentioning finds the files of that language in which a word stands
 */
export function openReader(
  extension: string,
  mentioning: Mentioning,
): ((source: SourceFile) => readonly FoundSubscription[]) | null {
  const reader = READERS[extension];
  if (reader === undefined) return null;
  const project = new Project(reader.language, mentioning);
  return (source) => readSites(reader, project.lex(source), project);
}
