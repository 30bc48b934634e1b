import type { Logger } from 'pino';
import { type ChannelSecrets, channelSecretsSchema } from '../../../src-preload/contract/channels';
import type { CompanyAddress } from '../../../src-preload/contract/company/company-address';
import type { ToHost } from '../../../src-preload/contract/wire/host-messages';
import { emailChannel } from '../../delivery/channels/email';
import { type MailPlan, planMails } from '../../delivery/dry-run';
import { createSendingJournal } from '../../delivery/journal';
import { readSmtpUrl, type SmtpSettings } from '../../delivery/mail/smtp-settings';
import { parseAddress } from '../../lib/company-address';
import type { Clock } from '../../ports/clock';
import { createIds } from '../../ports/ids';
import type { Store } from '../../store/types';
import { thisMachine } from '../../sync/push/sender';
import type { MailRoom } from '../../work/templates/mail-room';
import { openChoicesDoor } from '../public/mail-choices';
import { openPublicDoor } from '../public/public-door';
import { type CompanySessions, openSessions } from './company-sessions';
import { drainMail, otherChannels, type SentBy } from './drain-mail';
import { messageMaker } from './make-message';

/** What a host may send by, and for which company. */
interface Sending extends SentBy {
  /** Secrets of channels were given for this start. */
  readonly areSecretsGiven: boolean;
  /** host:port where those who got a mail unsubscribe, behind the company's own proxy; null: nowhere. */
  readonly publicPlace: string | null;
  /** The mail server was given for this start. */
  readonly isGiven: boolean;
  /** The only company whose messages go by that; null: whichever is connected. */
  readonly onlyAt: CompanyAddress | null;
}

/** @throws StewardError `invalid_input` for an address of a mail server that is none */
export function sendingOf({
  start,
  smtp,
  secrets: givenSecrets,
  onlyLooks,
  publicPlace,
}: {
  readonly start: Pick<
    Extract<ToHost, { type: 'start' }>,
    'mail' | 'mailAccount' | 'channelSecrets' | 'companyUrl' | 'device'
  >;
  readonly smtp?: SmtpSettings | null;
  readonly secrets?: ChannelSecrets;
  readonly onlyLooks?: boolean;
  readonly publicPlace?: string | null;
}): Sending {
  const { mail, mailAccount, companyUrl } = start;
  const kept = mailAccount == null ? null : readKept(mailAccount);
  const channels = {
    secrets: givenSecrets ?? readKeptSecrets(start.channelSecrets ?? null),
    areSecretsGiven: givenSecrets !== undefined,
    isService: start.device?.kind === 'service' && onlyLooks !== true,
  };
  if (mail === undefined || companyUrl === null || (mail.smtp === null && mail.pages === null))
    return {
      ...channels,
      smtp: smtp ?? kept,
      publicPlace: publicPlace ?? null,
      isGiven: smtp != null,
      onlyAt: null,
    };
  return {
    ...channels,
    smtp: mail.smtp === null ? kept : readSmtpUrl(mail.smtp),
    publicPlace: mail.pages,
    isGiven: mail.smtp !== null,
    onlyAt: parseAddress(companyUrl),
  };
}

/** What was kept by a Steward of another time, and can't be read, is as if it were not kept. */
function readKept(url: string): SmtpSettings | null {
  try {
    return readSmtpUrl(url);
  } catch {
    return null;
  }
}

/** Likewise. */
export function readKeptSecrets(text: string | null): ChannelSecrets {
  try {
    return channelSecretsSchema.catch({}).parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

export interface OutgoingOptions extends Sending, Omit<CompanySessions, 'onlyAt'> {
  readonly store: Store;
  readonly mail: MailRoom;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where mails leave this host, and where those who got them come back to. */
export interface Outgoing {
  /** Where the pages are; null: nowhere. */
  readonly publicAddress: string | null;
  /** What would go now; nothing of it is claimed or sent. @throws where the company can't be asked */
  plan(): Promise<MailPlan>;
  /** Sends by this from now on, and by what it doesn't say as before. What is under way ends by that. */
  sendBy(change: Partial<SentBy>): Promise<void>;
  /** Looks now whether something is due. */
  wake(): void;
  /** Lets those end that are under way. */
  stop(): Promise<void>;
}

/** Over sessions of its own beside sync's. @throws StewardError `invalid_input` where the pages can't be where they should */
export async function startOutgoing(options: OutgoingOptions): Promise<Outgoing> {
  const { smtp, secrets, publicPlace, onlyAt, log } = options;
  const open = openSessions(options);
  const journal = createSendingJournal(options.store, thisMachine(), options.clock);
  const choices =
    publicPlace === null
      ? null
      : openChoicesDoor({
          open: () => open(pagePatience),
          onChosen: (session) => journal.follow(session),
          sender: thisMachine(),
          log,
        });
  let by: SentBy = { smtp, secrets, isService: options.isService };
  const pages =
    publicPlace === null || choices === null
      ? null
      : await openPublicDoor({
          place: publicPlace,
          door: choices,
          smsToken: () => by.secrets.sms ?? null,
          now: () => options.clock.now(),
          log,
        }).catch((error: unknown) => {
          // A desktop is there without them, too.
          if (onlyAt === null) throw error;
          log.warn({ err: error }, 'pages to unsubscribe could not be opened');
          return null;
        });
  if (pages !== null) log.info({ pages: pages.address }, 'pages to unsubscribe are answered');
  const drainBy = () => drainMail({ ...options, ...by, open, journal });
  let drain = drainBy();
  return {
    publicAddress: pages?.address ?? null,
    async plan() {
      const session = await open();
      try {
        const make = messageMaker({
          db: options.store.read,
          mail: options.mail,
          now: () => options.clock.now(),
        });
        return await planMails(session, createIds(options.clock).next(), thisMachine(), {
          channels: [
            emailChannel({ settings: by.smtp ?? lookedAt, clock: options.clock }),
            ...otherChannels(
              { webhook: 'only looked at', sms: 'only looked at', ...by.secrets },
              options.clock,
            ),
          ],
          make: (message) => make(message, session),
          log,
        });
      } finally {
        await session.close();
      }
    },
    async sendBy(change) {
      by = { ...by, ...change };
      await drain?.stop();
      drain = drainBy();
    },
    wake: () => drain?.wake(),
    async stop() {
      await pages?.close();
      await choices?.close();
      await drain?.stop();
    },
  };
}

/** By which what would go is looked at where nothing is sent. */
const lookedAt: SmtpSettings = { host: 'localhost', port: 25, security: 'none', login: null, ca: null };

/** Milliseconds that somebody who unsubscribes waits for the company's server at most. */
const pagePatience = 10_000;
