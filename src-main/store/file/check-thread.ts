import { parentPort, workerData } from 'node:worker_threads';
import { type ConnectionOptions, openFile } from './connection';
import { isWhole, saysDamaged } from './is-whole';

// A thread of its own: looking at every page of a large store takes seconds, and the host answers screens meanwhile.
parentPort?.postMessage(isWholeStore(workerData as ConnectionOptions));

function isWholeStore(options: ConnectionOptions): boolean {
  const client = openFile(options, 'read');
  try {
    return isWhole(client);
  } catch (error) {
    if (saysDamaged(error)) return false;
    throw error;
  } finally {
    client.close();
  }
}
