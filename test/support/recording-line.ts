import { connect, createServer, type Socket } from 'node:net';

export interface RecordingLine {
  /** The address of the company by this line, for a login without its password. */
  through(login: string): string;
  /** All that clients said so far, one byte a character. */
  said(): string;
  close(): Promise<void>;
}

/** A line to the company's server on which somebody listens to what desktops say. */
export async function recordingLine(url: string): Promise<RecordingLine> {
  const target = new URL(url);
  let said = '';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const away = connect(Number(target.port), target.hostname);
    client.on('data', (bytes) => {
      said += bytes.toString('latin1');
    });
    for (const [from, to] of [
      [client, away],
      [away, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    through: (login) => `postgres://${encodeURIComponent(login)}@127.0.0.1:${port}${target.pathname}`,
    said: () => said,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
