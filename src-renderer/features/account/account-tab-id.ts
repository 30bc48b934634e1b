export const accountTabIds = [
  'health',
  'risk',
  'usage',
  'contacts',
  'support',
  'surveys',
  'subscription',
] as const;
export type AccountTabId = (typeof accountTabIds)[number];

/** What the address of an account carries: the tab to begin with. */
export interface AccountTabSearch {
  readonly tab?: AccountTabId;
}

export function isAccountTab(value: unknown): value is AccountTabId {
  return accountTabIds.some((id) => id === value);
}

export function readAccountTab(search: Record<string, unknown>): AccountTabSearch {
  return isAccountTab(search['tab']) ? { tab: search['tab'] } : {};
}
