import { useOwnerChoice } from '../api/owner-choice';
import { ReportsScreen } from '../features/reports/reports-screen';
import { OwnerSelect } from '../features/today/owner-select';

/** Reports of the book, with the choice of whose accounts that Today has. */
export function ReportsRoute() {
  return <ReportsScreen owner={<OwnerSelect owner={useOwnerChoice()} />} />;
}
