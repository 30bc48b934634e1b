import { useOwnerChoice } from '../api/owner-choice';
import { InterventionsScreen } from '../features/interventions/interventions-screen';
import { OwnerSelect } from '../features/today/owner-select';

/** Messages to contacts, with the choice of whose accounts that Today has. */
export function InterventionsRoute() {
  return <InterventionsScreen owner={<OwnerSelect owner={useOwnerChoice()} />} />;
}
