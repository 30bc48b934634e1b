import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as the server took it: after its last byte, and before it answered. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly messageId: string;
  parsed(): Promise<Email>;
}

/** What the server does at a step; an Error with responseCode is its reply, `cut` resets the connection. */
export interface MailScript {
  readonly onConnect?: () => Error | null;
  readonly onFrom?: (address: string) => Error | null;
  readonly onTo?: (address: string) => Error | null;
  /** Once it has the whole message, which counts as received. */
  readonly onMessage?: (mail: ReceivedMail) => Promise<Error | 'cut' | null> | Error | 'cut' | null;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** How often each Message-ID was received. */
  counts(): ReadonlyMap<string, number>;
  script: MailScript;
  clear(): void;
  stop(): Promise<void>;
}

export function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** A real SMTP server on this machine that says what a test wants it to. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const handle = { script: {} as MailScript };
  const sockets = new Map<string, { destroy(): void }>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.onAuth === undefined ? ['AUTH'] : [],
    hideSTARTTLS: options.key === undefined,
    disableReverseLookup: true,
    closeTimeout: 500,
    ...options,
    onConnect: (_session, done) => done(handle.script.onConnect?.() ?? null),
    onMailFrom: ({ address }, _session, done) => done(handle.script.onFrom?.(address) ?? null),
    onRcptTo: ({ address }, _session, done) => done(handle.script.onTo?.(address) ?? null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const mail: ReceivedMail = {
          from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
          messageId: /^Message-ID: <(.+)>\r?$/im.exec(raw.toString('latin1'))?.[1] ?? '',
          parsed: () => PostalMime.parse(raw),
        };
        received.push(mail);
        Promise.resolve(handle.script.onMessage?.(mail) ?? null).then((said) => {
          if (said === 'cut') sockets.get(session.id)?.destroy();
          else done(said);
        }, done);
      });
    },
  });
  server.on('error', () => undefined);
  const connections = (
    server as unknown as { connections: Set<{ session: { id: string }; _socket: { destroy(): void } }> }
  ).connections;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    counts() {
      const counts = new Map<string, number>();
      for (const { messageId } of received) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
      return counts;
    },
    get script() {
      return handle.script;
    },
    set script(script) {
      const cutting = script.onMessage;
      handle.script =
        cutting === undefined
          ? script
          : {
              ...script,
              async onMessage(mail) {
                for (const { session, _socket } of connections) sockets.set(session.id, _socket);
                return cutting(mail);
              },
            };
    },
    clear() {
      received.length = 0;
      handle.script = {};
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
