import {
  type CompanyFolder,
  closeCompanyFolder,
  openCompanyFolder,
} from '../../tools/sample-company/company-folder.mjs';
import {
  activePeriods,
  eachSourceRow,
  type Later,
  laterBy,
  sourceRows,
  titled,
  writeFeatures,
  writeSubscriptions,
} from './simulated-company';

/** The accounts with raw events; their weekly counts tell of the same events and are left out. */
const accountsWithRawEvents = 25;

const kinds = {
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
};

/**
 * Writes the simulated B2B company of the reference data as a folder for `company create --from`: its accounts, their
 * terms, the raw events of the first 25 accounts and the weekly counts of the others.
 * @param weeksLater moves the whole story
 */
export async function writeCrmCompany(source: string, folder: string, weeksLater = 0): Promise<void> {
  const tables = openCompanyFolder(folder);
  const later = laterBy(weeksLater);
  writeAccounts(source, tables, later);
  writeSubscriptions(source, tables, later);
  writeFeatures(source, tables, kinds);
  await writeRawEvents(source, tables, later);
  await writeWeeklyCounts(source, tables, later);
  closeCompanyFolder(tables);
}

/** The plan an account ended with stands for its segment; it has no name of its own. */
function writeAccounts(source: string, { organizations }: CompanyFolder, later: Later): void {
  const plans = new Map(
    sourceRows(source, 'subscription.csv')
      .filter((row) => row['units'] === 'users')
      .map((row) => [row['account_id'], titled(row['product']?.split('_')[0] ?? '')]),
  );
  for (const { account, start, churn } of activePeriods(source, later)) {
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
async function writeRawEvents(
  source: string,
  { activityEvents, users }: CompanyFolder,
  later: Later,
): Promise<void> {
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

async function writeWeeklyCounts(
  source: string,
  { activityDaily }: CompanyFolder,
  later: Later,
): Promise<void> {
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
