import type { Movement } from '../../lib/book-movement';
import { findSlot } from '../activity/slot-map';
import { featureEventsIn, lastDays } from '../activity/windows';
import type { AccountSubject } from './account-subject';
import { presenceDay } from './presence-measures';
import { setRaw } from './raw-measures';

/** What is done once a week can as well be left; what is done every working day is a habit. Uses in 28 days. */
const onceAWeek = 4;
const everyWorkingDay = 20;
const window = 28;
/** Of less than a week nothing can be told of what is done every week. */
const shortest = 7;

/**
 * How regularly the core and the outcome features are used: the mean over them of a share that rises straight from 0 at four
 * uses in 28 days to 1 at twenty. Younger use is taken by its days; in a dip of the whole book it takes as much less as comparable
 * accounts did. One use more or less moves little, however few features there are. The state is folded through `asOf`. Unknown
 * without any use, in the first week of use, and while the whole book is silent.
 */
export function measureRegularUse(subject: AccountSubject, movement: Movement | null): void {
  const { state, raws, account, asOf, company } = subject;
  const { habitDay } = state.organization;
  const day = presenceDay(state, asOf);
  const days = Math.min(window, day - habitDay + 1);
  const fall = Math.min(1, movement?.month ?? 1);
  if (habitDay === 0 || days < shortest || fall === 0) return;
  const usual = (days * fall) / window;
  const recent = lastDays(days, day);
  const regularity = (feature: number) => {
    const slot = findSlot(state.features.slots, feature);
    const uses = slot < 0 ? 0 : featureEventsIn(state, slot, recent) / usual;
    return Math.min(1, Math.max(0, (uses - onceAWeek) / (everyWorkingDay - onceAWeek)));
  };
  // NaN where there are none.
  const share = (features: readonly number[]) =>
    features.reduce((sum, feature) => sum + regularity(feature), 0) / features.length;
  setRaw(raws, 'regular_features', account, share(company.coreFeatures));
  setRaw(raws, 'regular_outcomes', account, share(company.outcomeFeatures));
}
