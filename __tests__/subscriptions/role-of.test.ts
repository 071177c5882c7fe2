import { expect, test } from '@jest/globals';
import { roleOf } from '../../src/subscriptions/role-of.js';

test.each([
  ['app/src/main/java/com/example/chat/Feed.kt', 'app'],
  ['composeApp/src/commonMain/kotlin/org/sample/test/Feed.kt', 'app'],
  ['src/main/kotlin/com/acme/scripts/Feed.kt', 'app'],
  ['app/src/androidTest/java/com/acme/Feed.kt', 'test'],
  ['app/src/test/java/com/acme/Feed.kt', 'test'],
  ['app/src/main/java/com/acme/FeedTest.kt', 'test'],
  ['sample/app/src/main/java/com/acme/Feed.kt', 'script'],
  ['lib/features/tests/quiz_page.dart', 'app'],
  ['packages/chat/lib/src/sample/feed.dart', 'app'],
  ['test/feed.dart', 'test'],
  ['lib/feed_test.dart', 'test'],
  ['packages/chat/example/lib/main.dart', 'script'],
  ['src/lib/examples/feed.ts', 'script'],
] as const)('%s is a %s', (file, role) => {
  expect(roleOf(file)).toBe(role);
});
