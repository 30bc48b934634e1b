import {
  highSeverity,
  type PulseRows,
  type ResponseRows,
  type TicketRows,
  urgentSeverity,
} from './account-batch';

/** What an account's tickets say, as of a day. */
export interface SupportFacts {
  readonly opened30: number;
  /** High and urgent ones opened in the last 90 days. */
  readonly severe90: number;
  /** Mean satisfaction (1-5) of those resolved in the last 90 days; NaN when none was rated. */
  readonly satisfaction90: number;
  /** Day on which the oldest urgent ticket that is still open was opened; 0 when there is none. */
  readonly urgentOpenSince: number;
}

export function supportFacts(rows: TicketRows, account: number, asOf: number): SupportFacts {
  let opened30 = 0;
  let severe90 = 0;
  let rated = 0;
  let satisfaction = 0;
  let urgentOpenSince = 0;
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    const opened = rows.openedDay[row] as number;
    if (opened > asOf) continue;
    const severity = rows.severity[row] as number;
    if (opened > asOf - 30) opened30 += 1;
    if (opened > asOf - 90 && severity >= highSeverity) severe90 += 1;
    const resolved = rows.resolvedDay[row] as number;
    if (resolved > 0 && resolved <= asOf) {
      const own = rows.satisfaction[row] as number;
      if (resolved > asOf - 90 && !Number.isNaN(own)) {
        rated += 1;
        satisfaction += own;
      }
    } else if (severity === urgentSeverity && (urgentOpenSince === 0 || opened < urgentOpenSince)) {
      urgentOpenSince = opened;
    }
  }
  return {
    opened30,
    severe90,
    satisfaction90: rated === 0 ? Number.NaN : satisfaction / rated,
    urgentOpenSince,
  };
}

/** An NPS answer counts for so many days. */
export const npsValidDays = 180;

/**
 * Net promoter score (Reichheld, 2003): share answering 9-10 minus share answering 0-6, in points from -100 to 100, of
 * each person's latest answer in the last 180 days; answers without a name count each. NaN without answers.
 */
export function netPromoterScore(rows: ResponseRows, account: number, asOf: number): number {
  const answered = new Set<number>();
  let answers = 0;
  let net = 0;
  for (let row = (rows.start[account + 1] as number) - 1; row >= (rows.start[account] as number); row--) {
    const day = rows.day[row] as number;
    if (day > asOf || day <= asOf - npsValidDays) continue;
    const user = rows.userId[row] as number;
    if (user > 0) {
      if (answered.has(user)) continue;
      answered.add(user);
    }
    const score = rows.score[row] as number;
    answers += 1;
    if (score >= 9) net += 1;
    else if (score <= 6) net -= 1;
  }
  return answers === 0 ? Number.NaN : (100 * net) / answers;
}

/** A manager's pulse counts for so many days. */
export const pulseValidDays = 90;

/** The manager's latest pulse, 0-100; NaN when it is older than 90 days. */
export function latestPulse(rows: PulseRows, account: number, asOf: number): number {
  for (let row = (rows.start[account + 1] as number) - 1; row >= (rows.start[account] as number); row--) {
    const day = rows.day[row] as number;
    if (day <= asOf) return day > asOf - pulseValidDays ? (rows.points[row] as number) : Number.NaN;
  }
  return Number.NaN;
}
