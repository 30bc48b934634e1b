import type { Logger } from 'pino';
import type { InboxStanding } from '../../../src-preload/contract/inbox-account';
import type { DrainSession } from '../../delivery/drain';
import { type Inbox, startInbox } from '../../delivery/inbox/read-inbox';
import { startMailReader } from '../../delivery/inbox/reading/mail-reader';
import { folderMailbox } from '../../delivery/inbox/sources/folder-mailbox';
import { imapMailbox } from '../../delivery/inbox/sources/imap-mailbox';
import type { InboxSettings } from '../../delivery/inbox/sources/inbox-settings';
import type { Mailbox } from '../../delivery/inbox/sources/mailbox';
import type { InboxPositions } from '../../delivery/inbox/sources/positions';
import type { Clock } from '../../ports/clock';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readInboxPosition, writeInboxPosition } from '../../store/sending/inbox-positions';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { thisMachine } from '../../sync/push/sender';

export interface IncomingOptions {
  /** Where what came back is read as this host starts; null: nowhere. */
  readonly inbox: InboxSettings | null;
  readonly store: Store;
  /** A session at the company's database. @throws where there is none */
  readonly open: () => Promise<DrainSession>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds between two looks at most; a minute where not given. */
  readonly lookEvery?: number | undefined;
}

/** What comes back of mails, as long as the host runs. */
export interface Incoming {
  /** Null: nothing is read. */
  standing(): InboxStanding | null;
  /** Reads there from now on; null: nowhere. Resolves when the one before is left. */
  readFrom(inbox: InboxSettings | null): Promise<void>;
  /** Looks now. */
  wake(): void;
  /** What is in hand comes to its end, or is told another time. */
  stop(): Promise<void>;
}

export function startIncoming(options: IncomingOptions): Incoming {
  const { store, open, clock, log, lookEvery } = options;
  const reader = startMailReader();
  const positions = keptPositions(store);
  let current: { readonly mailbox: Mailbox; readonly reading: Inbox } | null = null;

  function begin(settings: InboxSettings | null): void {
    if (settings === null) return;
    const mailbox =
      settings.kind === 'folder' ? folderMailbox(settings, clock) : imapMailbox(settings, positions, clock);
    log.info({ mailbox: mailbox.name }, 'what comes back is read by this runner');
    const reading = startInbox({
      ...{ mailbox, reader, open, clock, log },
      dayOf: (instant) => companyCalendar(store.read).dayOf(instant),
      sender: thisMachine(),
      ...(lookEvery === undefined ? {} : { lookEvery }),
    });
    current = { mailbox, reading };
  }

  async function leave(): Promise<void> {
    const before = current;
    current = null;
    await before?.reading.stop();
  }

  begin(options.inbox);
  return {
    standing: () =>
      current && {
        name: current.mailbox.name,
        isOwn: current.mailbox.isOwn,
        ...current.reading.standing(),
      },
    async readFrom(inbox) {
      await leave();
      begin(inbox);
    },
    wake: () => current?.reading.wake(),
    async stop() {
      await leave();
      reader.end();
    },
  };
}

function keptPositions(store: Store): InboxPositions {
  return {
    read: (mailbox) => readInboxPosition(store.read, mailbox),
    write: (mailbox, number) =>
      writeTransaction(store, 'inbox.position', (tx) => writeInboxPosition(tx, mailbox, number)),
  };
}
