import { z } from 'zod';
import type { FailureClass } from '../mail/failure-class';
import type { Carried } from './channel';
import type { Answered } from './post-held';

const saidSchema = z.object({
  code: z.number().int().nullish(),
  message: z.string().nullish(),
  sid: z.string().nullish(),
});

/** Codes that say something of the number it is to go to: it is none, or no phone's. */
const ofNumber: ReadonlySet<number> = new Set([21211, 21214, 21217, 21614]);
/** They sent STOP to the provider itself. */
const stopped = 21610;
/** Of the number or service that it comes from, or of what the account may do: an admin has to mend it. */
const ofAccount: ReadonlySet<number> = new Set([21212, 21408, 21603, 21606, 21659, 21660, 21703]);

/**
 * What the provider's answer means for a message. It promises nothing of one that was asked for twice, so that only an answer which
 * says that it has not taken it lets it be asked again: whatever else comes after the last byte leaves it unknown.
 */
export function smsOutcome(answered: Answered): Carried {
  const { status, isHandedOver, isWithheld, words, retryAfter } = answered;
  if (isWithheld) return { outcome: 'withheld' };
  if (status === null) return failed(isHandedOver ? 'lost' : 'unreached', words, true);
  const { code = null, message, sid } = read(words);
  const reply = [status, code, message ?? sid ?? (code === null ? words : null)].filter(Boolean).join(' ');
  if (status >= 200 && status < 300)
    return isHandedOver
      ? { outcome: 'sent', reply }
      : failed('unreached', 'it answered before it had the whole message', true);
  if (status === 429)
    return { ...failed('temporary', reply, true), ...(retryAfter !== null && { retryAfter }) };
  if (status === 408 || status === 425 || status >= 500)
    return isHandedOver
      ? failed('lost', reply, true)
      : { ...failed('temporary', reply, true), ...(retryAfter !== null && { retryAfter }) };
  if (status === 404 || status === 410) return failed('channel', reply, false);
  if (isOfLogin(status)) return failed('not_now', reply, true);
  return failed(ofCode(code ?? null), reply, false);
}

function ofCode(code: number | null): FailureClass {
  if (code === stopped) return 'unsubscribed';
  if (code !== null && ofNumber.has(code)) return 'address';
  return code !== null && ofAccount.has(code) ? 'not_now' : 'permanent';
}

/** Whatever is sent there, it says the same: it leads elsewhere, or asks for a login. */
function isOfLogin(status: number): boolean {
  return status < 400 || status === 401 || status === 403 || status === 405 || status === 407;
}

function read(words: string): z.infer<typeof saidSchema> {
  try {
    return saidSchema.catch({}).parse(JSON.parse(words));
  } catch {
    return {};
  }
}

function failed(failure: FailureClass, reply: string, isTrouble: boolean) {
  return { outcome: 'failed', failure, reply, isTrouble } as const;
}
