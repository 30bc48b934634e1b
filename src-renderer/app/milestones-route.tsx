import { useOwnerChoice } from '../api/owner-choice';
import { MilestonesScreen } from '../features/milestones/milestones-screen';
import { OwnerSelect } from '../features/today/owner-select';

/** The milestones, with the choice of whose accounts they are of that Today has. */
export function MilestonesRoute() {
  return <MilestonesScreen owner={<OwnerSelect owner={useOwnerChoice()} />} />;
}
