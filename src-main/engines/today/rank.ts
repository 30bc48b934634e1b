import type { RiskLevel } from '../../../src-preload/contract/domain';
import { worryOf } from '../risk/headline/headline';
import { type Finding, renewalWindowDays } from './findings';
import type { TodayAccount } from './today-facts';
import { quietDaysOf } from './today-words';

/** What leaving may cost is counted with so much at least, whatever a model says: rules know of what happened today. */
const leastChance: Readonly<Record<RiskLevel, number>> = {
  low: 0.02,
  medium: 0.05,
  high: 0.12,
  critical: 0.25,
};
/** A renewal of an account with which nothing is wrong is a date to know. */
const ofCalmRenewal = 0.1;
/** What somebody means to do for one, and who waits for an answer, come after those in danger. */
const ofCalmCta = 0.5;

/**
 * Where an account stands in the queue: what its leaving is expected to cost (ARR times its chance) times how much presses,
 * 1 and more for everything that is known. Larger first.
 */
export function rankOf(account: TodayAccount, findings: readonly Finding[], today: number): number {
  const { arr, chance, risk, indicators } = account;
  const expectedLoss = arr * Math.max(chance?.p90 ?? 0, leastChance[risk ?? 'low']);
  const isCalm =
    findings.every(({ kind }) => kind === 'renewal' || kind === 'cta' || kind === 'reply') &&
    indicators.length === 0 &&
    (risk === 'low' || risk === null);
  if (isCalm && account.ctas === null && account.replies === null) return expectedLoss * ofCalmRenewal;
  return expectedLoss * (isCalm ? ofCalmCta : 1) * pressureOf(account, today);
}

function pressureOf(account: TodayAccount, today: number): number {
  const { indicators, change28, pulse, standing } = account;
  const serious = indicators.filter(({ severity }) => severity === 'serious').length;
  const hasUrgentTicket = indicators.some(({ id }) => id === 'urgent_ticket_open');
  const fell = change28 === null ? 0 : Math.max(0, -change28) / 20;
  const silent = quietDaysOf(account, today) / 60;
  const worry = pulse === null ? null : worryOf(pulse.points);
  return (
    1 +
    Math.min(2, serious) / 2 +
    (hasUrgentTicket ? 1 : 0) +
    renewalNearness(account, today) +
    Math.min(1, fell) +
    Math.min(1, Math.max(0, silent)) +
    (worry === null ? 0 : worry === 'lost' ? 1 : 0.5) +
    (standing === 'leaving' ? 1 : 0) +
    duePressure(account, today)
  );
}

/** Of a call to action that is due: more by the day, up to four weeks. */
function duePressure({ ctas }: TodayAccount, today: number): number {
  if (ctas === null) return 0;
  return 0.25 + (ctas.first.isHigh ? 0.25 : 0) + Math.min(28, today - ctas.first.dueDay) / 56;
}

/** 0 at the edge of the window, 1 on the day and while it is overdue. */
function renewalNearness({ renewsOn }: TodayAccount, today: number): number {
  if (renewsOn === null || renewsOn - today > renewalWindowDays) return 0;
  return Math.min(1, 1 - (renewsOn - today) / (renewalWindowDays + 1));
}
