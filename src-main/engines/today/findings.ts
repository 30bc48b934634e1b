import type { Band } from '../../../src-preload/contract/domain';
import type { TodayKind } from '../../../src-preload/contract/today';
import { parseDay } from '../../lib/day';
import { worryOf } from '../risk/headline/headline';
import type { TodayAccount, Waiting } from './today-facts';
import { quietDaysOf } from './today-words';

/** An account is silent after this many days without any activity. */
export const silentAfterDays = 14;
/** A fall of at least this many points in 28 days is a score drop. */
export const dropPoints = 10;
export const renewalWindowDays = 90;

export interface Finding {
  readonly kind: TodayKind;
  /** 0-1: which of an account's findings is told first. */
  readonly urgency: number;
  /** First day the reason holds, where known. */
  readonly since: number | null;
  /** Where the instant is known, too: in milliseconds since 1970. */
  readonly sinceAt?: number | null;
}

/** Everything about an account that wants attention today, most urgent first. */
export function findingsOf(account: TodayAccount, today: number): Finding[] {
  const findings: Finding[] = [
    ...ctaFindings(account, today),
    ...waitingFinding('set_back', account.setBacks, () => 0.6),
    ...waitingFinding('mention', account.mentions, () => 0.55),
  ];
  // Of another's account only what was given to one, what one has decided, and where one is mentioned, is one's own.
  if (account.isLent === true) return pressingFirst(findings);
  if (account.risk === 'critical' || account.risk === 'high') {
    findings.push({
      kind: 'at_risk',
      urgency: account.risk === 'critical' ? 1 : 0.7,
      since: account.riskSince,
    });
  }
  if (account.change28 !== null && account.change28 <= -dropPoints) {
    findings.push({ kind: 'score_drop', urgency: Math.min(0.9, -account.change28 / 40), since: null });
  }
  findings.push(
    ...lifeFindings(account, today),
    ...ticketFindings(account),
    ...worryFindings(account),
    ...waitingFindings(account, today),
  );
  const daysToRenewal = account.renewsOn === null ? null : account.renewsOn - today;
  if (daysToRenewal !== null && daysToRenewal <= renewalWindowDays) {
    findings.push({ kind: 'renewal', urgency: renewalUrgency(daysToRenewal, account.band), since: null });
  }
  const quietDays = quietDaysOf(account, today);
  // Of an account that was never scored, nothing is known of its use yet.
  if (account.asOf !== null && quietDays >= silentAfterDays && account.standing !== 'ended') {
    findings.push({
      kind: 'silent',
      urgency: Math.min(0.85, quietDays / 70),
      since: account.lastActivityDay,
    });
  }
  return pressingFirst(findings);
}

const pressingFirst = (findings: readonly Finding[]) => findings.toSorted((a, b) => b.urgency - a.urgency);

/** Who leaves or ended, as the indicators tell: one that ended long ago and is used no more is asked about no longer. */
function lifeFindings({ indicators, lifeDay }: TodayAccount, today: number): Finding[] {
  return indicators.flatMap(({ id, severity, since }): Finding[] => {
    const sinceDay = since === null ? null : parseDay(since);
    if (id === 'subscriptions_ended') return [{ kind: 'ended', urgency: 0.9, since: sinceDay }];
    if (id !== 'notice_given') return [];
    const nearness = lifeDay === null ? 0 : 1 - Math.min(180, Math.max(0, lifeDay - today)) / 360;
    return [
      {
        kind: 'leaving',
        urgency: severity === 'serious' ? 0.5 + nearness / 2 : nearness / 2,
        since: sinceDay,
      },
    ];
  });
}

/** What is due today, and the longer it has been the more it presses. */
function ctaFindings({ ctas }: TodayAccount, today: number): Finding[] {
  if (ctas === null) return [];
  const { first, latestDay } = ctas;
  const overdue = Math.min(1, (today - first.dueDay) / 14);
  return [{ kind: 'cta', urgency: 0.65 + 0.2 * overdue + (first.isHigh ? 0.05 : 0), since: latestDay }];
}

/** Somebody waits, or something: the longer, or the nearer its end, the more it presses. */
function waitingFindings(
  { replies, approvals, unsettled, stuck, celebrations }: TodayAccount,
  today: number,
): Finding[] {
  const left = approvals === null ? 0 : Math.max(0, approvals.first.untilDay - today);
  return [
    ...waitingFinding('reply', replies, (first) => 0.7 + 0.15 * Math.min(1, (today - first.day) / 7)),
    ...waitingFinding('approval', approvals, () => 0.68 + 0.12 * (1 - Math.min(7, left) / 7)),
    ...waitingFinding('unsettled', unsettled, () => 0.6),
    ...waitingFinding('stuck', stuck, () => 0.45),
    ...waitingFinding('celebration', celebrations, () => 0.35),
  ];
}

function waitingFinding<First>(
  kind: TodayKind,
  waiting: Waiting<First> | null,
  urgency: (first: First) => number,
): Finding[] {
  if (waiting === null) return [];
  const { first, latestDay, latestAt } = waiting;
  return [{ kind, urgency: urgency(first), since: latestDay, sinceAt: latestAt }];
}

function ticketFindings({ indicators }: TodayAccount): Finding[] {
  return indicators.flatMap(({ id, severity, since }): Finding[] =>
    id === 'urgent_ticket_open'
      ? [
          {
            kind: 'urgent_ticket',
            urgency: severity === 'serious' ? 0.8 : 0.6,
            since: since === null ? null : parseDay(since),
          },
        ]
      : [],
  );
}

function worryFindings({ pulse }: TodayAccount): Finding[] {
  const worry = pulse === null ? null : worryOf(pulse.points);
  if (pulse === null || worry === null) return [];
  return [{ kind: 'worry', urgency: worry === 'lost' ? 0.65 : 0.5, since: pulse.day }];
}

/** A near renewal of a poor account presses, one that is overdue more with every day; a healthy one is a date to know. */
function renewalUrgency(days: number, band: Band | null): number {
  const nearness = 1 - days / (renewalWindowDays + 10);
  const doubt = band === 'poor' ? 1 : band === 'middle' ? 0.6 : band === 'healthy' ? 0.2 : 0.5;
  return Math.min(0.95, nearness * doubt);
}
