import { type Preparing, prepare } from './prepare';
import { type ClaimedMessage, createSendingDoor, type DoorSession } from './sending-door';

/** What would become of a message now. */
export interface PlannedMail {
  readonly run: string;
  /** Of a template, or written for one. */
  readonly of: 'template' | 'person';
  /** Its domain alone, the host of a webhook, or that it is a phone. */
  readonly to: string;
  readonly wouldGo: boolean;
  /** Why not. */
  readonly words: string | null;
}

export interface MailPlan {
  readonly mails: readonly PlannedMail[];
  /** More are due than are told here. */
  readonly isCut: boolean;
  /** Why nothing would go at all; null: nothing speaks against it. */
  readonly stopped: string | null;
  /** Where nothing would go now: milliseconds until the next one is looked at; null: none is known. */
  readonly nextIn: number | null;
}

const most = 200;

/**
 * What would go now, by the same functions that claim it: in a transaction that is taken back, so that nothing is claimed, nothing
 * counts, and nothing is sent. While it lasts others pass over what it looks at.
 */
export async function planMails(
  session: DoorSession,
  host: string,
  sender: { readonly machine: string; readonly app: string },
  work: Preparing,
): Promise<MailPlan> {
  const door = createSendingDoor(session, host, sender);
  const channels = work.channels.map(({ name }) => name);
  const claimed: ClaimedMessage[] = [];
  let [stopped, nextIn]: [string | null, number | null] = [null, null];
  await session.query('begin');
  try {
    while (claimed.length < most) {
      const claim = await door.claim(channels);
      if (claim.kind === 'claimed') claimed.push(claim.message);
      else if (claim.kind === 'idle') stopped = claim.why;
      // What was claimed to look at it would be due again with its lease.
      else if (claim.kind === 'none' && claimed.length === 0) nextIn = claim.nextIn;
      if (claim.kind === 'idle' || claim.kind === 'none') break;
    }
  } finally {
    await session.query('rollback');
  }
  const mails: PlannedMail[] = [];
  for (const message of claimed) {
    const prepared = await prepare(work, message);
    const words = 'failure' in prepared ? prepared.words : null;
    mails.push({
      run: message.run_id,
      of: message.content === null ? 'template' : 'person',
      to: message.channel === 'sms' ? 'a phone' : message.address.slice(message.address.lastIndexOf('@') + 1),
      wouldGo: words === null,
      words,
    });
  }
  return { mails, isCut: claimed.length === most, stopped, nextIn };
}
