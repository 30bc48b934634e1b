import { answerQuestions } from '../../../src-main/ports/thread/answer-questions';

/** Says what it is asked, unless it is asked to hang, to fill the memory or to fall. */
answerQuestions((question: string) => {
  if (question === 'hang') while (true);
  if (question === 'fill') for (const all: number[][] = []; ; ) all.push(new Array(1_000_000).fill(1.5));
  if (question === 'fall') process.exit(1);
  return `said ${question}`;
});
