import { createServer, type Socket } from 'node:net';

/** A server that only speaks the beginning of PostgreSQL's protocol, as a test scripts it. */
export interface HostileServer {
  readonly port: number;
  /** All that clients have sent. */
  received(): string;
  readonly closed: () => number;
  close(): Promise<void>;
}

/** Answers each message of a client with the next of these; after the last it is silent. */
export async function startHostileServer(
  script: readonly ((message: Buffer) => Buffer)[],
): Promise<HostileServer> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  let closed = 0;
  const server = createServer((socket) => {
    let step = 0;
    sockets.add(socket);
    socket.on('data', (data) => {
      chunks.push(data);
      const answer = script[step++];
      if (answer !== undefined) socket.write(answer(data));
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      closed += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    received: () => Buffer.concat(chunks).toString('latin1'),
    closed: () => closed,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A message of the server: its letter, its length, its content. */
export function message(letter: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter, 0, 'latin1');
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

/** An authentication request of the protocol's number. */
export function authentication(number: number, content: Buffer | string = ''): Buffer {
  const code = Buffer.alloc(4);
  code.writeInt32BE(number);
  return message('R', Buffer.concat([code, Buffer.from(content)]));
}

export const readyForQuery = message('Z', Buffer.from('I'));
export const offersScram = authentication(10, 'SCRAM-SHA-256\0\0');

/** The server's half of SCRAM, as far as one gets who doesn't know the password. */
export function scramChallenge(fromClient: Buffer): Buffer {
  const nonce = /r=([^,\0]+)/.exec(fromClient.toString('latin1'))?.[1];
  return authentication(11, `r=${nonce}more,s=${Buffer.from('salt').toString('base64')},i=4096`);
}
