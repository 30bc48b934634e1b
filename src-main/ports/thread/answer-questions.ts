import { parentPort } from 'node:worker_threads';
import type { Said } from './killable-thread';

/** The other side of a `KillableThread`, called once when all is read that answering needs. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  const say = (said: Said<Answer>) => parentPort?.postMessage(said);
  parentPort?.on('message', async (question: Question) => say({ answer: await answer(question) }));
  say({ ready: true });
}
