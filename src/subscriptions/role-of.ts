import type { SourceRole } from '../model/subscription.js';

const TEST =
  /(^|\/)(__tests__|__mocks__|tests?|specs?|e2e|cypress|playwright|test_driver|integration_test|[A-Za-z]*Tests?|androidTest)\/|[._-](test|spec|e2e|cy)\.[a-z]+$|(^|\/)(test_[^/]*|[^/]*_test|[^/]*Tests?)\.[a-z]+$|(^|\/)conftest\.py$/;
const STORY = /\.(stories|story)\.[a-z]+$|(^|\/)(\.storybook|stories)\//;
const SCRIPT = /(^|\/)(scripts?|tools?|bin|seeds?|[Ee]xamples?|[Ss]amples?|benchmarks?|bench)\//;

/**
 * What a file is for, told by its path from the working directory. Only an application's subscriptions are judged: a
 * test may well subscribe to a table that is not there.
 */
export function roleOf(file: string): SourceRole {
  if (TEST.test(file)) return 'test';
  if (STORY.test(file)) return 'story';
  return SCRIPT.test(file) ? 'script' : 'app';
}
