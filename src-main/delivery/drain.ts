import type { Logger } from 'pino';
import type { MessageChannel } from '../../src-preload/contract/channels';
import type { Clock } from '../ports/clock';
import type { Channel } from './channels/channel';
import { emailChannel } from './channels/email';
import { watchChannels } from './channels/watch-channels';
import { watchClock } from './clock-watch';
import { deliver } from './deliver';
import type { SendingJournal } from './journal';
import { type SmtpPatience, usualPatience } from './mail/send-over-smtp';
import type { SmtpSettings } from './mail/smtp-settings';
import type { Made } from './prepare';
import {
  type ClaimAnswer,
  type ClaimedMessage,
  createSendingDoor,
  type DoorSession,
  type SendingDoor,
} from './sending-door';
import { sideSessions } from './side-sessions';
import { sendTestMails } from './test-mails';

/** A session at the company's database, which drain ends. */
export interface DrainSession extends DoorSession {
  close(): Promise<void>;
}

export interface DrainOptions {
  /** The mail server; null: this runner sends no mail. */
  readonly settings: SmtpSettings | null;
  /** By what else it sends. */
  readonly others?: readonly Channel[];
  /** A new session; @throws where the company can't be reached */
  readonly open: () => Promise<DrainSession>;
  readonly make: (message: ClaimedMessage, session: DoorSession) => Promise<Made>;
  /** What this runner remembers of sending. */
  readonly journal: SendingJournal;
  /** Of this run of the app. */
  readonly host: string;
  readonly sender: { readonly machine: string; readonly app: string };
  readonly clock: Clock;
  readonly log: Logger;
  readonly patience?: SmtpPatience;
  /** Messages that are taken to their servers side by side; 8 where not given. */
  readonly sideBySide?: number;
  /** Sessions at the company's database while there is much to send; 4 where not given. */
  readonly mostSessions?: number;
  /** Milliseconds to look again after nothing was due, or nothing answered; 3,000 where not given. */
  readonly lookEvery?: number;
}

export interface Drain {
  /** Looks now. */
  wake(): void;
  /** Claims no more, and lets those end that are under way; what takes longer than so many milliseconds is broken off. */
  stop(patience?: number): Promise<void>;
}

/** Milliseconds: who may no longer, or has another password by now, is met by then. */
const sessionLife = 60_000;

/**
 * Drains the company's messages for as long as it runs: claims what is due, sends it, writes down how it ended. Several may, on
 * several machines.
 */
export function startDrain(options: DrainOptions): Drain {
  const { settings, clock, log, lookEvery = 3_000, sideBySide = 8, mostSessions = 4 } = options;
  const patience = options.patience ?? usualPatience;
  const channels: readonly Channel[] = [
    ...(settings === null ? [] : [emailChannel({ settings, clock, patience })]),
    ...(options.others ?? []),
  ];
  const watched = watchChannels(channels, clock);
  let isStopping = false;
  let breakOff = new AbortController();
  let wakeUp: () => void = () => undefined;
  const endWatch = watchClock(clock, (milliseconds) => {
    log.warn({ milliseconds }, 'the clock jumped: messages under way are broken off');
    breakOff.abort();
    watched.rest();
    breakOff = new AbortController();
  });

  async function pause(milliseconds: number): Promise<void> {
    if (isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Until nothing is due. @returns milliseconds until something may be */
  async function work(opened: DrainSession): Promise<number> {
    const session = sideSessions(opened, options.open, mostSessions, log);
    const underWay = new Set<Promise<unknown>>();
    try {
      return await claimAll(session, underWay);
    } finally {
      await Promise.all(underWay);
      watched.rest();
      await session.close();
    }
  }

  async function claimAll(session: DoorSession, underWay: Set<Promise<unknown>>): Promise<number> {
    const door = createSendingDoor(session, options.host, options.sender);
    const { journal } = options;
    await journal.putBack(session);
    if (settings !== null)
      await sendTestMails(session, options.host, options.sender, {
        ...{ settings, clock, log, patience, signal: breakOff.signal },
      });
    let followedAt = Number.NEGATIVE_INFINITY;
    // One looks whether anything is due; where something is, as many are claimed at once as there are sessions for.
    let atOnce = 1;
    while (!isStopping) {
      const { names, most: mostOpen } = watched.open();
      if (names.length === 0 && underWay.size === 0) return watched.peace() ?? lookEvery;
      if (names.length === 0) {
        await Promise.race(underWay);
        continue;
      }
      if (performance.now() - followedAt >= lookEvery) {
        await journal.follow(session);
        followedAt = performance.now();
      }
      const claims = await claimSome(door, names, Math.min(atOnce, mostOpen, sideBySide - underWay.size));
      for (const claim of claims) {
        if (claim.kind !== 'claimed') continue;
        const delivery = deliverGuarded(door, session, claim.message).finally(() =>
          underWay.delete(delivery),
        );
        underWay.add(delivery);
      }
      for (const claim of claims) {
        if (claim.kind === 'unreadable')
          await door.failed(claim.run, 'not_now', 'this runner is older than the message');
        if (claim.kind === 'failed') throw claim.error;
      }
      const ended = claims.find(({ kind }) => kind === 'none' || kind === 'idle');
      if (ended === undefined) {
        atOnce = mostSessions;
        while (underWay.size >= sideBySide) await Promise.race(underWay);
        continue;
      }
      const next = ended.kind === 'none' ? ended.nextIn : null;
      const wait = Math.max(50, Math.min(next ?? lookEvery, lookEvery));
      if (underWay.size === 0) return wait;
      // A mail server may take minutes with one: what comes due meanwhile is looked for.
      await Promise.race([pause(wait), Promise.all(underWay)]);
      if (underWay.size === 0) return 0;
      atOnce = 1;
    }
    return 0;
  }

  /** What others claim is had, also where one is not answered. */
  function claimSome(
    door: SendingDoor,
    names: readonly MessageChannel[],
    count: number,
  ): Promise<(ClaimAnswer | { readonly kind: 'failed'; readonly error: unknown })[]> {
    const one = () => door.claim(names).catch((error: unknown) => ({ kind: 'failed' as const, error }));
    return Promise.all(Array.from({ length: count }, one));
  }

  async function deliverGuarded(
    door: SendingDoor,
    session: DoorSession,
    message: ClaimedMessage,
  ): Promise<void> {
    const work = {
      ...{ door, channels, journal: options.journal, log },
      make: (claimed: ClaimedMessage) => options.make(claimed, session),
      signal: breakOff.signal,
    };
    if (await watched.take(message.channel, () => deliver(work, message))) return;
    // It was claimed, and nobody has tried it: its server is left in peace.
    await door.failed(message, 'not_now', 'its server is left in peace').catch(() => undefined);
  }

  async function loop(): Promise<void> {
    while (!isStopping) {
      let wait = lookEvery;
      let session: DrainSession | null = null;
      try {
        session = await options.open();
        wait = await work(session);
        // One session serves for a while: opening another costs more than looking.
        for (const until = performance.now() + sessionLife; !isStopping && performance.now() < until; ) {
          await pause(wait);
          wait = await work(session);
        }
      } catch (error) {
        log.warn({ err: error }, 'messages could not be drained');
        wait = lookEvery;
      } finally {
        await session?.close().catch(() => undefined);
      }
      await pause(wait);
    }
  }

  const running = loop();
  return {
    wake: () => wakeUp(),
    async stop(patience = 10_000) {
      isStopping = true;
      wakeUp();
      const timer = setTimeout(() => breakOff.abort(), patience);
      await running;
      clearTimeout(timer);
      endWatch();
    },
  };
}
