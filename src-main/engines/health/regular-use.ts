import type { Movement } from '../../lib/book-movement';
import { findSlot } from '../activity/slot-map';
import { featureEventsIn, lastDays } from '../activity/windows';
import type { AccountSubject } from './account-subject';
import { presenceDay } from './presence-measures';
import { setRaw } from './raw-measures';

/** What is done twice a week is a habit; what was tried once in four weeks is none, and is as soon left again. */
const usesPerWeek = 2;
const window = 28;
/** Of less than a week nothing can be told of what is done every week. */
const shortest = 7;

/**
 * Shares of the core and of the outcome features that are used at least twice a week: so many times in the 28 days, or in as
 * many as the account has used the product. In a dip of the whole book it takes as much less as comparable accounts did. The
 * state is folded through `asOf`. Unknown without any use, in the first week of use, and while the whole book is silent.
 */
export function measureRegularUse(subject: AccountSubject, movement: Movement | null): void {
  const { state, raws, account, asOf, company } = subject;
  const { habitDay } = state.organization;
  const day = presenceDay(state, asOf);
  const days = Math.min(window, day - habitDay + 1);
  const fall = Math.min(1, movement?.month ?? 1);
  if (habitDay === 0 || days < shortest || fall === 0) return;
  const enough = (usesPerWeek * days * fall) / 7;
  const recent = lastDays(days, day);
  const isRegular = (feature: number) => {
    const slot = findSlot(state.features.slots, feature);
    return slot >= 0 && featureEventsIn(state, slot, recent) >= enough;
  };
  const share = (features: readonly number[]) => features.filter(isRegular).length / features.length;
  setRaw(raws, 'regular_features', account, share(company.coreFeatures));
  setRaw(raws, 'regular_outcomes', account, share(company.outcomeFeatures));
}
