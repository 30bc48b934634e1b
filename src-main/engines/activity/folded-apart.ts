import type { ActivityState, Members } from './activity-state';
import type { SetApart } from './set-apart';

/** Whether the state was folded with these flags, as far as they touch it: else it has to be folded again from its pages. */
export function isFoldedApart({ users, features, apart }: ActivityState, flags: SetApart): boolean {
  return (
    [...apart.machineFeatures.keys()].every((id) => flags.machineFeatures.has(id)) &&
    [...apart.internalUsers.keys()].every((id) => flags.internalUsers.has(id)) &&
    !holdsAny(features, flags.machineFeatures) &&
    !holdsAny(users, flags.internalUsers)
  );
}

function holdsAny({ ids, count }: Members, flagged: ReadonlySet<number>): boolean {
  if (flagged.size === 0) return false;
  for (let slot = 0; slot < count; slot++) if (flagged.has(ids[slot] as number)) return true;
  return false;
}
