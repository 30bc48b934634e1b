import { acceptHeld } from '../../../src-main/sync/pull/accept-held';
import type { Desk } from './desk';

/** What is held for a person's word is agreed to: what counts is what comes of it. */
export async function syncThrough(desk: Desk): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const outcome = await desk.sync();
    if (outcome.kind !== 'held') return;
    acceptHeld(desk.store);
  }
  throw new Error('still held after accepting');
}
