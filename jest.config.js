/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testPathIgnorePatterns: ['/node_modules/', '/__tests__/support/', '/__tests__/fixtures/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // One server a supported PostgreSQL major, started once for the whole run; a test file makes its own databases.
  globalSetup: '<rootDir>/__tests__/support/start-servers.ts',
  globalTeardown: '<rootDir>/__tests__/support/stop-servers.ts',
  testTimeout: 60_000,
  // jest leaves one processor out, which of two is half; the tests wait for servers and threads of their own as well.
  maxWorkers: '100%',
  watchman: false,
};
