import { z } from 'zod';
import { errorCode } from '../lib/error-code';
import type { Clock } from '../ports/clock';
import {
  forgetMemoriesBefore,
  forgetMemory,
  keepMemories,
  type Memory,
  noteSent,
  readFollowed,
  readMemories,
  readPutBack,
  writeFollowed,
  writePutBack,
} from '../store/sending/journal';
import type { Store } from '../store/types';
import { writeTransaction } from '../store/write-transaction';
import type { ClaimedMessage, DoorSession } from './sending-door';

/**
 * What this runner remembers of sending, in its own store: when the company's database was restored from a dump, it puts that back before
 * anything is sent, so that no message goes twice and nobody's word is forgotten.
 */
export interface SendingJournal {
  /** Written down before the last byte may go. @throws where it can't be: then nothing goes */
  inHand(message: ClaimedMessage): void;
  /** The mail server took it. */
  sent(message: ClaimedMessage): void;
  /** Nothing of it was sent. */
  letGo(message: ClaimedMessage): void;
  /** Takes in what others sent, and what contacts and the team said, since the last time. */
  follow(session: DoorSession): Promise<void>;
  /** Tells a restored company all of it, once. @throws where that can't be done now: then nothing may be claimed */
  putBack(session: DoorSession): Promise<void>;
}

/** Milliseconds. */
const kept = 90 * 24 * 3_600_000;
/** What commits late has an earlier time than what was read before it; a transaction takes no longer. */
const overlap = 2 * 60_000;
const most = 500;

const recalledSchema = z.object({
  outcome: z.enum(['recalled', 'none', 'refused', 'later']),
  stop: z.string().optional(),
});

export function createSendingJournal(
  store: Pick<Store, 'db' | 'read'>,
  sender: { readonly machine: string; readonly app: string },
  clock: Clock,
): SendingJournal {
  const keyOf = ({ run_id }: ClaimedMessage) => `run/${run_id}`;

  async function recall(session: DoorSession, remembered: readonly object[], isLast: boolean) {
    const [row] = await session.query<{ answer: unknown }>(
      'select customer_success.recall_sending($1, $2, $3) as answer',
      [JSON.stringify(remembered), JSON.stringify(sender), isLast],
    );
    return recalledSchema.parse(row?.answer);
  }

  /** A company of before has no such function. @returns what it answers, or null */
  async function whereKnown<T>(task: Promise<T>): Promise<T | null> {
    try {
      return await task;
    } catch (error) {
      if (errorCode(error) === '42883') return null;
      throw error;
    }
  }

  return {
    inHand(message) {
      const { memory, seal } = message;
      if (memory === null || seal === null) return;
      const entry: Memory = { key: keyOf(message), at: clock.now(), memory, seal };
      writeTransaction(store, 'sending.in hand', (tx) => keepMemories(tx, [entry]));
    },
    sent: (message) => writeTransaction(store, 'sending.sent', (tx) => noteSent(tx, keyOf(message))),
    letGo: (message) => writeTransaction(store, 'sending.let go', (tx) => forgetMemory(tx, keyOf(message))),
    async follow(session) {
      for (;;) {
        const since = readFollowed(store.read);
        const rows = await whereKnown(
          session.query<Memory>(
            `select key, floor(extract(epoch from at) * 1000)::float8 as at, memory, seal
               from customer_success.remember_sending(to_timestamp($1::float8 / 1000))`,
            [since === null ? clock.now() - kept : since - overlap],
          ),
        );
        const last = rows?.at(-1)?.at;
        if (rows === null || last === undefined) return;
        writeTransaction(store, 'sending.follow', (tx) => {
          keepMemories(tx, rows);
          forgetMemoriesBefore(tx, clock.now() - kept);
          if (since === null || last > since) writeFollowed(tx, last);
        });
        if (since !== null && last <= since) return;
      }
    },
    async putBack(session) {
      const asked = await whereKnown(recall(session, [], false));
      if (asked === null || asked.outcome === 'none' || asked.outcome === 'refused') return;
      if (asked.outcome === 'later' || asked.stop === undefined)
        throw new Error('the company can’t be told of what was sent just now');
      if (readPutBack(store.read) === asked.stop) return;
      for (let after = ''; ; ) {
        const memories = readMemories(store.read, after, most);
        const isLast = memories.length < most;
        const told = memories.map(({ memory, seal, wasSent }) => ({ memory, seal, sent: wasSent }));
        const { outcome } = await recall(session, told, isLast);
        if (outcome !== 'recalled') throw new Error('the company took up only a part of what was sent');
        if (isLast) break;
        after = memories.at(-1)?.key ?? after;
      }
      const { stop } = asked;
      writeTransaction(store, 'sending.put back', (tx) => writePutBack(tx, stop));
    },
  };
}
