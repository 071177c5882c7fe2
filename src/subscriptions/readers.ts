import type { FoundSubscription } from './found.js';
import type { Language } from './lexed/language.js';
import { CSHARP, DART, KOTLIN, PYTHON, SWIFT } from './lexed/languages.js';
import { type Mentioning, Project } from './lexed/project.js';
import { readCsharp } from './read-csharp.js';
import { readDart } from './read-dart.js';
import { readKotlin } from './read-kotlin.js';
import { readPython } from './read-python.js';
import { readSwift } from './read-swift.js';
import type { SourceFile } from './source-file.js';

export { type Mentioning, mentioningIn } from './lexed/project.js';

interface Reader {
  readonly language: Language;
  readonly read: (source: SourceFile, project: Project) => readonly FoundSubscription[];
}

/** Which reader is for a file, by the end of its name. */
const READERS: Readonly<Record<string, Reader>> = {
  '.dart': { language: DART, read: readDart },
  '.swift': { language: SWIFT, read: readSwift },
  '.kt': { language: KOTLIN, read: readKotlin },
  '.py': { language: PYTHON, read: readPython },
  '.cs': { language: CSHARP, read: readCsharp },
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
  return (source) => reader.read(source, project);
}
