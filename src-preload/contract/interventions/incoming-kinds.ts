/**
 * What came back to a message, as whoever reads the mailbox finds it:
 *   bounced        there is no such address any more
 *   soft           it did not arrive this time: a full mailbox, a server that nobody reached
 *   delayed        it has not arrived yet, and is tried on
 *   blocked        the server takes nothing of this kind, or of this sender
 *   complaint      who got it says that it is unwanted
 *   gone           an answer by itself: they are no longer there
 *   out_of_office  an answer by itself: they are away for a while
 *   automatic      any other answer by itself
 *   reply          somebody wrote back
 */
export const incomingKinds = [
  'bounced',
  'soft',
  'delayed',
  'blocked',
  'complaint',
  'gone',
  'out_of_office',
  'automatic',
  'reply',
] as const;
export type IncomingKind = (typeof incomingKinds)[number];

/** What a reply says besides, as far as words tell: whoever reads it decides. */
export const replyHints = ['left', 'unsubscribe'] as const;
export type ReplyHint = (typeof replyHints)[number];
