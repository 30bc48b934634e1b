import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inAppChannel } from '../../../src-main/delivery/channels/in-app';
import { webPushChannel } from '../../../src-main/delivery/channels/push/web-push';
import { smsChannel } from '../../../src-main/delivery/channels/sms';
import { webhookChannel } from '../../../src-main/delivery/channels/webhook';
import { systemClock } from '../../../src-main/ports/clock';
import { privateKey } from '../../support/push-keys';
import { drainOf, makeWritten } from './draining';

/** A runner as a process of its own, which waits at one step for whoever started it to end it there. */
const [url = '', mailPort = '0', step = '', at = '0'] = process.argv.slice(2);

let met = 0;
/** Says that it is at the step, and goes on when it is told to, if it ever is. */
async function pass(name: string): Promise<void> {
  if (name !== step) return;
  met += 1;
  if (met !== Number(at)) return;
  await new Promise<void>((resolve) => {
    process.once('message', () => resolve());
    process.send?.({ at: name });
  });
}

const drain = drainOf(url, Number(mailPort), {
  // Each ending blames all that it had in hand: with more of them, three endings in a row would be common.
  sideBySide: 4,
  async open() {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return {
      async query<Row extends object>(text: string, values: readonly unknown[] = []) {
        const name = /customer_success\.(\w+)\(/.exec(text)?.[1] ?? '';
        await pass(`before ${name}`);
        const { rows } = await client.query<Row>(text, [...values]);
        await pass(`after ${name}`);
        return rows;
      },
      close: () => client.end(),
    };
  },
  async make(message) {
    await pass('making');
    return makeWritten(message);
  },
  others: [
    webhookChannel({ secret: 'sixteen-letters!', clock: systemClock }),
    inAppChannel,
    smsChannel({ token: 'sixteen-letters!', clock: systemClock }),
    webPushChannel({ privateKey, clock: systemClock }),
  ],
  host: randomUUID(),
  clock: systemClock,
  patience: { answer: 10_000, dot: 20_000 },
});
process.on('SIGTERM', () => void drain.stop(2_000).then(() => process.exit(0)));
process.on('disconnect', () => process.exit(1));
