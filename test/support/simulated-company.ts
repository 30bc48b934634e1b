import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { formatDay, parseDay } from '../../src-main/lib/day';
import type { CompanyFolder } from '../../tools/sample-company/company-folder.mjs';

/**
 * What the two companies of the churn simulator (reference data `crm` and `social`) have in common: accounts without
 * names, each with a start and perhaps an end, subscriptions term by term, kinds of events. None of their files quotes
 * a cell.
 */

type SourceRow = Readonly<Record<string, string>>;

/** The rows of a small file. */
export function sourceRows(source: string, file: string): SourceRow[] {
  const [header = '', ...lines] = readFileSync(join(source, file), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** Hands the cells of each row of a large gzipped file to `take`, with the row's line number. */
export async function eachSourceRow(
  source: string,
  file: string,
  take: (cells: readonly string[], line: number) => void,
): Promise<void> {
  const lines = createInterface({ input: createReadStream(join(source, file)).pipe(createGunzip()) });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (number > 1) take(line.split(','), number);
  }
}

/**
 * The simulation ended long ago. Told later by some whole weeks it ends when the test wants, weekdays kept: a day or
 * a time of the source comes out so much later; a blank stays blank.
 */
export type Later = (time: string) => string;

export function laterBy(weeks: number): Later {
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

/** First day of each account and the day it left; that is blank while it stays. */
export function activePeriods(
  source: string,
  later: Later,
): { account: string; start: string; churn: string }[] {
  return sourceRows(source, 'active_period.csv').map((row) => ({
    account: row['account_id'] ?? '',
    start: later(row['start_date'] ?? ''),
    churn: later(row['churn_date'] ?? ''),
  }));
}

/** Each term is a subscription of its own and comes up for renewal the day it ends. */
export function writeSubscriptions(source: string, { subscriptions }: CompanyFolder, later: Later): void {
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

/** Kinds of events become features; which of them are core or an outcome is the caller's reading of their names. */
export function writeFeatures(
  source: string,
  { features }: CompanyFolder,
  kinds: Readonly<Record<'core' | 'outcome', readonly string[]>>,
): void {
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
