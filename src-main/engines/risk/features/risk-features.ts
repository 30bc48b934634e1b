import type { AccountBatch, CompanyFacts } from '../../health/account-batch';
import { netPromoterScore } from '../../health/answers';
import { latestPulse, supportFacts } from '../../health/voice-facts';
import { monthsBetween } from '../../life/months';
import type { Spell } from '../../life/spells';
import { inForceOn, type Term } from '../../life/term';
import { type AccountMonth, monthAhead } from './account-months';
import type { AccountUsage } from './account-usage';
import { championLost } from './champion';
import { type Intervention, interventionFeatures } from './intervention-features';
import { type Commitment, commitmentOf, endFrom } from './terms';
import { featureCounts, habitDays, usageFeatures } from './usage-features';
import { peakVolume, volumeOf } from './volume';

/** What holds for the whole company, with what only risk wants to know of it. */
export interface RiskCompany extends CompanyFacts {
  /** Day of the first intervention of any account; 0 when there is none. */
  readonly firstInterventionDay: number;
  /** The day from which its records tell of use; 0 or none where that is not asked. */
  readonly recordsBegan?: number;
  /** ISO 4217: that of all prices; none where the company never named it. */
  readonly currency?: string | null;
}

/** Everything that is known of one account; each reader looks at the day. */
export interface RiskSubject {
  readonly company: RiskCompany;
  /** Tickets, answers and pulses of the account lie at `account` of the batch. */
  readonly batch: AccountBatch;
  readonly account: number;
  readonly terms: readonly Term[];
  /** As known now; what began later than the day of reading is not read. */
  readonly spells: readonly Spell[];
  readonly interventions: readonly Intervention[];
  readonly usage: AccountUsage;
}

/** Groups of columns that are tried together. Commercial ones go with every other. */
export const families = [
  'commercial',
  'contraction',
  'outcomes',
  'usage',
  'features',
  'voice',
  'interventions',
] as const;
export type Family = (typeof families)[number];

/** Columns that don't depend on which features a company has. */
const fixedColumns = {
  commercial: [
    'log_mrr',
    'log_seats',
    'log_mrr_per_seat',
    'discount',
    'log_billing_months',
    'log_tenure',
    'first_month',
    'months_to_term_end',
    'term_ends',
    'payment_failures',
    'returned',
    'earlier_lives',
  ],
  outcomes: [
    'log_outcomes_28',
    'log_outcomes_182',
    'no_outcome',
    'log_value_28',
    'log_value_182',
    'log_value_per_mrr',
  ],
  usage: [
    'log_events_28',
    'log_events_182',
    'usage_trend',
    'seat_use',
    'log_active_users',
    'breadth',
    'log_idle_days',
    'log_mrr_per_use',
  ],
  voice: [
    'log_tickets',
    'log_severe_tickets',
    'urgent_open',
    'ticket_satisfaction',
    'nps',
    'pulse',
    'champion_lost',
  ],
  contraction: ['mrr_lost', 'seats_lost'],
  interventions: ['log_interventions_90', 'log_days_since_intervention', 'intervention_under_way'],
} as const;

export type FixedColumn = (typeof fixedColumns)[keyof typeof fixedColumns][number];
/** A use of one feature, as events per 28 days over the last 28 or 182: `rate28:7`, `rate182:7`. */
export type RateColumn = `rate28:${number}` | `rate182:${number}`;
export type RiskColumn = FixedColumn | RateColumn;

/** The columns of a company that is watched by these features, family by family. */
export function columnsOf(featureIds: readonly number[]): Record<Family, readonly RiskColumn[]> {
  const rates = featureIds.flatMap((id): RateColumn[] => [`rate28:${id}`, `rate182:${id}`]);
  return { ...fixedColumns, features: rates };
}

/** Values by column; NaN where nothing is known. */
export type RiskValues = Record<FixedColumn, number> & Partial<Record<RateColumn, number>>;

/** A month read as of a day, with what decides whether the account can leave in it at all. */
export interface RiskReading {
  readonly values: RiskValues;
  /** Days without activity as every screen counts them; since the account began where there never was any. */
  readonly silentDays: number;
  /** Empty when no term is known, so that the account may leave on any day. */
  readonly commitment: Commitment;
  readonly mrr: number;
}

/**
 * What was known of an account when the day `asOf` began. Nothing later is read: not what happened on that day or after,
 * and not when the account left.
 * @param createdDay the day on which the present spell began: a return is a life of its own
 */
