import type { Logger } from 'pino';
import type { InboxStanding } from '../../../src-preload/contract/inbox-account';
import { errorMessage } from '../../lib/error-message';
import { createBreaker } from '../../ports/breaker';
import type { Clock } from '../../ports/clock';
import { watchClock } from '../clock-watch';
import type { DrainSession } from '../drain';
import { createInboxDoor, type InboxDoor } from './inbox-door';
import type { MailReader } from './reading/mail-reader';
import type { ReadMail } from './reading/read-mail';
import { type Mailbox, MailboxTrouble, type OpenMailbox, pauseUntil } from './sources/mailbox';

/** How the mailbox is read. */
type Reading = Omit<InboxStanding, 'name' | 'isOwn'>;

export interface InboxOptions {
  readonly mailbox: Mailbox;
  readonly reader: Pick<MailReader, 'read'>;
  /** A new session at the company's database, which is ended here; @throws where the company can't be reached */
  readonly open: () => Promise<DrainSession>;
  /** The company's day of an instant, since 1970. */
  readonly dayOf: (instant: number) => number;
  readonly sender: { readonly machine: string; readonly app: string };
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds to look again where nothing says that something came; 60,000 where not given. */
  readonly lookEvery?: number;
  /** Milliseconds until what the company could not take is told again, the first time; 5,000 where not given. */
  readonly tellAgain?: number;
}

export interface Inbox {
  standing(): Reading;
  /** Looks now, also where it is left in peace. */
  wake(): void;
  stop(): Promise<void>;
}

/** A mailbox that can't be read is left in peace for longer and longer, up to this; and so at once where a login is refused. */
const longestPeace = 15 * 60_000;
const longestUntold = 5 * 60_000;

class NotTold extends Error {}

/**
 * Reads a mailbox for as long as it runs, and tells the company of each mail what it is. Several may read the same: what is told twice is
 * known, and nothing depends on who was first.
 */
export function startInbox(options: InboxOptions): Inbox {
  const { mailbox, log, clock, lookEvery = 60_000, tellAgain = 5_000 } = options;
  const breaker = createBreaker({
    name: 'The mailbox',
    isOutage: (error) => error instanceof MailboxTrouble,
    pauseAfter: (failures) => Math.min(longestPeace, 30_000 * 2 ** (failures - 5)),
    clock,
  });
  const ending = new AbortController();
  let waking = new AbortController();
  let isAsked = false;
  let standing: Reading = {
    ...{ lookedAt: null, trouble: null, untold: null },
    ...{ about: 0, other: 0, unreadable: 0 },
  };
  let under: OpenMailbox | null = null;
  /** Whoever waits for an answer hears that there is none. */
  const breakOff = () => void under?.close().catch(() => undefined);
  // Over a line of before a machine that slept may wait for long.
  const endWatch = watchClock(clock, breakOff);
  const count = (what: 'about' | 'other' | 'unreadable') => {
    standing = { ...standing, [what]: standing[what] + 1 };
  };

  /** Until then, or until somebody asks for a look. */
  async function rest(wait: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await wait(AbortSignal.any([ending.signal, waking.signal]));
    waking = new AbortController();
  }

  async function look(opened: OpenMailbox): Promise<void> {
    const company = openedOnce(options);
    try {
      for await (const found of opened.mails()) {
        if (ending.signal.aborted) return;
        const mail = await options.reader.read(found.source, options.dayOf(found.at));
        const isAbout = mail !== null && (await tell(company.door, mail, found.at));
        count(mail === null ? 'unreadable' : isAbout ? 'about' : 'other');
        if (mail === null) log.warn({ mailbox: mailbox.name }, 'a mail could not be read');
        await found.handled(isAbout);
      }
      standing = { ...standing, lookedAt: clock.now(), trouble: null, untold: null };
    } finally {
      await company.close();
    }
  }

  /** @returns whether it is about a message @throws NotTold where the company can't take it now */
  async function tell(company: () => Promise<InboxDoor>, mail: ReadMail, at: number): Promise<boolean> {
    const { kind, named } = mail;
    const { isOwn } = mailbox;
    // Of somebody's own mailbox nothing leaves this machine but what is about a message.
    if (kind === null || (isOwn && named.tokens.length + named.messageIds.length === 0)) return false;
    const door = await company();
    if (isOwn && !(await door.isAboutMessage(named))) return false;
    const told = await door.cameIn({ mail: { ...mail, kind }, at, isOwn });
    log.info({ kind, outcome: told.outcome, did: told.did }, 'a mail came in');
    if (told.outcome === 'later') throw new NotTold('the company can’t take a mail now');
    if (told.outcome === 'refused' && told.reason === 'role')
      throw new MailboxTrouble(
        'this login may not tell the company of mails: a manager may, and who has the duty of a runner',
        true,
      );
    return told.outcome === 'taken' || told.outcome === 'known';
  }

  /** As long as it can be read. What the company can't take is no fault of the mailbox, which stays open meanwhile. */
  async function readOn(opened: OpenMailbox): Promise<void> {
    let untold = 0;
    while (!ending.signal.aborted) {
      try {
        await look(opened);
        untold = 0;
        await rest((signal) => opened.changed(lookEvery, signal));
      } catch (error) {
        if (error instanceof MailboxTrouble || ending.signal.aborted) throw error;
        untold += 1;
        standing = { ...standing, untold: errorMessage(error) };
        log.warn({ mailbox: mailbox.name, err: errorMessage(error) }, 'the company was not told of a mail');
        const wait = Math.min(longestUntold, tellAgain * 2 ** Math.min(untold - 1, 10));
        await rest((signal) => pauseUntil(wait, signal));
      }
    }
  }

  /** @returns milliseconds until it is opened again */
  async function once(): Promise<number> {
    try {
      const ask = isAsked ? breaker.probe : breaker.ask;
      isAsked = false;
      const opened = await ask(() => mailbox.open(ending.signal));
      under = opened;
      await readOn(opened).finally(() => opened.close().catch(() => undefined));
      return 0;
    } catch (error) {
      if (ending.signal.aborted) return 0;
      log.warn({ mailbox: mailbox.name, err: errorMessage(error) }, 'a mailbox could not be read');
      if (error instanceof MailboxTrouble) standing = { ...standing, trouble: error.message };
      if (error instanceof MailboxTrouble && error.isRefused) return longestPeace;
      const { retryAt } = breaker.state();
      return retryAt === null ? Math.min(lookEvery, 10_000) : Math.max(1_000, retryAt - clock.now());
    }
  }

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      const wait = await once();
      await rest((signal) => pauseUntil(wait, signal));
    }
  }

  const running = loop();
  return {
    standing: () => standing,
    wake() {
      isAsked = true;
      waking.abort();
    },
    async stop() {
      ending.abort();
      endWatch();
      breakOff();
      await running;
    },
  };
}

/** A session at the company that is opened by the first question, for there is mostly none. */
function openedOnce({ open, sender }: Pick<InboxOptions, 'open' | 'sender'>) {
  let session: DrainSession | null = null;
  return {
    async door(): Promise<InboxDoor> {
      session ??= await open();
      return createInboxDoor(session, sender);
    },
    async close(): Promise<void> {
      await session?.close().catch(() => undefined);
    },
  };
}
