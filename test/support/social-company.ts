import { closeCompanyFolder, openCompanyFolder } from '../../tools/sample-company/company-folder.mjs';
import {
  activePeriods,
  eachSourceRow,
  laterBy,
  writeFeatures,
  writeSubscriptions,
} from './simulated-company';

const kinds = { outcome: ['newfriend', 'reply'], core: ['post', 'like', 'message'] };

/**
 * Writes the simulated consumer network of the reference data as a folder for `company create --from`. An account is
 * one person there: it gets one user, to whom all its events belong.
 * @param weeksLater moves the whole story
 */
export async function writeSocialCompany(source: string, folder: string, weeksLater = 0): Promise<void> {
  const later = laterBy(weeksLater);
  const tables = openCompanyFolder(folder);
  for (const { account, start, churn } of activePeriods(source, later)) {
    const name = `Member ${account}`;
    tables.organizations.row({ organization_id: account, name, created_at: start, churned_at: churn });
    tables.users.row({ user_id: account, organization_id: account, name, created_at: start });
  }
  writeSubscriptions(source, tables, later);
  writeFeatures(source, tables, kinds);
  await eachSourceRow(source, 'event.csv.gz', ([account = '', time = '', feature_id = ''], line) => {
    tables.activityEvents.row({
      event_id: line,
      organization_id: account,
      user_id: account,
      feature_id,
      occurred_at: later(time),
    });
  });
  closeCompanyFolder(tables);
}
