import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';

export interface MailServerApart {
  readonly port: number;
  /** Resolves once it has received as many messages. */
  receives(count: number): Promise<void>;
  stop(): void;
}

/** A mail server that shares nothing with whoever sends but the machine. */
export async function startMailServerApart(): Promise<MailServerApart> {
  const child = fork(resolve(import.meta.dirname, '../../tools/run-ts.mjs'), [
    join(import.meta.dirname, 'mail-server-run.ts'),
  ]);
  let received = 0;
  let look: () => void = () => undefined;
  const port = await new Promise<number>((found, failed) => {
    child.once('exit', (code) => failed(new Error(`the mail server ended with ${code}`)));
    child.on('message', (said: { readonly port?: number; readonly received?: number }) => {
      if (said.port !== undefined) found(said.port);
      received = said.received ?? received;
      look();
    });
  });
  return {
    port,
    receives: (count) =>
      new Promise((done) => {
        look = () => {
          if (received >= count) done();
        };
        look();
      }),
    stop: () => child.disconnect(),
  };
}
