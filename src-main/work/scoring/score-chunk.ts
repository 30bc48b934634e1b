import { z } from 'zod';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import { exactSum } from '../../../src-preload/contract/words';
import type { ActivityState } from '../../engines/activity/activity-state';
import { activityStateLayout, encodeActivityState } from '../../engines/activity/state-codec';
import type { UnknownActivity } from '../../engines/activity/unknown-activity';
import { isCustomerOn } from '../../engines/health/account-life';
import { type Assessment, assessAccount } from '../../engines/health/assess-account';
import type { CompiledProfile } from '../../engines/health/compile-config';
import { isContactOn } from '../../engines/health/contacts';
import { isTooLittleKnown } from '../../engines/health/judged';
import type { AccountFacts } from '../../engines/health/measure-day';
import { missingMeasures } from '../../engines/health/missing-measures';
import { micropointsPerPoint } from '../../engines/health/points';
import { rawsOf } from '../../engines/health/raw-measures';
import { noScore } from '../../engines/health/score';
import { type ScoredAccounts, scoreAccounts } from '../../engines/health/score-accounts';
import { movedSparkline } from '../../engines/health/sparkline';
import { keptSpell } from '../../engines/life/departures';
import { isAskedAbout } from '../../engines/life/standing';
import { nullIfNaN } from '../../lib/null-if-nan';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readChurnBook } from '../../store/risk/churn-book';
import { clearDirty, putActivityState, removeActivityState } from '../../store/scores/activity';
import { type PreviousSummary, readPreviousSummary, readRulesOn } from '../../store/scores/past-scores';
import {
  putContactScores,
  putScore,
  putSummary,
  removeContactScores,
  removeScore,
} from '../../store/scores/score-rows';
import { putSpells } from '../../store/scores/spells';
import type { Tx } from '../../store/types';
import { settleHeadline } from '../headline/settle-headline';
import type { Folding } from './fold-account';
import { contactScoresRowOf, type Made, scoreRowOf } from './made-rows';
import { type MeasuredAccounts, measureAccounts } from './measure-accounts';
import { scoreBefore } from './score-before';
import type { ScoringRun } from './start-run';

export interface ChunkResult {
  readonly scored: number;
  /** Whether some had never been scored before: their past can be scored too. */
  readonly hasNew: boolean;
  readonly unknown: UnknownActivity;
}

/** Measures and scores these accounts and writes everything that follows. @param ids ascending */
export function scoreChunk(tx: Tx, run: ScoringRun, ids: readonly number[]): ChunkResult {
  const measured = measureAccounts(tx, run.company, ids, run.asOf, run.state, (id, folding) =>
    storeState(tx, id, folding, run.state),
  );
  const scored = scoreAccounts(run.config, measured, true);
  const made = { config: run.config, measured, scored };
  const rules = {
    config: run.config,
    book: readChurnBook(tx)?.book ?? null,
    calendar: companyCalendar(tx),
  };
  let hasNew = false;
  let count = 0;
  for (let account = 0; account < measured.batch.count; account++) {
    const organizationId = measured.batch.organizationId[account] as number;
    const previous = readPreviousSummary(tx, organizationId);
    hasNew ||= previous === undefined;
    if (scored.scores.score[account] !== noScore) count += 1;
    const assessment = assessAccount({
      config: run.config,
      batch: measured.batch,
      account,
      asOf: run.asOf,
      facts: measured.facts[account] as AccountFacts,
      scores: scored.scores,
      scoreBefore: scoreBefore(
        tx,
        organizationId,
        run.asOf,
        run.config,
        scored.profiles[account] as CompiledProfile,
      ),
      isPresent: true,
      contacts: { raws: measured.contactRaws, scores: scored.contactScores },
    });
    // Before the score: by which rules the last one was made is read from it.
    const byOtherRules = writeSummary(tx, run, measured, scored, account, assessment, previous);
    writeScore(tx, made, account, assessment);
    writeContactScores(tx, made, account);
    if (assessment.life !== null) putSpells(tx, organizationId, assessment.life.spells.map(keptSpell));
    settleHeadline(tx, rules, organizationId, {
      asOf: run.asOf,
      today: rules.calendar.dayOf(run.now),
      byOtherRules,
    });
  }
  return { scored: count, hasNew, unknown: measured.unknown };
}

