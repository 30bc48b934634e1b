import { atLeastPeople } from '../../../lib/at-least-people';
import type { CompanyFacts } from '../../health/account-batch';
import { type AccountUsage, pagesBefore, usageComesByWeek, usageKnownThrough } from './account-usage';

/** The present, and the habit it is held against. */
export const presentDays = 28;
export const habitDays = 182;

/** What an account did in the 28 and the 182 days that were wholly known when a day began. */
export interface FeatureCounts {
  /** Events per 28 days; an account younger than the window is taken by its age. */
  rate28(feature: number): number;
  rate182(feature: number): number;
  readonly features28: ReadonlyMap<number, Count>;
  readonly features182: ReadonlyMap<number, Count>;
  /** How many times 28 days lie in each window, as far as the account is that old. */
  readonly spans: { readonly present: number; readonly habit: number };
  readonly activeUsers: number;
  /**
   * Whole days without activity, no more than the habit's: who forecasts reads no further back. Since the account began
   * when there never was any.
   */
  readonly idleDays: number;
  /** The same as every screen counts it: to the day itself, or to the end of the last week where usage comes by week. */
  readonly silentDays: number;
}

interface Count {
  readonly events: number;
  readonly value: number;
}

/** Rates over less than a week would be mostly noise. */
const leastDays = 7;

/** @param recordsBegan the day from which the company's records tell of use: nobody's use is older */
export function featureCounts(
  usage: AccountUsage,
  asOf: number,
  createdDay: number,
  recordsBegan = 0,
): FeatureCounts {
  const through = usageKnownThrough(usage, asOf);
  const end = pagesBefore(usage, asOf);
  const features28 = countsIn(usage, through - presentDays, end);
  const features182 = countsIn(usage, through - habitDays, end);
  const last = end === 0 ? null : (usage.lastDay[end - 1] as number);
  const since = Math.max(createdDay, Math.min(recordsBegan, asOf));
  const age = Math.max(leastDays, through - since + 1);
  const spans = {
    present: Math.min(presentDays, age) / 28,
    habit: Math.min(habitDays, age) / 28,
  };
  return {
    rate28: (feature) => (features28.get(feature)?.events ?? 0) / spans.present,
    rate182: (feature) => (features182.get(feature)?.events ?? 0) / spans.habit,
    features28,
    features182,
    spans,
    activeUsers: activeUsers(usage, through - presentDays, end),
    idleDays: Math.min(habitDays, Math.max(0, through - (last ?? since - 1))),
    silentDays: Math.max(0, (usageComesByWeek(usage, asOf) ? through : asOf) - (last ?? createdDay)),
  };
}

/** @param seats 0 when unknown */
export function usageFeatures(counts: FeatureCounts, mrr: number, seats: number, company: CompanyFacts) {
  const { features28, features182, spans, activeUsers: active, idleDays } = counts;
  const events28 = total(features28, 'events') / spans.present;
  const events182 = total(features182, 'events') / spans.habit;
  const outcomes28 = totalOf(features28, 'events', company.outcomeFeatures) / spans.present;
  const outcomes182 = totalOf(features182, 'events', company.outcomeFeatures) / spans.habit;
  const value28 = totalOf(features28, 'value', company.outcomeFeatures) / spans.present;
  const value182 = totalOf(features182, 'value', company.outcomeFeatures) / spans.habit;
  const hasOutcomes = company.outcomeFeatures.length > 0;
  const ofOutcomes = (value: number) => (hasOutcomes ? value : Number.NaN);
  return {
    log_outcomes_28: ofOutcomes(Math.log1p(outcomes28)),
    log_outcomes_182: ofOutcomes(Math.log1p(outcomes182)),
    no_outcome: ofOutcomes(outcomes28 === 0 ? 1 : 0),
    log_value_28: ofOutcomes(Math.log1p(Math.max(0, value28))),
    log_value_182: ofOutcomes(Math.log1p(Math.max(0, value182))),
    log_value_per_mrr: ofOutcomes(Math.log1p(Math.max(0, value28)) - Math.log1p(mrr)),
    log_events_28: Math.log1p(events28),
    log_events_182: Math.log1p(events182),
    usage_trend: Math.log1p(events28) - Math.log1p(events182),
    seat_use: seats > 0 ? active / seats : Number.NaN,
    log_active_users: Math.log1p(active),
    breadth: features28.size,
    log_idle_days: Math.log1p(idleDays),
    log_mrr_per_use: Math.log1p(mrr) - Math.log1p(events28),
  };
}

/** Counts by feature of the pages that lie wholly after a day, up to a place. */
function countsIn(usage: AccountUsage, after: number, end: number): Map<number, Count> {
  const counts = new Map<number, { events: number; value: number }>();
  for (let page = end - 1; page >= 0 && (usage.lastDay[page] as number) > after; page--) {
    if ((usage.firstDay[page] as number) <= after) continue;
    for (let entry = usage.start[page] as number; entry < (usage.start[page + 1] as number); entry++) {
      const feature = usage.feature[entry] as number;
      const count = counts.get(feature);
      const events = usage.events[entry] as number;
      const value = usage.value[entry] as number;
      if (count === undefined) counts.set(feature, { events, value });
      else {
        count.events += events;
        count.value += value;
      }
    }
  }
  return counts;
}

/** Distinct users, or where counts come without users, the most that were behind one of them. */
function activeUsers(usage: AccountUsage, after: number, end: number): number {
  const users = new Set<number>();
  let atLeast = 0;
  for (let page = end - 1; page >= 0 && (usage.lastDay[page] as number) > after; page--) {
    atLeast = Math.max(atLeast, usage.atLeastUsers[page] as number);
    for (
      let place = usage.userStart[page] as number;
      place < (usage.userStart[page + 1] as number);
      place++
    ) {
      users.add(usage.user[place] as number);
    }
  }
  return atLeastPeople(users.size, atLeast) ?? 0;
}

function total(counts: ReadonlyMap<number, Count>, kind: keyof Count): number {
  let sum = 0;
  for (const count of counts.values()) sum += count[kind];
  return sum;
}

function totalOf(counts: ReadonlyMap<number, Count>, kind: keyof Count, features: readonly number[]): number {
  return features.reduce((sum, feature) => sum + (counts.get(feature)?.[kind] ?? 0), 0);
}
