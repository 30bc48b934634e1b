import { counted } from '../../../src-preload/contract/words';
import { readOwnManager } from '../../store/copy/membership';
import { lastFiring, type Notice, readNotices, readTold, writeTold } from '../../store/triggers/notices';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';

/** What is shown on the desktop of whoever has the account. */
export interface DesktopNotice {
  readonly title: string;
  readonly body: string;
  /** The screen that it leads to. */
  readonly to: string;
}

/**
 * What rules have to tell the login of its own accounts, each firing once: one by one, or in one where a rule fired for
 * several. What was there before this desktop began to tell is no news, nor is what a restored company has again.
 */
export function tellOwner(store: Store): DesktopNotice[] {
  const manager = readOwnManager(store.read);
  const last = lastFiring(store.read);
  const told = readTold(store.read);
  if (told === last) return [];
  const notices =
    manager === null || told === null || told > last ? [] : readNotices(store.read, manager, told);
  writeTransaction(store, 'triggers.told', (tx) => writeTold(tx, last));
  return [...Map.groupBy(notices, ({ rule }) => rule).values()].map(noticeOf);
}

function noticeOf(notices: Notice[]): DesktopNotice {
  const [first, ...others] = notices as [Notice, ...Notice[]];
  const title = first.ruleName.slice(0, 200);
  if (others.length === 0)
    return {
      title,
      body: (first.text === '' ? nameOf(first) : `${nameOf(first)}: ${first.text}`).slice(0, 500),
      to: `/accounts/${first.organizationId}${first.contact === null ? '' : `/people/${first.contact.id}`}`,
    };
  const names = notices.slice(0, 3).map(nameOf);
  const noun = first.contact === null ? 'account' : 'contact';
  const more = notices.length > names.length ? ', …' : '';
  return {
    title,
    body: `${counted(notices.length, noun)}: ${names.join(', ')}${more}`.slice(0, 500),
    to: `/rules/${first.rule}`,
  };
}

function nameOf({ account, contact }: Notice): string {
  return contact === null ? account : `${contact.name} (${account})`;
}
