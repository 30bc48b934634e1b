import { type SimulatedCompany, type Telling, titled } from './simulated-company';
import { eachSourceRow, sourceRows } from './source-rows';

/** The simulated B2B company of the reference data: the raw events of some accounts, the weekly counts of the others. */
export const crmCompany: SimulatedCompany = {
  set: 'crm',
  lastEventDay: '2024-01-01',
  kinds: {
    outcome: ['win_opportunity', 'quote'],
    core: [
      'search',
      'create_opportunity',
      'advance_stage',
      'add_contact',
      'edit_contact',
      'add_lead',
      'edit_lead',
      'email_lead',
      'call_lead',
      'create_list',
      'meeting',
      'schedule_meeting',
    ],
  },
  async writeAccounts(telling) {
    writeOrganizations(telling);
    await writeRawEvents(telling);
    await writeWeeklyCounts(telling);
  },
};

/** The first accounts have raw events; their weekly counts tell of the same events and are left out. */
const accountsWithRawEvents = 25;

/** The plan an account ended with stands for its segment; it has no name of its own. */
function writeOrganizations({ source, tables: { organizations }, periods }: Telling): void {
  const plans = new Map(
    sourceRows(source, 'subscription.csv')
      .filter((row) => row['units'] === 'users')
      .map((row) => [row['account_id'], titled(row['product']?.split('_')[0] ?? '')]),
  );
  for (const { account, start, churn } of periods) {
    organizations.row({
      organization_id: account,
      name: `Account ${account}`,
      segment: plans.get(account),
      created_at: start,
      churned_at: churn,
    });
  }
}

/** Users appear with their first event. Events have no id: their line number serves, so that loading twice adds none. */
async function writeRawEvents({ source, tables: { activityEvents, users }, later }: Telling): Promise<void> {
  const known = new Set<string>();
  await eachSourceRow(source, 'event_first_25_accounts.csv.gz', (cells, line) => {
    const [organization_id = '', time = '', feature_id = '', user = '', value = ''] = cells;
    const occurred_at = later(time);
    const user_id = `${organization_id}-${user}`;
    if (!known.has(user_id)) {
      known.add(user_id);
      users.row({
        user_id,
        organization_id,
        name: `User ${user} of account ${organization_id}`,
        created_at: occurred_at,
      });
    }
    activityEvents.row({ event_id: line, organization_id, user_id, feature_id, occurred_at, value });
  });
}

async function writeWeeklyCounts({ source, tables: { activityDaily }, later }: Telling): Promise<void> {
  await eachSourceRow(source, 'event_weekly.csv.gz', (cells) => {
    const [organization_id = '', week = '', feature_id = '', events = '', active_users = '', value = ''] =
      cells;
    if (Number(organization_id) < accountsWithRawEvents) return;
    activityDaily.row({
      organization_id,
      feature_id,
      day: later(week),
      period_days: 7,
      events,
      active_users,
      value,
    });
  });
}
