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
  /** One note alone, by its key. */
  readonly note?: string;
}

const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** As long as a search of contacts may be. */
const longestFind = 200;

export function isAccountTab(value: unknown): value is AccountTabId {
  return accountTabIds.some((id) => id === value);
}

export function readAccountTab(search: Record<string, unknown>): AccountTabSearch {
  const { tab, find, note } = search;
  return {
    ...(isAccountTab(tab) ? { tab } : {}),
    ...(typeof find === 'string' && find.trim() !== '' ? { find: find.slice(0, longestFind) } : {}),
    ...(typeof note === 'string' && isKey.test(note) ? { note } : {}),
  };
}
