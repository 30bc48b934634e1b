import type { FailureClass } from '../mail/failure-class';
import type { Carried } from './channel';
import type { Answered } from './post-held';

/**
 * What an answer over HTTP means for its message. Each bears a key by which a server that was asked twice knows it, so that
 * one which said that it failed is asked again; one that said nothing is not.
 */
export function httpOutcome(answered: Answered): Carried {
  const { status, isHandedOver, isWithheld, words, retryAfter } = answered;
  if (isWithheld) return { outcome: 'withheld' };
  if (status === null) return failed(isHandedOver ? 'lost' : 'unreached', words, { isTrouble: true });
  if (status >= 200 && status < 300)
    return isHandedOver
      ? { outcome: 'sent', reply: said(status, words) }
      : failed('unreached', 'it answered before it had the whole message', { isTrouble: true });
  const reply = said(status, words);
  if (isForLater(status))
    return failed('temporary', reply, {
      isTrouble: true,
      ...(retryAfter === null ? {} : { retryAfter }),
    });
  if (status === 404 || status === 410) return failed('address', reply, { isTrouble: false });
  if (isOfAddress(status)) return failed('not_now', reply, { isTrouble: true });
  return failed('permanent', reply, { isTrouble: false });
}

/** The server, or what is before it, can't take anything just now. */
function isForLater(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Whatever is sent there, it says the same: it leads elsewhere, or asks for a login. */
function isOfAddress(status: number): boolean {
  return status < 400 || status === 401 || status === 403 || status === 405 || status === 407;
}

function said(status: number, words: string): string {
  return words === '' ? String(status) : `${status} ${words}`;
}

function failed(
  failure: FailureClass,
  reply: string,
  more: { readonly isTrouble: boolean; readonly retryAfter?: number },
): Carried {
  return { outcome: 'failed', failure, reply, ...more };
}
