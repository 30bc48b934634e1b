import type { MessageChannel } from './channels';
import { mostSegments, smsLength } from './sms-length';
import { counted } from './words';

/** Characters that a chat or the company's product takes at most, and of web push what is left for the words beside the title. */
const most: Readonly<Partial<Record<MessageChannel, number>>> = {
  webhook: 20_000,
  in_app: 20_000,
  web_push: 1_000,
};

/** @returns why words are too long to go by a channel; null: they are not */
export function tooLongFor(channel: MessageChannel, text: string): string | null {
  if (channel === 'sms') {
    const { segments } = smsLength(text);
    return segments > mostSegments ? `it takes ${segments} SMS, and at most ${mostSegments} go` : null;
  }
  const limit = most[channel];
  if (limit === undefined || text.length <= limit) return null;
  return `it has ${counted(text.length, 'character')}, and at most ${limit} go`;
}
