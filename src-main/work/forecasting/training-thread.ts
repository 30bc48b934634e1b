import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Lesson } from '../../engines/risk/churn/learn-churn';
import { StewardError } from '../../lib/steward-error';
import { packLesson, type TrainingNews } from './training-message';

export interface TrainingThread {
  /**
   * What the thread tells next: steps, and at last what it learned.
   * @throws StewardError when it broke
   */
  news(): Promise<TrainingNews>;
  /** Ends the thread at once, whatever it is doing. */
  end(): void;
}

/** Columns lie outside of this; what fitting makes of them is small. */
const mostMegabytes = 1024;

/** Learns a churn model in a thread of its own. The lesson's columns go with it and are empty here afterwards. */
export function startTraining(lesson: Lesson): TrainingThread {
  const { packed, transfer } = packLesson(lesson);
  const worker = startWorker({
    name: 'training',
    workerData: packed,
    transferList: transfer,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  const told: TrainingNews[] = [];
  let broken: StewardError | null = null;
  let heard = () => {};
  worker.on('message', (news: TrainingNews) => {
    told.push(news);
    heard();
  });
  worker.once('error', (error) => breakOff(brokenBy(error)));
  // After a message that ends it, or an error that was told already, this says nothing new.
  worker.once('exit', () => breakOff(brokenBy(new Error('the thread ended without a result'))));

  function breakOff(error: StewardError): void {
    broken ??= error;
    heard();
  }

  return {
    async news() {
      while (true) {
        const next = told.shift();
        if (next !== undefined) return next;
        if (broken !== null) throw broken;
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
    end() {
      void worker.terminate();
    },
  };
}

function brokenBy(cause: Error): StewardError {
  const words =
    'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'Learning from the past took more memory than it may have.'
      : 'Learning from the past ended unexpectedly; the log has the details.';
  return new StewardError('internal', words, undefined, { cause });
}

/** The built file stands beside this one. Sources that run themselves, in tests and tools, need their loader there too. */
function startWorker(options: WorkerOptions): Worker {
  const folder = import.meta.dirname;
  if (!import.meta.filename.endsWith('.ts')) return new Worker(join(folder, 'training-worker.js'), options);
  const loader = join(folder, '..', '..', '..', 'tools', 'run-ts.mjs');
  return new Worker(loader, { ...options, argv: [join(folder, 'training-worker.ts')] });
}
