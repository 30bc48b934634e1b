import type { ActivityState } from '../../engines/activity/activity-state';
import { activityStateLayout, encodeActivityState } from '../../engines/activity/state-codec';
import type { UnknownActivity } from '../../engines/activity/unknown-activity';
import { type Assessment, assessAccount } from '../../engines/health/assess-account';
import { areSameRules } from '../../engines/health/comparable';
import type { CompiledProfile } from '../../engines/health/compile-config';
import type { AccountFacts } from '../../engines/health/measure-day';
import { noScore } from '../../engines/health/score';
import { scoreAccounts } from '../../engines/health/score-accounts';
import { keptSpell } from '../../engines/life/departures';
import { createDaysPage, resetDaysPage } from '../../lib/account-days/days-page';
import { monthOf } from '../../lib/day';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readHeadline } from '../../store/risk/headlines';
import { putDay } from '../../store/scores/account-days';
import { clearDirty, putActivityState, removeActivityState } from '../../store/scores/activity';
import { readPreviousSummary } from '../../store/scores/past-scores';
import { putContactScores, removeContactScores } from '../../store/scores/score-rows';
import { putSpells } from '../../store/scores/spells';
import type { Tx } from '../../store/types';
import { type Said, settleHeadline, spokenBook } from '../headline/settle-headline';
import type { Folding } from './fold-account';
import { contactScoresRowOf, type Made } from './made-rows';
import { measureAccounts } from './measure-accounts';
import { recordDay } from './record-day';
import { scoreBefore } from './score-before';
import type { ScoringRun } from './start-run';
import { writeSummary } from './write-summary';

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
    ...spokenBook(tx),
    calendar: companyCalendar(tx),
  };
  let hasNew = false;
  let count = 0;
  for (let account = 0; account < measured.batch.count; account++) {
    const organizationId = measured.batch.organizationId[account] as number;
    const previous = readPreviousSummary(tx, organizationId);
    hasNew ||= previous === undefined;
    const profile = scored.profiles[account] as CompiledProfile;
    if (scored.scores.score[account] !== noScore) count += 1;
    const assessment = assessAccount({
      config: run.config,
      batch: measured.batch,
      account,
      asOf: run.asOf,
      facts: measured.facts[account] as AccountFacts,
      scores: scored.scores,
      scoreBefore: scoreBefore(tx, organizationId, run.asOf, run.config, profile),
      isPresent: true,
      contacts: { raws: measured.contactRaws, scores: scored.contactScores },
    });
    const scoredBy = { configVersion: run.config.version, profile: profile.id };
    const headline = readHeadline(tx, organizationId);
    writeSummary(tx, {
      run,
      measured,
      account,
      profile,
      assessment,
      previous,
      bySameRules: headline === undefined || areSameRules(headline, scoredBy),
    });
    writeContactScores(tx, made, account);
    if (assessment.life !== null) putSpells(tx, organizationId, assessment.life.spells.map(keptSpell));
    const days = { asOf: run.asOf, today: rules.calendar.dayOf(run.now), scoredBy };
    const said = settleHeadline(tx, rules, organizationId, days, headline);
    if (said !== null) writeDay(tx, run, made, account, assessment, said);
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

function writeDay(
  tx: Tx,
  { company, asOf }: ScoringRun,
  made: Made,
  account: number,
  { health }: Assessment,
  said: Said,
): void {
  const organizationId = made.measured.batch.organizationId[account] as number;
  resetDaysPage(one, monthOf(asOf));
  recordDay(one, made, company, account, { band: health.band, said, madeLater: false });
  putDay(tx, organizationId, one, room);
}

/** For one day, and for one month, at a time. */
const one = createDaysPage();
const room = createDaysPage();

function writeContactScores(tx: Tx, made: Made, account: number): void {
  const row = contactScoresRowOf(made, account);
  if (row.rows === 0) removeContactScores(tx, row.organizationId, row.week);
  else putContactScores(tx, row);
}
