import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { TLSSocket } from 'node:tls';

/** A PostgreSQL server's TLS: answers the SSLRequest, decrypts, and passes on to a server without TLS. */
export interface TlsFront {
  readonly port: number;
  /** What was spoken on each connection, for example `TLSv1.3`; null for one in plain text. */
  readonly protocols: readonly (string | null)[];
  close(): void;
}

export const fixture = (name: string): string => resolve('__tests__/fixtures/tls', name);

/** The length and the code of an SSLRequest. Source: PostgreSQL's documentation, Message Formats. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Starts one in front of a server on a port of this machine. */
export async function startTlsFront(serverPort: number): Promise<TlsFront> {
  const protocols: (string | null)[] = [];
  const front = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (first: Buffer) => {
      if (!first.equals(SSL_REQUEST)) {
        protocols.push(null);
        join(socket, serverPort, first);
        return;
      }
      socket.write('S');
      const secure = new TLSSocket(socket, {
        isServer: true,
        key: readFileSync(fixture('server.key.pem')),
        cert: readFileSync(fixture('server.pem')),
      });
      secure.on('error', () => socket.destroy());
      secure.on('secure', () => protocols.push(secure.getProtocol()));
      join(secure, serverPort, null);
    });
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  return { port: portOf(front), protocols, close: () => front.close() };
}

function join(client: Socket, port: number, first: Buffer | null): void {
  const server = connect(port, '127.0.0.1');
  server.on('error', () => client.destroy());
  client.on('close', () => server.destroy());
  if (first !== null) server.write(first);
  client.pipe(server).pipe(client);
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}
