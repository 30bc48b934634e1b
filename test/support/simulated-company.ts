import { formatDay, parseDay } from '../../src-main/lib/day';
import {
  type CompanyFolder,
  closeCompanyFolder,
  openCompanyFolder,
} from '../../tools/sample-company/company-folder.mjs';
import { referencePath } from './reference-data';
import { sourceRows } from './source-rows';

/**
 * A company of the churn simulator: accounts without names, each with a start and perhaps an end, subscriptions term by
 * term, kinds of events. What is said here is what one has of its own.
 */
export interface SimulatedCompany {
  /** Its folder in the reference data. */
  readonly set: string;
  /** YYYY-MM-DD in its files. */
  readonly lastEventDay: string;
  /** A reading of the names of its kinds of events; those in neither list are `other`. */
  readonly kinds: Readonly<Record<'core' | 'outcome', readonly string[]>>;
  /** Writes its accounts, their users and their activity. */
  readonly writeAccounts: (telling: Telling) => Promise<void>;
}

export interface Telling {
  /** The folder of its files. */
  readonly source: string;
  readonly tables: CompanyFolder;
  readonly later: Later;
  /** First day of each account and the day it left; that is blank while it stays. */
  readonly periods: readonly { readonly account: string; readonly start: string; readonly churn: string }[];
}

/**
 * The simulation ended long ago. Told later by some whole weeks it ends when the test wants, weekdays kept: a day or
 * a time of the source comes out so much later; a blank stays blank.
 */
export type Later = (time: string) => string;

/**
 * Writes the company as a folder for `company create --from`.
 * @param weeksLater moves the whole story
 */
export async function writeSimulatedCompany(
  { set, kinds, writeAccounts }: SimulatedCompany,
  folder: string,
  weeksLater: number,
): Promise<void> {
  const source = referencePath(set);
  const tables = openCompanyFolder(folder);
  const later = laterBy(weeksLater);
  await writeAccounts({ source, tables, later, periods: activePeriods(source, later) });
  writeSubscriptions(source, tables, later);
  writeFeatures(source, tables, kinds);
  closeCompanyFolder(tables);
}

function laterBy(weeks: number): Later {
  const days = new Map<string, string>([['', '']]);
  return (time) => {
    const day = time.slice(0, 10);
    let moved = days.get(day);
    if (moved === undefined) {
      moved = formatDay(parseDay(day) + 7 * weeks);
      days.set(day, moved);
    }
    return moved + time.slice(10);
  };
}

function activePeriods(source: string, later: Later): Telling['periods'] {
  return sourceRows(source, 'active_period.csv').map((row) => ({
    account: row['account_id'] ?? '',
    start: later(row['start_date'] ?? ''),
    churn: later(row['churn_date'] ?? ''),
  }));
}

/** Each term is a subscription of its own and comes up for renewal the day it ends. */
function writeSubscriptions(source: string, { subscriptions }: CompanyFolder, later: Later): void {
  const terms = new Map<string, number>();
  for (const row of sourceRows(source, 'subscription.csv')) {
    const account = row['account_id'] ?? '';
    const term = (terms.get(account) ?? 0) + 1;
    terms.set(account, term);
    const end = later(row['end_date'] ?? '');
    subscriptions.row({
      subscription_id: `${account}-${term}`,
      organization_id: account,
      product: row['product'],
      started_on: later(row['start_date'] ?? ''),
      ended_on: end,
      mrr: row['mrr'],
      quantity: row['quantity'],
      unit: row['units'],
      billing_months: row['bill_period_months'],
      discount: row['discount'],
      renews_on: end,
    });
  }
}

function writeFeatures(source: string, { features }: CompanyFolder, kinds: SimulatedCompany['kinds']): void {
  for (const { event_type_id, event_type_name: name = '' } of sourceRows(source, 'event_type.csv')) {
    const kind = kinds.outcome.includes(name) ? 'outcome' : kinds.core.includes(name) ? 'core' : 'other';
    features.row({ feature_id: event_type_id, name: titled(name), kind });
  }
}

/** `win_opportunity` -> `Win opportunity`. */
export function titled(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
