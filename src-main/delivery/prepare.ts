import type { Logger } from 'pino';
import type { Channel, Packed, Said } from './channels/channel';
import type { ClaimedMessage } from './sending-door';

/** What a message says, or why this runner, or nobody, can make it. */
export type Made =
  | { readonly kind: 'made'; readonly mail: Said }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'not_here'; readonly words: string };

export interface Preparing {
  readonly channels: readonly Channel[];
  readonly make: (message: ClaimedMessage) => Promise<Made>;
  readonly log: Logger;
}

/** Makes a message that was claimed, and gives it the form in which its channel carries it; nothing of it is sent. */
export async function prepare({ channels, make, log }: Preparing, message: ClaimedMessage): Promise<Packed> {
  const channel = channels.find(({ name }) => name === message.channel);
  if (channel === undefined)
    return { failure: 'not_now', words: `this runner sends nothing by ${message.channel}` };
  try {
    const made = await make(message);
    if (made.kind === 'refused') return { failure: 'content', words: made.words };
    if (made.kind === 'not_here') return { failure: 'not_now', words: made.words };
    return await channel.pack(message, made.mail);
  } catch (error) {
    log.error({ err: error, run: message.run_id }, 'a message could not be made');
    return { failure: 'not_now', words: 'it could not be made here' };
  }
}
