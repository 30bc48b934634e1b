import { createServer, type Socket, connect as tcpConnect } from 'node:net';

/** A wire between client and server that a test can cut, silence or lead elsewhere. */
export interface TcpProxy {
  readonly port: number;
  /** The address of a server, led through this proxy. */
  through(url: string): string;
  /** Cuts every connection once the server has sent so many more bytes over all of them. */
  cutAfter(bytes: number): void;
  /** The same once so many more bytes have gone to the server. */
  cutAfterSent(bytes: number): void;
  /** Lets nothing through any more without closing anything, as a dead line does. */
  silence(): void;
  /** Everything works again, for new connections. */
  heal(): void;
  /** Leads new connections to another server. */
  leadTo(url: string): void;
  readonly bytesFromServer: number;
  readonly bytesFromClient: number;
  close(): Promise<void>;
}

export async function startTcpProxy(url: string): Promise<TcpProxy> {
  let target = new URL(url);
  let bytesFromServer = 0;
  let cutAt = Number.POSITIVE_INFINITY;
  let bytesFromClient = 0;
  let cutSentAt = Number.POSITIVE_INFINITY;
  let silent = false;
  const sockets = new Set<Socket>();
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };

  const server = createServer((client) => {
    if (bytesFromServer >= cutAt || bytesFromClient >= cutSentAt) {
      client.destroy();
      return;
    }
    const upstream = tcpConnect(Number(target.port), target.hostname);
    const destroyBoth = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', destroyBoth);
      socket.on('close', () => {
        sockets.delete(socket);
        if (!silent) destroyBoth();
      });
    }
    client.on('data', (data) => {
      if (silent) return;
      const allowed = Math.min(data.length, cutSentAt - bytesFromClient);
      bytesFromClient += allowed;
      if (bytesFromClient < cutSentAt) upstream.write(data);
      else upstream.end(data.subarray(0, allowed), () => destroyAll());
    });
    upstream.on('data', (data) => {
      if (silent) return;
      const allowed = Math.min(data.length, cutAt - bytesFromServer);
      bytesFromServer += allowed;
      client.write(data.subarray(0, allowed));
      if (bytesFromServer < cutAt) return;
      destroyAll();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const { port } = address;

  return {
    port,
    through(serverUrl) {
      const led = new URL(serverUrl);
      led.hostname = '127.0.0.1';
      led.port = String(port);
      return led.href;
    },
    cutAfter(bytes) {
      cutAt = bytesFromServer + bytes;
    },
    cutAfterSent(bytes) {
      cutSentAt = bytesFromClient + bytes;
    },
    silence() {
      silent = true;
    },
    heal() {
      silent = false;
      cutAt = Number.POSITIVE_INFINITY;
      cutSentAt = Number.POSITIVE_INFINITY;
    },
    leadTo(serverUrl) {
      target = new URL(serverUrl);
    },
    get bytesFromServer() {
      return bytesFromServer;
    },
    get bytesFromClient() {
      return bytesFromClient;
    },
    async close() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
