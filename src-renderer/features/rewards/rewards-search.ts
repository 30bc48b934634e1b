import { type LedgerKind, ledgerKinds } from '../../../src-preload/contract/rewards/rewards';

export const rewardTabs = ['redemptions', 'ledger', 'catalogue', 'program'] as const;
export type RewardTab = (typeof rewardTabs)[number];

/** What the address of the room carries. */
export interface RewardSearch {
  readonly show?: RewardTab;
  readonly kinds?: readonly LedgerKind[];
}

export function readRewardSearch(search: Record<string, unknown>): RewardSearch {
  const show = rewardTabs.find((one) => one === search['show']);
  const asked: unknown[] = Array.isArray(search['kinds']) ? search['kinds'] : [];
  const kinds = ledgerKinds.filter((kind) => asked.includes(kind));
  return { ...(show === undefined ? {} : { show }), ...(kinds.length === 0 ? {} : { kinds }) };
}
