import { z } from 'zod';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import { exactSum } from '../../../src-preload/contract/words';
import { isCustomerOn } from '../../engines/health/account-life';
import type { Assessment } from '../../engines/health/assess-account';
import type { CompiledProfile } from '../../engines/health/compile-config';
import { isContactOn } from '../../engines/health/contacts';
import { isTooLittleKnown } from '../../engines/health/judged';
import type { AccountFacts } from '../../engines/health/measure-day';
import { missingMeasures } from '../../engines/health/missing-measures';
import { micropointsPerPoint } from '../../engines/health/points';
import { rawsOf } from '../../engines/health/raw-measures';
import { movedSparkline } from '../../engines/health/sparkline';
import { isAskedAbout } from '../../engines/life/standing';
import { nullIfNaN } from '../../lib/null-if-nan';
import type { PreviousSummary } from '../../store/scores/past-scores';
import { putSummary, type Summary } from '../../store/scores/score-rows';
import type { Tx } from '../../store/types';
import type { MeasuredAccounts } from './measure-accounts';
import type { ScoringRun } from './start-run';

export interface SummaryInputs {
  readonly run: Pick<ScoringRun, 'asOf' | 'now'>;
  readonly measured: MeasuredAccounts;
  readonly account: number;
  readonly profile: CompiledProfile;
  readonly assessment: Assessment;
  readonly previous: PreviousSummary | undefined;
  /** Whether the last level was found by the rules of now: a level that is another by other rules alone is no news. */
  readonly bySameRules: boolean;
}

/** Writes what lists show of an account now. @returns what was written */
export function writeSummary(tx: Tx, inputs: SummaryInputs): Summary {
  const { run, measured, account, profile, assessment, previous, bySameRules } = inputs;
  const { batch, facts, raws } = measured;
  const { asOf, now } = run;
  const { commercial, lastActivityDay, activeUsers, events } = facts[account] as AccountFacts;
  const { life, health } = assessment;
  // Who left is no longer at risk, and who only tries can't leave yet; of who ended somebody has to find out.
  const isAtRisk =
    isCustomerOn(batch, account, asOf, true) || (life !== null && isAskedAbout(life, lastActivityDay, asOf));
  const riskLevel = isAtRisk ? assessment.riskLevel : null;
  const indicators = riskLevel === null ? [] : assessment.indicators;
  const summary: Summary = {
    organizationId: batch.organizationId[account] as number,
    asOf,
    ...health,
    trend: assessment.trend,
    change28: assessment.change28 === null ? null : assessment.change28 / micropointsPerPoint,
    riskLevel,
    riskSince: riskSince(riskLevel, asOf, previous, bySameRules),
    indicators: JSON.stringify(indicators),
    indicatorCount: indicators.length,
    mrr: exactSum(commercial.mrr),
    seats: nullIfNaN(commercial.seats),
    users: contactsOn(batch, account, asOf),
    activeUsers: nullIfNaN(activeUsers),
    events,
    lastActivityDay: lastActivityDay === 0 ? null : lastActivityDay,
    renewsOn: commercial.renewal?.day ?? null,
    sparkline: JSON.stringify(sparkline(previous, asOf, health.score)),
    updatedAt: now,
    standing: life?.standing ?? null,
    lifeDay: life === null || life.lastDay === 0 ? null : life.lastDay,
    otherMoney: commercial.otherMoney.length === 0 ? null : JSON.stringify(commercial.otherMoney),
    ...(isTooLittleKnown(health)
      ? {
          missing: JSON.stringify(
            missingMeasures(profile, rawsOf(raws, account)).map(({ measure }) => measure),
          ),
          tooLittleSince: tooLittleSince(previous, asOf, batch.createdDay[account] as number),
        }
      : { missing: null, tooLittleSince: null }),
  };
  putSummary(tx, summary);
  return summary;
}

/** Of an account that was never scored before, too little was known from its first day on. */
function tooLittleSince(previous: PreviousSummary | undefined, asOf: number, createdDay: number): number {
  if (previous === undefined) return Math.min(createdDay, asOf);
  return previous.tooLittleSince ?? asOf;
}

/** Since when the level stands. */
function riskSince(
  level: RiskLevel | null,
  asOf: number,
  previous: PreviousSummary | undefined,
  bySameRules: boolean,
): number | null {
  if (level === null) return null;
  const before = previous?.riskLevel ?? null;
  const isNews = level !== before && (bySameRules || before === null);
  return isNews ? asOf : (previous?.riskSince ?? asOf);
}

const sparklineSchema = z.array(z.number().nullable());

function sparkline(previous: PreviousSummary | undefined, asOf: number, points: number | null) {
  // After the clock went back the old line is of the future.
  if (previous === undefined || previous.asOf > asOf) return movedSparkline([], asOf, asOf, points);
  return movedSparkline(sparklineSchema.parse(JSON.parse(previous.sparkline)), previous.asOf, asOf, points);
}

function contactsOn({ contacts }: MeasuredAccounts['batch'], account: number, day: number): number {
  let count = 0;
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++)
    if (isContactOn(contacts, row, day)) count += 1;
  return count;
}
