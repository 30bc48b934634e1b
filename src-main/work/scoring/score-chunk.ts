import type { ActivityState } from '../../engines/activity/activity-state';
import { activityStateLayout, encodeActivityState } from '../../engines/activity/state-codec';
import type { UnknownActivity } from '../../engines/activity/unknown-activity';
import { type Assessment, assessAccount } from '../../engines/health/assess-account';
import { areSameRules } from '../../engines/health/comparable';
import type { CompiledProfile } from '../../engines/health/compile-config';
import type { AccountFacts } from '../../engines/health/measure-day';
import { scoreAccounts } from '../../engines/health/score-accounts';
import { keptSpell } from '../../engines/life/departures';
import { createDaysPage, resetDaysPage } from '../../lib/account-days/days-page';
import { unpackDay } from '../../lib/account-days/one-day';
import { firstDayOfMonth, monthOf } from '../../lib/day';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readChurnBooks } from '../../store/risk/churn-book';
import { putDay } from '../../store/scores/account-days';
import { clearDirty, putActivityState, removeActivityState } from '../../store/scores/activity';
import { readJudgedAccounts } from '../../store/scores/judgements';
import { scoreOfDay } from '../../store/scores/past-scores';
import { putContactScores, removeContactScores } from '../../store/scores/score-rows';
import { putSpells } from '../../store/scores/spells';
import { readStoredBefore, type StoredBefore } from '../../store/scores/stored-before';
import type { Tx } from '../../store/types';
import { type Said, settleHeadline } from '../headline/settle-headline';
import type { Folding } from './fold-account';
import { forgetObjecting } from './forget-objecting';
import { contactScoresRowOf, type Made } from './made-rows';
import { measureAccounts } from './measure-accounts';
import { recordDay } from './record-day';
import { comparedDays, scoreByRules } from './score-before';
import type { ScoringRun } from './start-run';
import { writeSummary } from './write-summary';

export interface ChunkResult {
  readonly scored: number;
  /** Whether some had never been scored before: their past can be scored too. */
  readonly hasNew: boolean;
  readonly unknown: UnknownActivity;
}

const noChance = { p30: null, p90: null, p180: null, chanceReason: null, chanceVersion: null };

/** Measures and scores these accounts and writes everything that follows. @param ids ascending */
export function scoreChunk(tx: Tx, run: ScoringRun, ids: readonly number[]): ChunkResult {
  const measured = measureAccounts(tx, run, ids, run.asOf, run.state, (id, folding) =>
    storeState(tx, id, folding, run.state),
  );
  const scored = scoreAccounts(run.config, measured, true);
  const made = { config: run.config, measured, scored };
  const rules = {
    config: run.config,
    books: readChurnBooks(tx),
    calendar: companyCalendar(tx),
    judged: readJudgedAccounts(tx, ids[0] ?? 0, ids.at(-1) ?? 0),
  };
  const today = rules.calendar.dayOf(run.now);
  const presentMonth = monthOf(run.asOf);
  const comparedDay = run.asOf - comparedDays;
  const before = readStoredBefore(tx, ids, [presentMonth, monthOf(comparedDay)]);
  let hasNew = false;
  let count = 0;
  for (let account = 0; account < measured.batch.count; account++) {
    const organizationId = measured.batch.organizationId[account] as number;
    const previous = before.summaries.get(organizationId);
    hasNew ||= previous === undefined;
    const profile = scored.profiles[account] as CompiledProfile;
    const assessment = assessAccount({
      config: run.config,
      batch: measured.batch,
      account,
      asOf: run.asOf,
      facts: measured.facts[account] as AccountFacts,
      scores: scored.scores,
      scoreBefore: scoreOfFourWeeksBefore(before, organizationId, comparedDay, run, profile),
      isPresent: true,
      contacts: { raws: measured.contactRaws, scores: scored.contactScores },
    });
    const scoredBy = { configVersion: run.config.version, profile: profile.id };
    const headline = before.headlines.get(organizationId);
    const summary = writeSummary(tx, {
      run,
      measured,
      account,
      profile,
      assessment,
      previous,
      bySameRules: headline === undefined || areSameRules(headline, scoredBy),
    });
    if (summary.score !== null) count += 1;
    writeContactScores(tx, made, account);
    if (assessment.life !== null)
      putSpells(tx, organizationId, assessment.life.spells.map(keptSpell), before.spells);
    const days = { asOf: run.asOf, today, scoredBy, lastAsOf: previous?.asOf };
    const said = settleHeadline(tx, rules, organizationId, days, {
      rules: {
        ...(before.chances.get(organizationId) ?? noChance),
        asOf: run.asOf,
        rules: summary.riskLevel,
        rulesSince: summary.riskSince,
        mrr: summary.mrr,
        confidence: summary.confidence,
        indicators: summary.indicators,
      },
      previous: headline,
    });
    if (said !== null)
      writeDay(
        tx,
        run,
        made,
        account,
        assessment,
        said,
        before.months.get(presentMonth)?.get(organizationId),
      );
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

function scoreOfFourWeeksBefore(
  { months }: StoredBefore,
  organizationId: number,
  day: number,
  { config }: ScoringRun,
  profile: CompiledProfile,
): number | null {
  const month = monthOf(day);
  const bytes = months.get(month)?.get(organizationId);
  const row =
    bytes === undefined ? undefined : scoreOfDay(unpackDay(bytes, day - firstDayOfMonth(month)), day);
  return row === undefined ? null : scoreByRules(row, config, profile);
}

function writeDay(
  tx: Tx,
  { company, asOf }: ScoringRun,
  made: Made,
  account: number,
  { health }: Assessment,
  said: Said,
  stored: Uint8Array | undefined,
): void {
  const organizationId = made.measured.batch.organizationId[account] as number;
  resetDaysPage(one, monthOf(asOf));
  recordDay(one, made, company, account, { band: health.band, said, madeLater: false });
  putDay(tx, organizationId, one, room, stored);
}

/** For one day, and for one month, at a time. */
const one = createDaysPage();
const room = createDaysPage();

function writeContactScores(tx: Tx, made: Made, account: number): void {
  const row = contactScoresRowOf(made, account);
  if (row.rows === 0) removeContactScores(tx, row.organizationId, row.week);
  else putContactScores(tx, row);
  forgetObjecting(tx, made.measured.batch, account);
}