export function readRisk(
  subject: RiskSubject,
  createdDay: number,
  asOf: number,
  featureIds: readonly number[],
): RiskReading {
  const { batch, account, company } = subject;
  const inForce = inForceOn(subject.terms, asOf - 1);
  const now = volumeOf(inForce);
  // How large an account is, is one thing, that it shrank another: only the latter is a sign that a manager knows.
  const { mrr, seats } = peakVolume(subject.terms, asOf - habitDays, asOf - 1);
  const commitment = commitmentOf(inForce, asOf);
  const counts = featureCounts(subject.usage, asOf, createdDay, company.recordsBegan);
  const support = supportFacts(batch.tickets, account, asOf - 1);
  const hasTickets = company.firstTicketDay > 0 && company.firstTicketDay < asOf;
  const voice = (value: number) => (hasTickets ? value : Number.NaN);
  const values: RiskValues = {
    log_mrr: Math.log1p(mrr),
    log_seats: seats > 0 ? Math.log(seats) : Number.NaN,
    log_mrr_per_seat: seats > 0 ? Math.log1p(mrr) - Math.log(seats) : Number.NaN,
    discount: inForce.reduce((most, term) => Math.max(most, term.discount), 0),
    log_billing_months: Math.log(inForce.reduce((most, term) => Math.max(most, term.billingMonths), 1)),
    payment_failures: paymentFailures(subject, asOf),
    ...earlierLives(subject, createdDay),
    mrr_lost: mrr > 0 ? 1 - now.mrr / mrr : 0,
    seats_lost: seats > 0 ? 1 - now.seats / seats : Number.NaN,
    ...usageFeatures(counts, mrr, seats, company),
    log_tickets: voice(Math.log1p(support.opened28)),
    log_severe_tickets: voice(Math.log1p(support.severe91)),
    urgent_open: voice(support.urgentOpenSince > 0 ? 1 : 0),
    ticket_satisfaction: support.satisfaction90,
    nps: netPromoterScore(batch.responses, account, asOf - 1),
    pulse: latestPulse(batch.pulses, account, asOf - 1),
    champion_lost: championLost(batch.contacts, account, asOf),
    ...interventionFeatures(subject.interventions, company.firstInterventionDay, createdDay, asOf),
    ...monthColumns(monthAhead(createdDay, asOf, 0), commitment),
  };
  for (const id of featureIds) {
    values[`rate28:${id}`] = Math.log1p(counts.rate28(id));
    values[`rate182:${id}`] = Math.log1p(counts.rate182(id));
  }
  return { values, silentDays: counts.silentDays, commitment, mrr: now.mrr };
}

/** The columns that tell one month of an account's life from the next. */
export function monthColumns({ month, from, to }: AccountMonth, commitment: Commitment): MonthValues {
  const end = endFrom(commitment, from);
  return {
    log_tenure: Math.log(Math.max(1, month)),
    first_month: month <= 1 ? 1 : 0,
    months_to_term_end: end === null ? Number.NaN : monthsBetween(from, end),
    term_ends: end === null ? Number.NaN : end < to ? 1 : 0,
  };
}

/**
 * What an account is rather than does: how large it is, what it pays and how it is billed, whether it is back. It stays as it
 * is, so it tells of a month half a year ahead what it tells of the next.
 */
export const lastingColumns = [
  'log_mrr',
  'log_seats',
  'log_mrr_per_seat',
  'discount',
  'log_billing_months',
  'returned',
  'earlier_lives',
] as const satisfies readonly FixedColumn[];

export const monthColumnNames = ['log_tenure', 'first_month', 'months_to_term_end', 'term_ends'] as const;
export type MonthValues = Record<(typeof monthColumnNames)[number], number>;

/** What a life remembers of those before it. */
function earlierLives({ spells }: RiskSubject, began: number) {
  const earlier = spells.filter(({ to }) => to > 0 && to < began).length;
  return { returned: earlier > 0 ? 1 : 0, earlier_lives: earlier };
}

function paymentFailures({ batch, account, company }: RiskSubject, asOf: number): number {
  if (company.firstPaymentFailureDay === 0 || company.firstPaymentFailureDay >= asOf) return Number.NaN;
  const { start, paymentFailedDay } = batch.subscriptions;
  let failures = 0;
  for (let row = start[account] as number; row < (start[account + 1] as number); row++) {
    const day = paymentFailedDay[row] as number;
    if (day > 0 && day < asOf && day >= asOf - 90) failures += 1;
  }
  return failures;
}
