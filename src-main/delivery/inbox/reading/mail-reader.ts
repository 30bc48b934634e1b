import { killableThread } from '../../../ports/thread/killable-thread';
import type { MailAnswer, MailQuestion } from './mail-parser';
import type { ReadMail } from './read-mail';

export interface MailReader {
  /** @param day on which it came in, since 1970 @returns null for what can’t be read, or takes too long or too much memory */
  read(source: Uint8Array, day: number): Promise<ReadMail | null>;
  end(): void;
}

const usualLimits = { startWithin: 30_000, answerWithin: 5_000, megabytes: 128 };

/** Reads in a thread that starts with the first mail, and is ended and started anew where one hangs: anybody may write to a mailbox. */
export function startMailReader(limits = usualLimits): MailReader {
  const thread = killableThread<MailQuestion, MailAnswer>({
    folder: import.meta.dirname,
    file: 'mail-parser',
    ...limits,
  });
  return {
    async read(source, day) {
      const said = await thread.ask({ source, day });
      return said.kind === 'answer' ? said.answer : null;
    },
    end: thread.end,
  };
}
