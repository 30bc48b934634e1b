import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A post as the server took it: with its last byte, and before it answered. */
export interface ReceivedPost {
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What it says to a post. Words go with any status. */
export interface Said {
  readonly status: number;
  readonly words?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the server does; `reset` breaks the connection, `silence` says nothing for ever. */
export interface HookScript {
  /** Before it reads anything of a post; null: it reads on. */
  readonly onHead?: (path: string) => Said | 'reset' | null;
  /** Once it has all of it, which counts as received; null: 200. */
  readonly onPost?: (
    post: ReceivedPost,
    nth: number,
  ) => Promise<Said | 'reset' | 'silence' | null> | Said | 'reset' | 'silence' | null;
}

export interface HookServer {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedPost[];
  /** How often each key was received. */
  counts(): ReadonlyMap<string, number>;
  script: HookScript;
  clear(): void;
  stop(): Promise<void>;
}

type KeyOf = (post: Omit<ReceivedPost, 'key'>) => string;
const keyInHeaders: KeyOf = ({ headers }) => String(headers['idempotency-key']);

/** A real HTTP server on this machine that says what a test wants it to. */
export async function startHookServer(keyOf = keyInHeaders): Promise<HookServer> {
  const received: ReceivedPost[] = [];
  const handle = { script: {} as HookScript };
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const early = handle.script.onHead?.(request.url ?? '') ?? null;
    if (early !== null) return answer(request, response, early);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const came = { headers: request.headers, body: Buffer.concat(chunks) };
      const post = { ...came, key: keyOf(came) };
      received.push(post);
      const nth = received.filter((one) => one.key === post.key).length;
      void Promise.resolve(handle.script.onPost?.(post, nth) ?? null).then((said) =>
        answer(request, response, said ?? { status: 200, words: 'ok' }),
      );
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/hooks/secret`,
    received,
    counts() {
      const counted = new Map<string, number>();
      for (const { key } of received) counted.set(key, (counted.get(key) ?? 0) + 1);
      return counted;
    },
    get script() {
      return handle.script;
    },
    set script(script) {
      handle.script = script;
    },
    clear() {
      received.length = 0;
      handle.script = {};
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, said: Said | 'reset' | 'silence'): void {
  if (said === 'silence') return;
  if (said === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(said.status, { 'content-type': 'text/plain', connection: 'close', ...said.headers });
  response.end(said.words ?? '');
}
