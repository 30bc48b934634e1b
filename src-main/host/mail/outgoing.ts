import type { Logger } from 'pino';
import { addressText, type CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { createSendingJournal } from '../../delivery/journal';
import type { SmtpSettings } from '../../delivery/mail/smtp-settings';
import { StewardError } from '../../lib/steward-error';
import type { Clock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { thisMachine } from '../../sync/push/sender';
import { type Connection, connect } from '../../sync/wire/connect';
import type { MailRoom } from '../../work/templates/mail-room';
import { openChoicesDoor } from '../public/mail-choices';
import { openPublicDoor } from '../public/public-door';
import { drainMail } from './drain-mail';

export interface OutgoingOptions {
  /** The company's mail server, where this host may send by it; null: messages wait for another runner. */
  readonly smtp: SmtpSettings | null;
  /** host:port where those who got a mail unsubscribe, behind the company's own proxy; null: nowhere. */
  readonly publicPlace: string | null;
  readonly store: Store;
  readonly mail: MailRoom;
  /** As whom this host comes, with the password; null while no company is connected. */
  readonly address: () => CompanyAddress | null;
  /** Whether the copy is locked: then nothing is read of it. */
  readonly isLocked: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where mails leave this host, and where those who got them come back to. */
export interface Outgoing {
  /** Where the pages are; null: nowhere. */
  readonly publicAddress: string | null;
  /** Looks now whether something is due. */
  wake(): void;
  /** Lets those end that are under way. */
  stop(): Promise<void>;
}

/** Over sessions of its own beside sync's. @throws StewardError `invalid_input` where the pages can't be where they should */
export async function startOutgoing(options: OutgoingOptions): Promise<Outgoing> {
  const { smtp, publicPlace, address, isLocked, log } = options;
  async function open(silenceTimeout?: number): Promise<Connection> {
    const company = address();
    if (company === null || isLocked())
      throw new StewardError('not_ready', 'No company is connected, or the copy is locked.');
    return connect({
      url: addressText(company, company.password),
      ...(silenceTimeout === undefined ? {} : { silenceTimeout }),
    });
  }
  const journal = createSendingJournal(options.store, thisMachine(), options.clock);
  const choices =
    publicPlace === null
      ? null
      : openChoicesDoor({
          open: () => open(pagePatience),
          onChosen: (session) => journal.follow(session),
          log,
        });
  const pages =
    publicPlace === null || choices === null
      ? null
      : await openPublicDoor({ place: publicPlace, door: choices, log });
  if (pages !== null) log.info({ pages: pages.address }, 'pages to unsubscribe are answered');
  const drain = smtp === null ? null : drainMail({ ...options, smtp, open, journal });
  return {
    publicAddress: pages?.address ?? null,
    wake: () => drain?.wake(),
    async stop() {
      await pages?.close();
      await choices?.close();
      await drain?.stop();
    },
  };
}

/** Milliseconds that somebody who unsubscribes waits for the company's server at most. */
const pagePatience = 10_000;
