import { counted } from '../../../src-preload/contract/words';
import { readCelebrating } from '../../store/celebrations/read-settings';
import {
  lastCelebration,
  type NewCelebration,
  readCelebrationsAfter,
  readToldCelebration,
  writeToldCelebration,
} from '../../store/celebrations/told';
import { readOwnManager } from '../../store/copy/membership';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import type { DesktopNotice } from '../triggers/tell-owner';

/**
 * What was reached in the login's own accounts, each once: one by one, or in one notice where several were. What was there before this desktop
 * began to tell is no news, nor is what a restored company has again.
 */
export function tellOfCelebrations(store: Store): DesktopNotice[] {
  const last = lastCelebration(store.read);
  const told = readToldCelebration(store.read);
  if (told === last) return [];
  const manager = readOwnManager(store.read);
  const isTold =
    manager !== null && told !== null && told < last && readCelebrating(store.read)?.desktop === true;
  const fresh = isTold ? readCelebrationsAfter(store.read, manager, told) : [];
  writeTransaction(store, 'celebrations.told', (tx) => writeToldCelebration(tx, last));
  return fresh.length === 0 ? [] : [noticeOf(fresh)];
}

function noticeOf(celebrations: readonly NewCelebration[]): DesktopNotice {
  const [first, ...others] = celebrations as [NewCelebration, ...NewCelebration[]];
  if (others.length === 0)
    return {
      title: `“${first.milestone}” reached`.slice(0, 200),
      body: whose(first).slice(0, 500),
      to: `/accounts/${first.organizationId}`,
    };
  const names = [...new Set(celebrations.map(whose))].slice(0, 3);
  const more = celebrations.length > names.length ? ', …' : '';
  return {
    title: counted(celebrations.length, 'milestone reached', 'milestones reached'),
    body: `${names.join(', ')}${more}`.slice(0, 500),
    to: '/celebrations',
  };
}

function whose({ account, contact }: NewCelebration): string {
  return contact === null ? account : `${contact} (${account})`;
}
