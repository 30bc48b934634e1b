import type { IncomingKind, ReplyHint } from '../../../../src-preload/contract/interventions/incoming-kinds';
import type { IncomingMail } from '../reading/incoming-mail';
import { isAutomatic } from './automatic';
import { saysAway, saysLeft, saysUnsubscribe } from './away-words';
import { deliveryReport, oneLine, type Undelivered } from './delivery-report';
import { isOwnId, type Named, namesOfOurs, ownHeader } from './names-of-ours';
import { newWords } from './new-words';
import { plainBounce } from './plain-bounce';
import { untilDay } from './until-day';

/** What a mail is, and what is kept of it. */
export interface Classified {
  /** Null: nothing that is looked for: a message that arrived, one of the company’s own. */
  readonly kind: IncomingKind | null;
  readonly named: Named;
  /** Of what did not arrive (RFC 3463). */
  readonly status: string | null;
  /** What the mail server said of it. */
  readonly said: string | null;
  /** Whom it names as those that were not reached. */
  readonly addresses: readonly string[];
  /** Of somebody who is away: since 1970. */
  readonly untilDay: number | null;
  readonly hint: ReplyHint | null;
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
  /** What somebody wrote, without what they quote; of a mail server nothing. */
  readonly words: string;
}

/** @param day on which it came in, since 1970 */
export function classifyMail(mail: IncomingMail, day: number): Classified {
  const bare = {
    named: namesOfOurs(mail),
    from: mail.from,
    subject: oneLine(mail.subject),
    ...{ status: null, said: null, addresses: [], untilDay: null, hint: null, words: '' },
  };
  if (mail.headers.has(ownHeader)) return { kind: null, ...bare };
  if (mail.reports.some(({ kind }) => kind === 'feedback')) return { ...bare, kind: complaintOf(mail) };
  const report = deliveryReport(mail);
  if (report === 'arrived') return { kind: null, ...bare };
  const undelivered = report ?? plainBounce(mail);
  if (undelivered !== null) return { ...bare, ...shortened(undelivered) };
  if (isOwnId(mail.id)) return { kind: null, ...bare };
  const words = newWords(mail.text);
  if (!isAutomatic(mail)) return { ...bare, kind: 'reply', words, hint: hintOf(words) };
  if (mail.reports.length > 0) return { kind: null, ...bare };
  const told = `${mail.subject}\n${words}`;
  if (saysLeft(words)) return { ...bare, kind: 'gone', words };
  if (saysAway(told)) return { ...bare, kind: 'out_of_office', words, untilDay: untilDay(told, day) };
  return { ...bare, kind: 'automatic', words };
}

/** RFC 5965: what is no spam, or only wants out of a list, is told in other ways. */
function complaintOf({ reports }: IncomingMail): 'complaint' | null {
  const told = reports.find(({ kind }) => kind === 'feedback')?.fields ?? '';
  return /^feedback-type:\s*(abuse|fraud|virus|other)\b/im.test(told) ? 'complaint' : null;
}

function shortened({ kind, status, said, addresses }: Undelivered) {
  return { kind, status, said, addresses: [...new Set(addresses)].slice(0, 20) };
}

function hintOf(words: string): ReplyHint | null {
  if (saysLeft(words)) return 'left';
  return saysUnsubscribe(words) ? 'unsubscribe' : null;
}
