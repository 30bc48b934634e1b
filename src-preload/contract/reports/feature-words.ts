import { rounded, shownShare } from '../words';
import type { FeaturePart, FeatureReport, PeriodUse } from './features';

export const featurePartWords: Readonly<Record<FeaturePart, string>> = {
  used: 'Used it',
  before: 'Used it before',
  adopted: 'New adopters',
  stopped: 'Stopped',
  unmeasured: 'Without known use',
  tooShort: 'Known too short',
};

/** So many days are told of where nobody chooses. */
export const usualDays = 28;

/** What is used at all stands among features under this name. */
export const anyFeatureWords = 'Anything';

/** Of the accounts that the report is of those that used it, in percent to its tenth; null without any. */
export function shareOfAccounts({ accounts }: PeriodUse, { accounts: all }: FeatureReport): number | null {
  return all === 0 ? null : shownShare(accounts / all);
}

/** Uses of each account that used it, to their tenth; null where none did. */
export function usesEach({ events, accounts }: PeriodUse): number | null {
  return accounts === 0 ? null : rounded(events / accounts, 1);
}