function storeState(
  tx: Tx,
  organizationId: number,
  { changed, isMarked, storedIsLater }: Folding,
  state: ActivityState,
): void {
  if (storedIsLater) return;
  if (changed && state.throughDay === 0) removeActivityState(tx, organizationId);
  else if (changed) {
    const payload = encodeActivityState(state);
    putActivityState(tx, organizationId, {
      throughDay: state.throughDay,
      layout: activityStateLayout,
      payload,
    });
  }
  if (isMarked) clearDirty(tx, organizationId);
}

function writeScore(tx: Tx, made: Made, account: number, { health }: Assessment): void {
  const { batch, asOf } = made.measured;
  if (health.confidence === null) removeScore(tx, batch.organizationId[account] as number, asOf);
  else putScore(tx, scoreRowOf(made, account, health.band));
}

function writeContactScores(tx: Tx, made: Made, account: number): void {
  const row = contactScoresRowOf(made, account);
  if (row.rows === 0) removeContactScores(tx, row.organizationId, row.week);
  else putContactScores(tx, row);
}

/** @returns whether the level is another one by other rules alone: that is no news of the account */
function writeSummary(
  tx: Tx,
  { asOf, now, config }: ScoringRun,
  { batch, facts, raws }: MeasuredAccounts,
  { profiles }: ScoredAccounts,
  account: number,
  assessment: Assessment,
  previous: PreviousSummary | undefined,
): boolean {
  const { commercial, lastActivityDay, activeUsers, events } = facts[account] as AccountFacts;
  const { life, health } = assessment;
  // Who left is no longer at risk, and who only tries can't leave yet; of who ended somebody has to find out.
  const isAtRisk =
    isCustomerOn(batch, account, asOf, true) || (life !== null && isAskedAbout(life, lastActivityDay, asOf));
  const riskLevel = isAtRisk ? assessment.riskLevel : null;
  const indicators = riskLevel === null ? [] : assessment.indicators;
  const organizationId = batch.organizationId[account] as number;
  const byOtherRules = isByOtherRules(riskLevel, previous, () => {
    const before = previous === undefined ? undefined : readRulesOn(tx, organizationId, previous.asOf);
    return before?.configVersion === config.version && before.profile === profiles[account]?.id;
  });
  putSummary(tx, {
    organizationId,
    asOf,
    ...health,
    trend: assessment.trend,
    change28: assessment.change28 === null ? null : assessment.change28 / micropointsPerPoint,
    riskLevel,
    riskSince: riskSince(riskLevel, asOf, previous, byOtherRules),
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
            missingMeasures(profiles[account] as CompiledProfile, rawsOf(raws, account)).map(
              ({ measure }) => measure,
            ),
          ),
          tooLittleSince: tooLittleSince(previous, asOf, batch.createdDay[account] as number),
        }
      : { missing: null, tooLittleSince: null }),
  });
  return byOtherRules;
}

/** Of an account that was never scored before, too little was known from its first day on. */
function tooLittleSince(previous: PreviousSummary | undefined, asOf: number, createdDay: number): number {
  if (previous === undefined) return Math.min(createdDay, asOf);
  return previous.tooLittleSince ?? asOf;
}

function isByOtherRules(
  level: RiskLevel | null,
  previous: PreviousSummary | undefined,
  bySameRules: () => boolean,
): boolean {
  const before = previous?.riskLevel ?? null;
  return level !== null && before !== null && level !== before && !bySameRules();
}

/** Since when the level stands. */
function riskSince(
  level: RiskLevel | null,
  asOf: number,
  previous: PreviousSummary | undefined,
  byOtherRules: boolean,
): number | null {
  if (level === null) return null;
  return level === previous?.riskLevel || byOtherRules ? (previous?.riskSince ?? asOf) : asOf;
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
