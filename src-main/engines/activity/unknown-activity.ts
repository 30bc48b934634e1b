import type { ActivityState, Members } from './activity-state';

/** Activity whose user or feature the company's tables don't hold (any more). */
export interface UnknownActivity {
  readonly users: number;
  readonly userEvents: number;
  readonly features: number;
  readonly featureEvents: number;
  /** Events that lie far before the rest of the account's use, and move none of its habits. */
  readonly strayEvents: number;
}

/**
 * Events of unknown users and features stay in the account's totals, because the account did make them; they count
 * for nobody's own activity and for no feature's use. How many there are is told, so that someone can mend it.
 */
export function unknownActivity(
  { organization, users, features }: ActivityState,
  isUser: (id: number) => boolean,
  isFeature: (id: number) => boolean,
): UnknownActivity {
  const unknownUsers = unknownOf(users, isUser);
  const unknownFeatures = unknownOf(features, isFeature);
  return {
    users: unknownUsers.count,
    userEvents: unknownUsers.events,
    features: unknownFeatures.count,
    featureEvents: unknownFeatures.events,
    strayEvents: organization.strayEvents,
  };
}

function unknownOf(members: Members, isKnown: (id: number) => boolean) {
  let count = 0;
  let events = 0;
  for (let slot = 0; slot < members.count; slot++) {
    if (isKnown(members.ids[slot] as number)) continue;
    count += 1;
    events += members.events[slot] as number;
  }
  return { count, events };
}
