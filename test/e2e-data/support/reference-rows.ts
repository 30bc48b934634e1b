import { spellsOf } from '../../../src-main/engines/life/spells';
import type { Term } from '../../../src-main/engines/life/term';
import { type ChurnRows, collectRows } from '../../../src-main/engines/risk/churn/churn-rows';
import { accountUsage, type UsagePage } from '../../../src-main/engines/risk/features/account-usage';
import { recordsBegan } from '../../../src-main/engines/risk/features/records';
import type { RiskCompany } from '../../../src-main/engines/risk/features/risk-features';
import { noMovements } from '../../../src-main/lib/book-movement';
import { parseDay } from '../../../src-main/lib/day';
import { crmCompany } from '../../support/crm-company';
import { referencePath } from '../../support/reference-data';
import type { SimulatedCompany } from '../../support/simulated-company';
import { socialCompany } from '../../support/social-company';
import { eachSourceRow, sourceRows } from '../../support/source-rows';
import { batchOf } from '../../unit/health/batch';

/** A simulated company as the churn model reads it, straight from its files. */
export interface ReferenceRows {
  readonly rows: ChurnRows;
  readonly featureIds: readonly number[];
  readonly through: number;
}

interface Shape {
  readonly company: SimulatedCompany;
  /** The last day known. */
  readonly lastDay: string;
  readonly events: string;
  /** Days that a row of events tells of. */
  readonly days: number;
}

const shapes = {
  crm: {
    company: crmCompany,
    lastDay: '2023-12-31',
    events: 'event_weekly.csv.gz',
    days: 7,
  },
  social: {
    company: socialCompany,
    lastDay: '2020-06-01',
    events: 'event.csv.gz',
    days: 1,
  },
} as const satisfies Record<string, Shape>;

/** @returns the company moved so many days later: where calendar months begin is then another day of its story */
export async function readReferenceRows(
  set: keyof typeof shapes,
): Promise<(daysLater: number) => ReferenceRows> {
  const { company: told, lastDay, events, days } = shapes[set];
  const source = referencePath(told.set);
  const kinds = sourceRows(source, 'event_type.csv');
  const featureIds = kinds.map((row) => Number(row['event_type_id']));
  const company: RiskCompany = {
    features: new Set(featureIds),
    coreFeatures: [],
    outcomeFeatures: kinds
      .filter((row) => told.kinds.outcome.includes(row['event_type_name'] ?? ''))
      .map((row) => Number(row['event_type_id'])),
    firstTicketDay: 0,
    firstTicketAccount: 0,
    firstTicketDayOfOthers: 0,
    firstPaymentFailureDay: 0,
    firstPaymentFailureAccount: 0,
    firstPaymentFailureDayOfOthers: 0,
    movements: noMovements,
    latestMovement: 0,
    firstInterventionDay: 0,
    presentDay: parseDay(lastDay),
    monthlyRowsMove: false,
  };
  const uses = new Map<string, Map<number, Use[]>>();
  await eachSourceRow(source, events, ([account = '', time = '', feature, ...counts]) => {
    const byDay = uses.get(account) ?? new Map<number, Use[]>();
    uses.set(account, byDay);
    const day = parseDay(time.slice(0, 10));
    const own = days === 1 ? singleEvent : countsOf(counts);
    byDay.set(day, [...(byDay.get(day) ?? []), { feature: Number(feature), ...own }]);
  });
  const terms = Map.groupBy(sourceRows(source, 'subscription.csv'), (row) => row['account_id']);
  const periods = sourceRows(source, 'active_period.csv');
  return (daysLater) => {
    const dayOf = (text = '') => (text === '' ? 0 : parseDay(text) + daysLater);
    const through = dayOf(lastDay);
    const began = recordsBegan([...uses.values()].map((own) => Math.min(...own.keys()) + daysLater));
    const collector = collectRows(featureIds, through, began);
    for (const row of periods) {
      const account = row['account_id'] ?? '';
      const own = terms.get(account);
      if (own === undefined) continue;
      const createdDay = dayOf(row['start_date']);
      const churnedDay = dayOf(row['churn_date']);
      const batch = batchOf({ created: createdDay, churned: churnedDay });
      const ownTerms = own.map((term) => termOf(term, dayOf));
      const pages = [...(uses.get(account) ?? [])].map(([day, all]) => pageOf(day + daysLater, days, all));
      collector.add({
        company: { ...company, recordsBegan: began },
        batch: { ...batch, organizationId: Int32Array.of(Number(account) + 1) },
        account: 0,
        terms: ownTerms,
        spells: spellsOf({ createdDay, churnedDay, terms: ownTerms }, through),
        usage: accountUsage(pages.sort((left, right) => left.lastDay - right.lastDay)),
        interventions: [],
      });
    }
    return { rows: collector.rows(), featureIds, through };
  };
}

interface Use {
  readonly feature: number;
  readonly events: number;
  readonly users: number;
  readonly value: number;
}

const singleEvent = { events: 1, users: 1, value: 0 } as const;

function countsOf([events, users, value]: readonly (string | undefined)[]): Omit<Use, 'feature'> {
  return { events: Number(events), users: Number(users), value: Number(value) };
}

function pageOf(firstDay: number, days: number, uses: readonly Use[]): UsagePage {
  const column = (value: (use: Use) => number) => uses.map(value);
  return {
    firstDay,
    lastDay: firstDay + days - 1,
    rows: uses.length,
    integers: Int32Array.from([
      ...column(() => 0),
      ...column(({ feature }) => feature),
      ...column(({ events }) => events),
      ...column(({ users }) => users),
    ]),
    value: Float64Array.from(column(({ value }) => value)),
  };
}

function termOf(row: Readonly<Record<string, string>>, dayOf: (text?: string) => number): Term {
  const endedDay = dayOf(row['end_date']);
  return {
    startedDay: dayOf(row['start_date']),
    endedDay,
    renewsDay: endedDay,
    mrr: Number(row['mrr']),
    seats: row['units'] === 'users' ? Number(row['quantity']) : Number.NaN,
    billingMonths: Number(row['bill_period_months']),
    discount: Number(row['discount']),
    isTrial: false,
  };
}
