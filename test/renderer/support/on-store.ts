import type { Store } from '../../../src-main/store/types';
import { apiOnStore } from '../../support/api-on-store';
import { answering } from './in-document';

/** Has every call answered by the procedures themselves, on a store. @returns how to end them */
export function answerFrom(store: Store): () => Promise<void> {
  const api = apiOnStore(store, '');
  answering.call = api.call;
  return () => api.finishJobs();
}
