import type { FailureClass } from '../../mail/failure-class';
import type { Carried } from '../channel';
import type { Answered } from '../post-held';

type Failed = Extract<Carried, { outcome: 'failed' }>;

/** The browser is subscribed no more. */
export function isGone({ status }: Answered): boolean {
  return status === 404 || status === 410;
}

/** What the answer of one push service means for the message to that browser. */
export function pushOutcome(answered: Answered): Carried {
  const { status, isHandedOver, isWithheld, words, retryAfter } = answered;
  if (isWithheld) return { outcome: 'withheld' };
  if (status === null) return failed(isHandedOver ? 'lost' : 'unreached', words, true);
  const reply = words === '' ? String(status) : `${status} ${words}`;
  if (status >= 200 && status < 300)
    return isHandedOver
      ? { outcome: 'sent', reply }
      : failed('unreached', 'it answered before it had the whole message', true);
  // Each says that it has not taken it.
  if (status === 429 || status === 503)
    return { ...failed('temporary', reply, true), ...(retryAfter !== null && { retryAfter }) };
  if (status === 408 || status === 425 || status >= 500)
    return failed(isHandedOver ? 'lost' : 'temporary', reply, true);
  // It leads elsewhere, or takes nothing by this key.
  if (status < 400 || status === 401 || status === 403 || status === 407)
    return failed('not_now', reply, true);
  return failed('permanent', reply, false);
}

/** What is said of a message whose browsers all failed: first what keeps it from going twice, then what lets it go once more. */
const weight: readonly FailureClass[] = ['lost', 'temporary', 'unreached', 'not_now', 'permanent'];

/** One message to several browsers is sent where one of them got it. */
export function togetherOf(each: readonly Carried[]): Carried {
  const sent = each.find(({ outcome }) => outcome === 'sent');
  if (sent !== undefined) return sent;
  const failures = each.filter((one): one is Failed => one.outcome === 'failed');
  const [worst] = failures.toSorted((a, b) => weight.indexOf(a.failure) - weight.indexOf(b.failure));
  return worst ?? failed('permanent', 'no browser is subscribed any more', false);
}

function failed(failure: FailureClass, reply: string, isTrouble: boolean): Failed {
  return { outcome: 'failed', failure, reply, isTrouble };
}
