import { useOwnerChoice } from '../api/owner-choice';
import { TasksScreen } from '../features/tasks/tasks-screen';
import { OwnerSelect } from '../features/today/owner-select';

/** The tasks, with the choice of whose they are that Today has. */
export function TasksRoute() {
  return <TasksScreen owner={<OwnerSelect owner={useOwnerChoice()} />} />;
}
