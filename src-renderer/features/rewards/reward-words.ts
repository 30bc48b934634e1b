import type { LedgerKind, Redemption, RewardStage } from '../../../src-preload/contract/rewards/rewards';
import type { BadgeTone } from '../../ui/badge';

export const kindTitles: Readonly<Record<LedgerKind, string>> = {
  award: 'Award',
  redeem: 'Redeemed',
  expire: 'Ran out',
  reverse: 'Taken back',
  debt: 'Debt',
  adjust: 'Correction',
};

export const stageTitles: Readonly<
  Record<RewardStage, { readonly title: string; readonly tone: BadgeTone }>
> = {
  proposed: { title: 'To approve', tone: 'middle' },
  approved: { title: 'Approved', tone: 'healthy' },
  refused: { title: 'Refused', tone: 'none' },
  withdrawn: { title: 'Withdrawn', tone: 'none' },
  reversed: { title: 'Taken back', tone: 'none' },
};

/** What was decided about it here, and the company has not answered. */
export const onItsWayWords: Readonly<Record<NonNullable<Redemption['onItsWay']>, string>> = {
  approve: 'Approved here; waits for the company',
  refuse: 'Refused here; waits for the company',
  withdraw: 'Being withdrawn',
  reverse: 'Being taken back',
};
