import { makeSignal } from './signal';

/** The quick note that stands open, and the account it was asked for from, where one is meant; null: none. */
export const noteRequest = makeSignal<{ readonly meant: number | null } | null>(null);
