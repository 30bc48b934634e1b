import type { TodayItem } from '../../../../src-preload/contract/today';

/** Where a decision that came back is decided, among those of Monitor. */
export const decisionsAbout = (accountId: number) => `/monitor?about=${accountId}`;

/** Where a row opens: where what presses most is decided. */
export function placeOf({ kind, accountId }: Pick<TodayItem, 'kind' | 'accountId'>): string {
  return kind === 'set_back' ? decisionsAbout(accountId) : `/accounts/${accountId}`;
}
