import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { createSendingJournal } from '../../src-main/delivery/journal';
import type { Made } from '../../src-main/delivery/prepare';
import type { ClaimedMessage } from '../../src-main/delivery/sending-door';
import { systemClock } from '../../src-main/ports/clock';
import { type MailRoom, startMailRoom } from '../../src-main/work/templates/mail-room';
import type { CompiledTemplate } from '../../src-preload/contract/templates/message';
import { drainOf } from '../delivery/support/draining';
import { temporaryStore } from '../support/store-builder';
import type { Team } from '../support/team';
import { makeRuns } from './bench-messages';
import { startMailServerApart } from './mail-server-apart';
import { seconds } from './timing';

interface HandedOver {
  /** Until all are with the mail server, rendered from a template as they are for sending. */
  readonly seconds: number;
  /** Of the process that renders and sends, as the host does: milliseconds, p99. */
  readonly delay: number;
}

/** As `steward run` does, with what it writes down itself; from the first look until all are with the mail server. */
export async function handOver(team: Team, count: number): Promise<HandedOver> {
  await makeRuns(team, count);
  const mails = await startMailServerApart();
  const room = startMailRoom();
  const template = await benchTemplate(room);
  const kept = temporaryStore();
  const sender = { machine: 'desk', app: '1.0' };
  const delays = monitorEventLoopDelay({ resolution: 5 });
  try {
    delays.enable();
    const { seconds: taken } = await seconds(async () => {
      const drain = drainOf(team.logins.ada.url, mails.port, {
        log: pino({ level: 'silent' }),
        clock: systemClock,
        journal: createSendingJournal(kept.store, sender, systemClock),
        sender,
        make: (message) => makeOf(room, template, message),
      });
      await mails.receives(count);
      await drain.stop();
    });
    delays.disable();
    return { seconds: taken, delay: delays.percentile(99) / 1e6 };
  } finally {
    room.end();
    mails.stop();
    kept.remove();
  }
}

async function benchTemplate(room: MailRoom): Promise<CompiledTemplate> {
  const written = { subject: 'Hello {{ contact.first_name }}', preheader: '', language: 'en' };
  const { html, problems } = await room.compile({
    ...written,
    mjml: `<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ contact.first_name }} of {{ account.name }}</mj-text>
      <mj-button href="{{ unsubscribe.url }}">Unsubscribe</mj-button><mj-text>{{ company.name }}, {{ company.postal_address }}</mj-text></mj-column></mj-section></mj-body></mjml>`,
    isTransactional: false,
  });
  if (html === null) throw new Error(JSON.stringify(problems));
  return { ...written, html };
}

async function makeOf(
  room: MailRoom,
  template: CompiledTemplate,
  { name, unsubscribe_url, token }: ClaimedMessage,
): Promise<Made> {
  const unsubscribeUrl = `${unsubscribe_url}${token}`;
  const rendering = await room.render({
    template,
    zone: 'UTC',
    values: {
      'contact.first_name': name,
      'account.name': 'Acme',
      'company.name': 'Acme Software',
      'company.postal_address': '1 Harbour Street',
      'unsubscribe.url': unsubscribeUrl,
    },
  });
  if (rendering.kind === 'refused') return rendering;
  const { subject, text, html } = rendering;
  return { kind: 'made', mail: { subject, text, html, unsubscribeUrl } };
}
