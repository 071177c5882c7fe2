import type { SourceRole } from '../model/subscription.js';

const TEST =
  /(^|\/)(__tests__|__mocks__|tests?|specs?|e2e|cypress|playwright|test_driver|integration_test|[A-Za-z]*Tests?|androidTest)\/|[._-](test|spec|e2e|cy)\.[a-z]+$|(^|\/)(test_[^/]*|[^/]*_test|[^/]*Tests?)\.[a-z]+$|(^|\/)conftest\.py$/;
const STORY = /\.(stories|story)\.[a-z]+$|(^|\/)(\.storybook|stories)\//;
const SCRIPT = /(^|\/)(scripts?|tools?|bin|seeds?|[Ee]xamples?|[Ss]amples?|benchmarks?|bench)\//;

/**
 * What a file is for, told by its path from the working directory. Only an application's subscriptions are judged: a
 * test may well subscribe to a table that is not there.
 */
export function roleOf(path: string): SourceRole {
  const file = withoutPackages(path);
  if (TEST.test(file)) return 'test';
  if (STORY.test(file)) return 'story';
  return SCRIPT.test(file) ? 'script' : 'app';
}

/**
 * Without the folders that say how the application names its own parts, not what they are for: the package of Kotlin, which
 * is `com.example.app` unless somebody changes it, and what stands in the `lib` of a Dart package.
 */
function withoutPackages(file: string): string {
  if (file.endsWith('.kt')) return file.replace(/(^|\/)(src\/[^/]+\/(?:java|kotlin)\/)(?:[^/]+\/)+/, '$1$2');
  return file.endsWith('.dart') ? file.replace(/(^|\/)(lib\/)(?:[^/]+\/)+/, '$1$2') : file;
}
