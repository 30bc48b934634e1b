import { answerQuestions } from '../../../ports/thread/answer-questions';
import { type ReadMail, readMail } from './read-mail';

export interface MailQuestion {
  readonly source: Uint8Array;
  /** On which it came in, since 1970. */
  readonly day: number;
}

/** Null: it can’t be read. */
export type MailAnswer = ReadMail | null;

/** A thread of its own: what hangs here is ended with it. */
answerQuestions(
  ({ source, day }: MailQuestion): Promise<MailAnswer> => readMail(source, day).catch(() => null),
);
