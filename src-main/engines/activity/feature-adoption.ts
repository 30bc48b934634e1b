import type { ActivityState } from './activity-state';

/** How an account uses one feature, as of a day. */
export interface FeatureAdoption {
  readonly featureId: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** All events ever. */
  readonly events: number;
  /** Distinct users ever, and in the last 28 days; counts without users don't show here. */
  readonly users: number;
  readonly users28: number;
}

/** Features in the order of their first use. @param day the state is folded through it */
export function featureAdoption(state: ActivityState, day: number): FeatureAdoption[] {
  const { features } = state;
  return Array.from({ length: features.count }, (_, slot) => ({
    featureId: features.ids[slot] as number,
    firstDay: features.firstDay[slot] as number,
    lastDay: features.lastDay[slot] as number,
    events: features.events[slot] as number,
    users: usersSince(state, slot, 1),
    users28: usersSince(state, slot, day - 27),
  }));
}

function usersSince({ users, features, lastUse }: ActivityState, feature: number, from: number): number {
  let count = 0;
  for (let user = 0; user < users.count; user++) {
    if ((lastUse[user * features.capacity + feature] as number) >= from) count += 1;
  }
  return count;
}
