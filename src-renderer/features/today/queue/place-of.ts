import type { TodayItem } from '../../../../src-preload/contract/today';

/** Where a decision that came back is decided, among those of Monitor. */
export const decisionsAbout = (accountId: number) => `/monitor?about=${accountId}`;

/** The note in which the person is mentioned, among those of its account. */
export const noteAbout = (accountId: number, noteId: string) =>
  `/accounts/${accountId}?tab=notes&note=${noteId}`;

/** Where a row opens: where what presses most is decided, or read. */
export function placeOf({
  kind,
  accountId,
  mentionedIn,
}: Pick<TodayItem, 'kind' | 'accountId' | 'mentionedIn'>): string {
  if (kind === 'set_back') return decisionsAbout(accountId);
  if (kind === 'mention' && mentionedIn !== null) return noteAbout(accountId, mentionedIn);
  return `/accounts/${accountId}`;
}
