import type { SimulatedCompany, Telling } from './simulated-company';
import { eachSourceRow } from './source-rows';

/** The simulated consumer network of the reference data, told by its single events. */
export const socialCompany: SimulatedCompany = {
  set: 'social',
  lastEventDay: '2020-06-01',
  kinds: { outcome: ['newfriend', 'reply'], core: ['post', 'like', 'message'] },
  writeAccounts,
};

/** An account is one person here: it gets one user, to whom all its events belong. */
async function writeAccounts({ source, tables, later, periods }: Telling): Promise<void> {
  for (const { account, start, churn } of periods) {
    const name = `Member ${account}`;
    tables.organizations.row({ organization_id: account, name, created_at: start, churned_at: churn });
    tables.users.row({ user_id: account, organization_id: account, name, created_at: start });
  }
  await eachSourceRow(source, 'event.csv.gz', ([account = '', time = '', feature_id = ''], line) => {
    tables.activityEvents.row({
      event_id: line,
      organization_id: account,
      user_id: account,
      feature_id,
      occurred_at: later(time),
    });
  });
}
