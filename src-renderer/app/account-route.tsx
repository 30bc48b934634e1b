import { AccountScreen } from '../features/account/account-screen';
import { AccountCtas } from '../features/ctas/account-ctas';
import { AccountMessages } from '../features/interventions/lists/account-messages';
import { AccountMilestones } from '../features/milestones/account-milestones';
import { AccountRewards } from '../features/rewards/account/account-rewards';
import { AccountTasks } from '../features/tasks/account-tasks';
import { AccountInQueue } from '../features/today/queue/account-in-queue';

/** An account, under its place in the queue of Today, with what is to be done for it. */
export function AccountRoute() {
  return (
    <AccountScreen
      above={(id) => <AccountInQueue key={id} id={id} />}
      ctas={(id) => (
        <>
          <AccountCtas key={id} id={id} />
          <AccountTasks key={`tasks of ${id}`} id={id} />
        </>
      )}
      milestones={({ id, externalId, name }) => (
        <AccountMilestones key={id} id={id} externalId={externalId} name={name} />
      )}
      rewards={(id) => <AccountRewards key={id} id={id} />}
      messages={(id) => <AccountMessages organizationId={id} />}
    />
  );
}
