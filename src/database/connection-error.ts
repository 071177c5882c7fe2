/** The database could not be reached, or stopped answering. The message says what failed, where, why and what to do. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}
