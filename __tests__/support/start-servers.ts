import { type Major, SUPPORTED_MAJORS, startServer, stopServers } from '../../scripts/local-postgres.mjs';

/**
 * Jest's globalSetup: starts one server a supported PostgreSQL major, all at once, and leaves their connection facts for
 * the test processes in REALTIME_GUARD_TEST_SERVERS (JSON, an array of ServerFacts).
 *
 * REALTIME_GUARD_TEST_MAJORS (for example `17` or `15,18`) limits them, for a quick local run.
 * @throws Error when one of them does not start; the others are stopped then
 */
export default async function startServers(): Promise<void> {
  try {
    const servers = await Promise.all(wantedMajors().map((major) => startServer({ major })));
    process.env['REALTIME_GUARD_TEST_SERVERS'] = JSON.stringify(servers);
  } catch (error) {
    await stopServers();
    throw error;
  }
}

function wantedMajors(): readonly Major[] {
  const list = process.env['REALTIME_GUARD_TEST_MAJORS']?.trim();
  if (!list) return SUPPORTED_MAJORS;
  const named = new Set(list.split(',').map(Number));
  const wanted = SUPPORTED_MAJORS.filter((major) => named.has(major));
  if (wanted.length !== named.size) {
    throw new RangeError(`REALTIME_GUARD_TEST_MAJORS is "${list}"; it takes ${SUPPORTED_MAJORS.join(',')} or fewer.`);
  }
  return wanted;
}
