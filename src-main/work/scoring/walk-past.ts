import type { RiskLevel } from '../../../src-preload/contract/domain';
import { type ActivityState, resetActivityState } from '../../engines/activity/activity-state';
import type { AccountBatch } from '../../engines/health/account-batch';
import { isCustomerOn } from '../../engines/health/account-life';
import { assessAccount } from '../../engines/health/assess-account';
import { commercialFacts } from '../../engines/health/commercial-facts';
import { isTooLittleKnown } from '../../engines/health/judged';
import { measureDay } from '../../engines/health/measure-day';
import { micropointsPerPoint } from '../../engines/health/points';
import { createRawMeasures } from '../../engines/health/raw-measures';
import { type Measured, scoreAccounts } from '../../engines/health/score-accounts';
import { mondayOf } from '../../lib/day';
import type { ContactScoresRow, ScoreRow } from '../../store/scores/score-rows';
import type { ReadDb } from '../../store/types';
import { contactScoresRowOf, scoreRowOf } from './made-rows';
import { foldOpenDay, foldThrough, openPages } from './page-cursor';
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

/** Contacts are scored this far back. */
const contactDays = 12 * 7;

/**
 * Walks through an account's past week by week, on Mondays, when a week that comes as one count has just ended.
 * Yields after every week, so that a large account can be left for a while.
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
  for (let day = mondayOf(from) + 7; day < before; day += 7) {
    foldThrough(db, pages, state, day - 1);
    scoreDay(run, batch, day, state, () => foldOpenDay(db, pages, state, day), past);
    yield;
  }
  return past;
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
  const withContacts = asOf > run.asOf - contactDays;
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
    scoreBefore: scoreFourWeeksBefore(past, asOf),
    isPresent: false,
    contacts: withContacts ? { raws: contactRaws, scores: scored.contactScores } : null,
  });
  const { health } = assessment;
  // Who left is silent, and no longer at risk.
  const riskLevel = isCustomerOn(batch, 0, asOf, false) ? assessment.riskLevel : null;
  if (riskLevel !== past.riskLevel) {
    past.riskLevel = riskLevel;
    past.riskSince = riskLevel === null ? null : asOf;
  }
  if (riskLevel !== null) past.riskLevels.push({ asOf, level: riskLevel });
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

function scoreFourWeeksBefore({ scores }: Past, asOf: number): number | null {
  const before = scores.findLast((score) => score.asOf <= asOf - 28);
  return before === undefined || before.asOf < asOf - 28 || before.band === null
    ? null
    : Math.round(before.score * micropointsPerPoint);
}
