export const accountTabIds = [
  'health',
  'risk',
  'usage',
  'ctas',
  'milestones',
  'contacts',
  'timeline',
  'notes',
  'messages',
  'support',
  'surveys',
  'subscription',
  'rewards',
  'details',
] as const;
export type AccountTabId = (typeof accountTabIds)[number];

/** What the address of an account carries: the tab to begin with, and whom to look for among the contacts. */
export interface AccountTabSearch {
  readonly tab?: AccountTabId;
  readonly find?: string;
}

/** As long as a search of contacts may be. */
const longestFind = 200;

export function isAccountTab(value: unknown): value is AccountTabId {
  return accountTabIds.some((id) => id === value);
}

export function readAccountTab(search: Record<string, unknown>): AccountTabSearch {
  const { tab, find } = search;
  return {
    ...(isAccountTab(tab) ? { tab } : {}),
    ...(typeof find === 'string' && find.trim() !== '' ? { find: find.slice(0, longestFind) } : {}),
  };
}
