import { pino } from 'pino';
import { type Host, runHost } from '../../../src-main/host/run-host';
import { toHostSchema } from '../../../src-preload/contract/wire/host-messages';

/**
 * The whole host in a process of its own, as the app's utility process has it, but without Electron: its messages come and
 * go by the channel of the process that forked it. Argument: how far its clock is ahead, in milliseconds.
 */
const ahead = Number(process.argv[2] ?? 0);
let host: Host | null = null;

process.on('message', (raw) => void receive(raw));
process.on('disconnect', () => process.exit(0));

async function receive(raw: unknown): Promise<void> {
  const message = toHostSchema.parse(raw);
  if (message.type === 'close') {
    await host?.close();
    process.exit(0);
  }
  if (message.type !== 'start') {
    host?.receive(message);
    return;
  }
  host = await runHost({
    start: message,
    post: (answer) => process.send?.(answer),
    log: pino({ level: 'error' }, pino.destination({ dest: message.logFile, sync: true })),
    clock: { now: () => Date.now() + ahead },
  });
  process.send?.({ type: 'ready' });
}
