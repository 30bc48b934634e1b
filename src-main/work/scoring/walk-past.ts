import type { RiskLevel } from '../../../src-preload/contract/domain';
import { type ActivityState, resetActivityState } from '../../engines/activity/activity-state';
import type { AccountBatch } from '../../engines/health/account-batch';
import { isCustomerOn } from '../../engines/health/account-life';
import { assessAccount } from '../../engines/health/assess-account';
import { commercialFacts } from '../../engines/health/commercial-facts';
import type { CompiledConfig, CompiledProfile } from '../../engines/health/compile-config';
import { isTooLittleKnown } from '../../engines/health/judged';
import { measureDay } from '../../engines/health/measure-day';
import { createRawMeasures } from '../../engines/health/raw-measures';
import { type Measured, scoreAccounts } from '../../engines/health/score-accounts';
import { mondayOf } from '../../lib/day';
import type { ContactScoresRow, ScoreRow } from '../../store/scores/score-rows';
import type { ReadDb } from '../../store/types';
import { contactScoresRowOf, scoreRowOf } from './made-rows';
import { foldOpenDay, foldThrough, openPages } from './page-cursor';
import { comparisonSlack, scoreByRules } from './score-before';
import type { ScoringRun } from './start-run';

/** Weekly scores of one account's past, as they would have been made at the end of those days. */
export interface Past {
  readonly scores: ScoreRow[];
  readonly contactScores: ContactScoresRow[];
  readonly riskLevels: { readonly asOf: number; readonly level: RiskLevel }[];
  /** On the last day walked, and since which. */
  riskLevel: RiskLevel | null;
  riskSince: number | null;
  /** The first day of the stretch, up to the last day walked, of which too little is known for a score. */
  tooLittleSince: number | null;
}

const dailyDays = 28;
/** Contacts are scored this far back. */
const contactDays = 12 * 7;

/**
 * Walks through an account's past week by week, on Mondays, when a week that comes as one count has just ended, and day by
 * day through the last 28. Yields after every step, so that a large account can be left for a while.
 * @param batch holds this account alone
 * @param from first day with activity
 * @param before the first day that has a score already
 * @param state room to work in, used by nobody else meanwhile
 */
export function* walkPast(
  db: ReadDb,
  run: ScoringRun,
  batch: AccountBatch,
  from: number,
  before: number,
  state: ActivityState,
): Generator<undefined, Past> {
  const past: Past = {
    scores: [],
    contactScores: [],
    riskLevels: [],
    riskLevel: null,
    riskSince: null,
    tooLittleSince: null,
  };
  const organizationId = batch.organizationId[0] as number;
  resetActivityState(state);
  const pages = openPages(db, organizationId, 0, before);
  for (const day of daysOfPast(from, before, run.asOf)) {
    foldThrough(db, pages, state, day - 1);
    scoreDay(run, batch, day, state, () => foldOpenDay(db, pages, state, day), past);
    yield;
  }
  return past;
}

/** Mondays, and each of the last 28 days: to these the scores of the next four weeks are compared. */
function* daysOfPast(from: number, before: number, present: number): Generator<number> {
  for (let day = mondayOf(from) + 7; day < before; day += 1)
    if (day === mondayOf(day) || day >= present - dailyDays) yield day;
}

function scoreDay(
  run: ScoringRun,
  batch: AccountBatch,
  asOf: number,
  state: ActivityState,
  foldDay: () => void,
  past: Past,
): void {
  const { company, config } = run;
  const isMonday = asOf === mondayOf(asOf);
  const withContacts = isMonday && asOf > run.asOf - contactDays;
  const raws = createRawMeasures(1);
  const contactRaws = createRawMeasures(withContacts ? batch.contacts.userId.length : 0);
  const commercial = commercialFacts(batch.subscriptions, 0, asOf, company);
  const subject = { company, batch, account: 0, asOf, commercial, state, raws };
  const facts = measureDay(subject, foldDay, withContacts ? contactRaws : null);
  const measured: Measured = { asOf, batch, raws, contactRaws, facts: [facts] };
  const scored = scoreAccounts(config, measured, false);
  const { scores } = scored;
  const assessment = assessAccount({
    config,
    batch,
    account: 0,
    asOf,
    facts,
    scores,
    scoreBefore: scoreFourWeeksBefore(past, asOf, config, scored.profiles[0] as CompiledProfile),
    isPresent: false,
    contacts: withContacts ? { raws: contactRaws, scores: scored.contactScores } : null,
  });
  const { health } = assessment;
  // Who left is silent, and no longer at risk.
  const riskLevel = isCustomerOn(batch, 0, asOf, false) ? assessment.riskLevel : null;
  const isNews = riskLevel !== past.riskLevel;
  if (isNews) {
    past.riskLevel = riskLevel;
    past.riskSince = riskLevel === null ? null : asOf;
  }
  if (riskLevel !== null && (isMonday || isNews)) past.riskLevels.push({ asOf, level: riskLevel });
  past.tooLittleSince = isTooLittleKnown(health) ? (past.tooLittleSince ?? sinceOf(past, batch, asOf)) : null;
  if (health.confidence === null) return;
  const made = { config, measured, scored };
  past.scores.push(scoreRowOf(made, 0, health.band));
  if (!withContacts) return;
  const page = contactScoresRowOf(made, 0);
  if (page.rows > 0) past.contactScores.push(page);
}

/** Before its first score an account was as little known as then. */
function sinceOf({ scores }: Past, { createdDay }: AccountBatch, asOf: number): number {
  return scores.length === 0 ? (createdDay[0] as number) : asOf;
}

/** The earlier score by the rules of this day, so that a switch of the profile makes no fall. */
function scoreFourWeeksBefore(
  { scores }: Past,
  asOf: number,
  config: CompiledConfig,
  profile: CompiledProfile,
): number | null {
  const before = scores.findLast((score) => score.asOf <= asOf - 28);
  if (before === undefined || before.asOf <= asOf - 28 - comparisonSlack) return null;
  return scoreByRules(before, config, profile);
}
