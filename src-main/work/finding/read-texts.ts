import { counted } from '../../../src-preload/contract/words';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { JobsHandle } from '../../jobs/start-jobs';
import { turnSchema } from '../../jobs/turns';
import type { Work, WorkContext } from '../../jobs/work';
import { areUnderWay } from '../../store/jobs/job-rows';
import { catchUp, nextBehind } from '../../store/texts/texts-behind';
import type { ReadDb } from '../../store/types';
import { bulkTransaction } from '../../store/write-transaction';

/** Reads the texts of rows that a load brought, a little at a time. One that was cut off goes on where it was. */
function* readTexts({ store, sliceMilliseconds }: WorkContext): Work {
  const chunk = createChunkSize(sliceMilliseconds);
  let rows = 0;
  for (let table = nextBehind(store.read); table !== null; table = nextBehind(store.read)) {
    const source = table;
    const started = performance.now();
    rows += bulkTransaction(store, 'texts.catch up', (tx) => catchUp(tx, source, chunk.size));
    chunk.took(performance.now() - started);
    yield;
  }
  return `Texts of ${counted(rows, 'row')} are found by their words.`;
}

export const readTextsJob = defineJob({
  kind: 'texts',
  title: 'Read what was written',
  payload: turnSchema,
  priority: priorities.past,
  makesStale: [],
  work: readTexts,
});

/** After a load, and the first time after an update. */
export function readTextsIfBehind(jobs: Pick<JobsHandle, 'enqueue'>, db: ReadDb, now: number): void {
  if (nextBehind(db) === null || areUnderWay(db, [readTextsJob.kind], now)) return;
  jobs.enqueue(readTextsJob, {}, readTextsJob.priority);
}
