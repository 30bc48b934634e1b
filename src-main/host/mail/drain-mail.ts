import type { Logger } from 'pino';
import type { ChannelSecrets } from '../../../src-preload/contract/channels';
import type { Channel } from '../../delivery/channels/channel';
import { inAppChannel } from '../../delivery/channels/in-app';
import { webPushChannel } from '../../delivery/channels/push/web-push';
import { smsChannel } from '../../delivery/channels/sms';
import { webhookChannel } from '../../delivery/channels/webhook';
import { type Drain, type DrainSession, startDrain } from '../../delivery/drain';
import type { SendingJournal } from '../../delivery/journal';
import type { SmtpSettings } from '../../delivery/mail/smtp-settings';
import type { Clock } from '../../ports/clock';
import { createIds } from '../../ports/ids';
import type { Store } from '../../store/types';
import { thisMachine } from '../../sync/push/sender';
import type { MailRoom } from '../../work/templates/mail-room';
import { messageMaker } from './make-message';

/** By what a host sends. */
export interface SentBy {
  /** Null: no mail. */
  readonly smtp: SmtpSettings | null;
  readonly secrets: ChannelSecrets;
  /** It also sends where it knows neither: what the product shows needs none. */
  readonly isService: boolean;
}

export interface DrainingMail extends SentBy {
  readonly store: Store;
  readonly mail: MailRoom;
  /** A session at the company's database. @throws where there is none */
  readonly open: () => Promise<DrainSession>;
  readonly journal: SendingJournal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Channels beside mail, by what this host knows of them. */
export function otherChannels(
  { webhook, sms, web_push: privateKey }: ChannelSecrets,
  clock: Clock,
): Channel[] {
  return [
    inAppChannel,
    ...(webhook === undefined ? [] : [webhookChannel({ secret: webhook, clock })]),
    ...(sms === undefined ? [] : [smsChannel({ token: sms, clock })]),
    ...(privateKey === undefined ? [] : [webPushChannel({ privateKey, clock })]),
  ];
}

/** Drains the company's messages as long as the host runs; null: it sends by nothing. */
export function drainMail(draining: DrainingMail): Drain | null {
  const { smtp, secrets, isService, store, mail, open, journal, clock, log } = draining;
  const others = otherChannels(secrets, clock);
  if (smtp === null && Object.keys(secrets).length === 0 && !isService) return null;
  const server = smtp === null ? null : `${smtp.host}:${smtp.port}`;
  const by = others.map(({ name }) => name);
  log.info({ server, security: smtp?.security, others: by }, 'messages go out by this runner');
  return startDrain({
    settings: smtp,
    others,
    open,
    make: messageMaker({ db: store.read, mail, now: () => clock.now() }),
    journal,
    host: createIds(clock).next(),
    sender: thisMachine(),
    clock,
    log,
  });
}
