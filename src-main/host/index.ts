import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { type FromHost, toHostSchema } from '../../src-preload/contract/wire/host-messages';
import { createLog } from '../lib/create-log';
import { StewardError } from '../lib/steward-error';
import { type Host, runHost } from './run-host';

/** The utility process: one port to the Electron process, one host behind it. */
const port = process.parentPort;
let host: Host | null = null;

port.on('message', ({ data }) => {
  void receive(data);
});

async function receive(raw: unknown): Promise<void> {
  const message = toHostSchema.parse(raw);
  if (message.type === 'close') {
    await host?.close();
    post({ type: 'closed' });
    // The port keeps the process alive; the store is closed, so it may go now.
    process.exit(0);
  }
  if (message.type !== 'start') {
    host?.receive(message);
    return;
  }
  mkdirSync(dirname(message.logFile), { recursive: true });
  const log = createLog(pino.destination({ dest: message.logFile, sync: false }));
  try {
    const thread = join(import.meta.dirname, 'check-store.js');
    // Nothing is written any more and nothing closed: as after a crash, the next start checks first and mends.
    const onDamaged = () => log.flush(() => process.exit(1));
    const restart = () => void host?.close().finally(() => process.exit(0));
    host = await runHost({ start: message, post, log, checkBehind: { thread, onDamaged }, restart });
    post({ type: 'ready' });
  } catch (error) {
    log.error({ err: error }, 'the host could not start');
    post({ type: 'failed', message: wordsOf(error) });
  }
}

function post(message: FromHost): void {
  port.postMessage(message);
}

function wordsOf(error: unknown): string {
  if (error instanceof StewardError) return error.message;
  return 'Steward could not open its local data. Nothing was changed; the details are in steward.log in the Steward folder.';
}
