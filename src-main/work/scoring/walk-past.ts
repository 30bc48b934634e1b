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
import {
  createDaysPage,
  type DaysPage,
  holdsDay,
  rawsOn,
  resetDaysPage,
} from '../../lib/account-days/days-page';
import { mondayOf, monthOf } from '../../lib/day';
import { scoreOn } from '../../store/scores/past-scores';
import type { ContactScoresRow } from '../../store/scores/score-rows';
import type { ReadDb } from '../../store/types';
import { contactScoresRowOf } from './made-rows';
import { foldOpenDay, foldThrough, openPages } from './page-cursor';
import { recordDay } from './record-day';
import { comparedDays, scoreBefore, scoreByRules } from './score-before';
import type { ScoringRun } from './start-run';

/** Days of one account's past, as they would have been made at their ends. */
export interface Past {
  /** By month, the days that were walked. */
  readonly months: Map<number, DaysPage>;
  readonly contactScores: ContactScoresRow[];
  /** Each day's level by rules; null where none was said. */
  readonly levels: { readonly asOf: number; readonly level: RiskLevel | null }[];
  /** Of how many of the days anything was known. */
  known: number;
  /** How many of the days have a score: too little is known of the others. */
  scored: number;
  /** The first day of the stretch, up to the last day walked, of which too little is known for a score. */
  tooLittleSince: number | null;
}

export interface Walk {
  readonly db: ReadDb;
  readonly run: ScoringRun;
  /** Holds this account alone. */
  readonly batch: AccountBatch;
  /** Room to work in, used by nobody else meanwhile. */
  readonly state: ActivityState;
  /** Ascending. */
  readonly days: Iterable<number>;
  /** Contacts are scored on Mondays after this day. */
  readonly contactsAfter: number;
}

/** Walks through an account's past day by day. Yields after every one, so that a large account can be left for a while. */
export function* walkPast(walk: Walk): Generator<undefined, Past> {
  const { db, run, batch, state, days } = walk;
  const past: Past = {
    months: new Map(),
    contactScores: [],
    levels: [],
    known: 0,
    scored: 0,
    tooLittleSince: null,
  };
  resetActivityState(state);
  const pages = openPages(db, batch.organizationId[0] as number, 0, run.asOf);
  for (const day of days) {
    foldThrough(db, pages, state, day - 1);
    scoreDay(walk, day, () => foldOpenDay(db, pages, state, day), past);
    yield;
  }
  return past;
}

function scoreDay(
  { db, run, batch, state, contactsAfter }: Walk,
  asOf: number,
  foldDay: () => void,
  past: Past,
): void {
  const { company, config } = run;
  const withContacts = asOf === mondayOf(asOf) && asOf > contactsAfter;
  const raws = createRawMeasures(1);
  const contactRaws = createRawMeasures(withContacts ? batch.contacts.userId.length : 0);
  const commercial = commercialFacts(batch.subscriptions, 0, asOf, company);
  const subject = { company, batch, account: 0, asOf, commercial, state, raws };
  const facts = measureDay(subject, foldDay, withContacts ? contactRaws : null);
  const measured: Measured = { asOf, batch, raws, contactRaws, facts: [facts] };
  const scored = scoreAccounts(config, measured, false);
  const assessment = assessAccount({
    config,
    batch,
    account: 0,
    asOf,
    facts,
    scores: scored.scores,
    scoreBefore: scoreFourWeeksBefore(db, past, batch, asOf, config, scored.profiles[0] as CompiledProfile),
    isPresent: false,
    contacts: withContacts ? { raws: contactRaws, scores: scored.contactScores } : null,
  });
  const { health } = assessment;
  // Who left is silent, and no longer at risk.
  const level = isCustomerOn(batch, 0, asOf, false) ? assessment.riskLevel : null;
  past.levels.push({ asOf, level });
  past.tooLittleSince = isTooLittleKnown(health) ? (past.tooLittleSince ?? sinceOf(past, batch, asOf)) : null;
  const made = { config, measured, scored };
  const said = { level, p30: null, p90: null, p180: null, modelVersion: 0 };
  recordDay(monthOfPast(past, asOf), made, company, 0, { band: health.band, said, madeLater: true });
  if (health.confidence === null) return;
  past.known += 1;
  if (!isTooLittleKnown(health)) past.scored += 1;
  if (!withContacts) return;
  const page = contactScoresRowOf(made, 0);
  if (page.rows > 0) past.contactScores.push(page);
}

function monthOfPast({ months }: Past, day: number): DaysPage {
  const month = monthOf(day);
  const known = months.get(month);
  if (known !== undefined) return known;
  const page = createDaysPage();
  resetDaysPage(page, month);
  months.set(month, page);
  return page;
}

/** Before its first score an account was as little known as then. */
function sinceOf({ known }: Past, { createdDay }: AccountBatch, asOf: number): number {
  return known === 0 ? (createdDay[0] as number) : asOf;
}

/** The earlier score by the rules of this day, so that a switch of the profile makes no fall. */
function scoreFourWeeksBefore(
  db: ReadDb,
  { months }: Past,
  { organizationId }: AccountBatch,
  asOf: number,
  config: CompiledConfig,
  profile: CompiledProfile,
): number | null {
  const day = asOf - comparedDays;
  const walked = months.get(monthOf(day));
  if (walked === undefined || !holdsDay(walked, day))
    return scoreBefore(db, organizationId[0] as number, asOf, config, profile);
  const score = scoreOn(walked, day);
  return score === null ? null : scoreByRules({ ...score, raws: rawsOn(walked, day) }, config, profile);
}
