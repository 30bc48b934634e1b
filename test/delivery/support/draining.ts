import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { type Drain, type DrainOptions, startDrain } from '../../../src-main/delivery/drain';
import type { SendingJournal } from '../../../src-main/delivery/journal';
import { readSmtpUrl } from '../../../src-main/delivery/mail/smtp-settings';
import type { ClaimedMessage } from '../../../src-main/delivery/sending-door';
import { systemClock } from '../../../src-main/ports/clock';

/** As the host makes what a person wrote. */
export async function makeWritten(message: ClaimedMessage) {
  const { content, unsubscribe_url, token } = message;
  return {
    kind: 'made' as const,
    mail: {
      subject: content?.subject ?? 'of a template',
      text: content?.text ?? 'of a template',
      html: null,
      unsubscribeUrl: unsubscribe_url === null ? null : `${unsubscribe_url}${token}`,
    },
  };
}

/** Of whom nothing is asked. */
export const noJournal: SendingJournal = {
  inHand: () => undefined,
  sent: () => undefined,
  letGo: () => undefined,
  follow: () => Promise.resolve(),
  putBack: () => Promise.resolve(),
};

/** A runner of the company at this address, to a mail server on this machine. */
export function drainOf(url: string, mailPort: number, more: Partial<DrainOptions> = {}): Drain {
  return startDrain({
    settings: readSmtpUrl(`smtp://127.0.0.1:${mailPort}?tls=none`),
    async open() {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      return {
        query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
          (await client.query<Row>(text, [...values])).rows,
        close: () => client.end(),
      };
    },
    make: makeWritten,
    journal: noJournal,
    host: randomUUID(),
    sender: { machine: 'desk', app: '1.0' },
    clock: systemClock,
    log: pino({ level: process.env['STEWARD_LOG'] ?? 'silent' }),
    patience: { answer: 3_000, dot: 3_000 },
    lookEvery: 200,
    ...more,
  });
}
