import { Worker } from 'node:worker_threads';
import type { ConnectionOptions } from './connection';

/**
 * Looks at every page of an open store in a thread of its own.
 * @param thread built file of `check-thread`
 * @returns whether it is sound. Rejects when that couldn't be found out.
 */
export function isSoundBehind(thread: string, { file, key }: ConnectionOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: { file, key } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the check of the store ended without an answer')));
    // Nobody waits for it when the app closes.
    worker.unref();
  });
}
