import type { Attempt } from './send-over-smtp';

/** What intervention_failed is told. */
export type FailureClass =
  | 'unreached'
  | 'temporary'
  | 'permanent'
  | 'address'
  | 'lost'
  | 'content'
  | 'not_now'
  /** Of channels beside mail: where it leads there is nobody any more; nothing goes there until an admin sets it anew. */
  | 'channel'
  /** The provider says that they don't want it. */
  | 'unsubscribed';

/**
 * What an attempt that failed means for its message. Only what the server said of this message or its recipient refuses it;
 * what is wrong with the server, the way there or the login is no fault of the message, which another runner may send.
 */
export function failureClass({ isHandedOver, code, command, reply }: Attempt): FailureClass {
  if (command === 'UTF8') return 'permanent';
  if (code === null) return isHandedOver ? 'lost' : command === 'TLS' ? 'not_now' : 'unreached';
  if (/^(AUTH|STARTTLS)/.test(command)) return 'not_now';
  const isOfMessage = isHandedOver || /^(MAIL|RCPT|DATA)/.test(command);
  if (!isOfMessage) return 'unreached';
  if (code < 500) return 'temporary';
  // The server asks for a login or encryption, or for another sender: so it does for every message.
  if (code === 530 || code === 534 || code === 535 || code === 538) return 'not_now';
  return /^RCPT/.test(command) && isNoAddress(reply) ? 'address' : 'permanent';
}

/** RFC 3463: no such mailbox, no such system, a bad address, a mailbox that was given up, no mail at all there (RFC 7505). */
function isNoAddress(reply: string): boolean {
  return /^\d{3}[ -](5\.1\.(1|2|3|6|10))\b/.test(reply);
}
