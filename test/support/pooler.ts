import { createServer, type Socket, connect as tcpConnect } from 'node:net';
import { message } from './hostile-server';

/** Between client and server as PgBouncer is: it lends sessions, numbers them itself, and passes on what it knows. */
export interface Pooler {
  through(url: string): string;
  close(): Promise<void>;
}

export interface PoolerHabits {
  /** Until the client leaves, or for each transaction; then all clients share one session of the server. */
  readonly lends: 'sessions' | 'transactions';
  /** Whether a client that brings options of its own is sent away. */
  readonly refusesOptions: boolean;
}

const ready = 0x5a;
const key = 0x4b;
const farewell = 0x58;

export async function startPooler(url: string, habits: PoolerHabits): Promise<Pooler> {
  const { port, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  const shared = createSharedSession();
  let logins = 0;
  const wire = createServer((client) => {
    const session = tcpConnect(Number(port), hostname);
    for (const socket of [client, session]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    let isIn = false;
    client.once('data', (startup) => {
      if (habits.refusesOptions && startup.includes('\0options\0')) client.end(unsupportedOptions);
      else session.write(startup);
      client.on('data', (data) => {
        if (!isIn || habits.lends === 'sessions') session.write(data);
        else if (data[0] === farewell) client.destroy();
        else shared.send(client, data);
      });
    });
    const hear = messagesApart((bytes) => {
      if (bytes[0] === key) {
        logins += 1;
        bytes.writeInt32BE(1_000_000 + logins, 5);
      }
      client.write(bytes);
      if (bytes[0] !== ready) return;
      isIn = true;
      session.off('data', hear);
      if (habits.lends === 'sessions') session.pipe(client);
      else shared.offer(session);
    });
    session.on('data', hear);
    client.on('close', () => {
      if (habits.lends === 'sessions') session.destroy();
    });
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  if (address === null || typeof address === 'string') throw new Error('the pooler has no port');
  return {
    through(serverUrl) {
      const led = new URL(serverUrl);
      led.hostname = '127.0.0.1';
      led.port = String(address.port);
      return led.href;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => wire.close(resolve));
    },
  };
}

const unsupportedOptions = message(
  'E',
  Buffer.from('SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0'),
);

/** The first session offered serves all clients, one transaction after the other. */
function createSharedSession(): { offer(session: Socket): void; send(client: Socket, data: Buffer): void } {
  let session: Socket | null = null;
  let holder: Socket | null = null;
  let waiting: { client: Socket; data: Buffer }[] = [];
  const lend = () => {
    holder ??= waiting[0]?.client ?? null;
    for (const { data } of waiting.filter(({ client }) => client === holder)) session?.write(data);
    waiting = waiting.filter(({ client }) => client !== holder);
  };
  return {
    offer(offered) {
      if (session !== null) {
        offered.destroy();
        return;
      }
      session = offered;
      session.on(
        'data',
        messagesApart((bytes) => {
          holder?.write(bytes);
          if (bytes[0] !== ready || bytes.toString('latin1', 5) !== 'I') return;
          holder = null;
          lend();
        }),
      );
    },
    send(client, data) {
      waiting.push({ client, data });
      lend();
    },
  };
}

function messagesApart(take: (bytes: Buffer) => void): (data: Buffer) => void {
  let waiting = Buffer.alloc(0);
  return (data) => {
    waiting = Buffer.concat([waiting, data]);
    for (;;) {
      const end = waiting.length < 5 ? Number.POSITIVE_INFINITY : 1 + waiting.readUInt32BE(1);
      if (end > waiting.length) return;
      take(Buffer.from(waiting.subarray(0, end)));
      waiting = waiting.subarray(end);
    }
  };
}
