import { createActivityState } from '../../engines/activity/activity-state';
import { type FeatureAdoption, featureAdoption } from '../../engines/activity/feature-adoption';
import type { Store } from '../../store/types';
import { foldAccount } from './fold-account';
import { foldOpenDay } from './page-cursor';

/** How an account uses each feature as of a day, from all its activity ever, by feature id. */
export function adoptionOf(
  store: Pick<Store, 'read'>,
  organizationId: number,
  asOf: number,
): Map<number, FeatureAdoption> {
  const state = createActivityState();
  const { rest } = foldAccount(store.read, organizationId, asOf, state);
  foldOpenDay(store.read, rest, state, asOf);
  return new Map(featureAdoption(state, asOf).map((feature) => [feature.featureId, feature]));
}
