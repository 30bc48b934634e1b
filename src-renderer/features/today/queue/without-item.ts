import type { PutAway, Today } from '../../../../src-preload/contract/today';

/** The queue as it will be once the host has put `key` away: shown at once, replaced by the host's own answer. */
export function withoutItem(today: Today, key: string, state: 'done' | 'snoozed'): Today {
  const items = today.items.filter((item) => item.key !== key);
  if (items.length === today.items.length) return today;
  return {
    ...today,
    items,
    total: today.total - 1,
    doneToday: today.doneToday + (state === 'done' ? 1 : 0),
    snoozed: today.snoozed + (state === 'snoozed' ? 1 : 0),
  };
}

/** The lists of what was put away as they will be once the host has brought `accountId` back. */
export function withoutAway(away: PutAway, accountId: number): PutAway {
  const stays = (item: PutAway['done'][number]) => item.accountId !== accountId;
  return { ...away, done: away.done.filter(stays), snoozed: away.snoozed.filter(stays) };
}
