import { useOwnerChoice } from '../api/owner-choice';
import { CtasScreen } from '../features/ctas/ctas-screen';
import { OwnerSelect } from '../features/today/owner-select';

/** The calls to action, with the choice of whose they are that Today has. */
export function CtasRoute() {
  return <CtasScreen owner={<OwnerSelect owner={useOwnerChoice()} />} />;
}
