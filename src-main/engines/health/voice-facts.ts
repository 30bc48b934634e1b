import { pulseValidDays } from '../../lib/pulse-days';
import {
  highSeverity,
  type PulseRows,
  type TalkRows,
  type TicketRows,
  urgentSeverity,
} from './account-batch';

/** What an account's tickets say, as of a day. */
export interface SupportFacts {
  /** Opened in the last 28 days: whole weeks, so that every weekday counts as often as every other. */
  readonly opened28: number;
  /** High and urgent ones opened in the last 91 days: 13 weeks. */
  readonly severe91: number;
  /** Mean satisfaction (1-5) of those resolved in the last 90 days; NaN when none was rated. */
  readonly satisfaction90: number;
  /** How many of them were rated. */
  readonly rated90: number;
  /** Open as of the day, and how many of them are high or urgent. */
  readonly open: number;
  readonly openSevere: number;
  /** Day on which the oldest urgent ticket that is still open was opened; 0 when there is none. */
  readonly urgentOpenSince: number;
}

export function supportFacts(rows: TicketRows, account: number, asOf: number): SupportFacts {
  let opened28 = 0;
  let severe91 = 0;
  let rated = 0;
  let satisfaction = 0;
  let open = 0;
  let openSevere = 0;
  let urgentOpenSince = 0;
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    const opened = rows.openedDay[row] as number;
    if (opened > asOf) continue;
    const severity = rows.severity[row] as number;
    if (opened > asOf - 28) opened28 += 1;
    if (opened > asOf - 91 && severity >= highSeverity) severe91 += 1;
    const resolved = rows.resolvedDay[row] as number;
    if (resolved > 0 && resolved <= asOf) {
      const own = rows.satisfaction[row] as number;
      if (resolved > asOf - 90 && !Number.isNaN(own)) {
        rated += 1;
        satisfaction += own;
      }
    } else {
      open += 1;
      if (severity >= highSeverity) openSevere += 1;
      if (severity === urgentSeverity && (urgentOpenSince === 0 || opened < urgentOpenSince))
        urgentOpenSince = opened;
    }
  }
  return {
    opened28,
    severe91,
    open,
    openSevere,
    rated90: rated,
    satisfaction90: rated === 0 ? Number.NaN : satisfaction / rated,
    urgentOpenSince,
  };
}

/** The manager's latest pulse, 0-100; NaN when it is older than 90 days. */
export function latestPulse(rows: PulseRows, account: number, asOf: number): number {
  for (let row = (rows.start[account + 1] as number) - 1; row >= (rows.start[account] as number); row--) {
    const day = rows.day[row] as number;
    if (day <= asOf) return day > asOf - pulseValidDays ? (rows.points[row] as number) : Number.NaN;
  }
  return Number.NaN;
}

/** The last day through `asOf` on which people of the team and of the account spoke; NaN where nobody did yet. */
export function lastTalkDay(rows: TalkRows, account: number, asOf: number): number {
  for (let row = (rows.start[account + 1] as number) - 1; row >= (rows.start[account] as number); row--) {
    const day = rows.day[row] as number;
    if (day <= asOf) return day;
  }
  return Number.NaN;
}
