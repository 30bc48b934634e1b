import { parentPort, workerData } from 'node:worker_threads';
import { learnChurn, stepsOfLearning } from '../../engines/risk/churn/learn-churn';
import { FitError } from '../../engines/risk/model/fit-error';
import { type PackedLesson, type TrainingNews, unpackLesson } from './training-message';

/** Each step that is told is a write to the store; milliseconds. */
const tellEvery = 500;

// A thread of its own: learning takes seconds to minutes, and the host answers screens meanwhile.
try {
  tell(learn(workerData as PackedLesson));
} catch (error) {
  if (!(error instanceof FitError)) throw error;
  tell({ kind: 'unfit', message: error.message });
}

function learn(packed: PackedLesson): TrainingNews {
  const lesson = unpackLesson(packed);
  const total = stepsOfLearning(lesson);
  const work = learnChurn(lesson);
  let done = 0;
  let toldAt = 0;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) {
      const { model, card, proves, serves } = step.value;
      const auc = card.walkForward.auc;
      return {
        kind: 'learned',
        model: JSON.stringify(model),
        card: JSON.stringify(card),
        proves,
        serves,
        auc,
      };
    }
    done += 1;
    if (performance.now() - toldAt < tellEvery) continue;
    toldAt = performance.now();
    tell({ kind: 'step', done, total });
  }
}

function tell(news: TrainingNews): void {
  parentPort?.postMessage(news);
}
