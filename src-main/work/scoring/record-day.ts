import type { Band } from '../../../src-preload/contract/domain';
import { exactSum } from '../../../src-preload/contract/words';
import type { CompanyFacts } from '../../engines/health/account-batch';
import { measureAt } from '../../engines/health/measures';
import { rawsOf } from '../../engines/health/raw-measures';
import { noScore } from '../../engines/health/score';
import { shownTenths } from '../../engines/health/shown-score';
import { dayBands, dayLevels } from '../../lib/account-days/day-facts';
import { clearDay, type DaysPage, placeOfName, setFact, setRaws } from '../../lib/account-days/days-page';
import type { Said } from '../headline/settle-headline';
import type { Made } from './made-rows';

const millionths = 1e6;

/**
 * Puts everything that is known of an account's day into its month, in place of what was there of that day. Of a day without a score the rest is kept all the same.
 * @param band of the score; null where too little is known
 * @param said the headline risk, as far as one is said; a day of the past has its level by rules
 */
export function recordDay(
  page: DaysPage,
  { config, measured, scored: { scores, profiles } }: Made,
  company: CompanyFacts,
  account: number,
  { band, said, madeLater }: { readonly band: Band | null; readonly said: Said; readonly madeLater: boolean },
): void {
  const { asOf: day, raws } = measured;
  const facts = measured.facts[account];
  if (facts === undefined) throw new Error('the account was not measured');
  clearDay(page, day);
  setFact(page, day, 'madeLater', madeLater ? 1 : 0);
  setFact(page, day, 'activeUsers', facts.activeUsers);
  setFact(page, day, 'events', facts.events);
  setFact(page, day, 'mrr', exactSum(facts.commercial.mrr));
  setFact(page, day, 'seats', facts.commercial.seats);
  setFact(page, day, 'renewal', facts.commercial.renewal?.day ?? Number.NaN);
  setFact(page, day, 'openTickets', facts.support.open);
  setFact(page, day, 'openSevere', facts.support.openSevere);
  const raw = (at: number) => (raws.columns[at] as Float64Array)[account] as number;
  setFact(page, day, 'silentDays', raw(measureAt.days_since_activity));
  setFact(page, day, 'nps', raw(measureAt.nps));
  setFact(page, day, 'onPace', Math.round(100 * raw(measureAt.milestones_on_pace)));
  const used = (at: number, of: readonly number[]) => Math.round(raw(at) * of.length);
  setFact(page, day, 'coreFeatures', used(measureAt.feature_breadth, company.coreFeatures));
  setFact(page, day, 'outcomeFeatures', used(measureAt.outcome_breadth, company.outcomeFeatures));
  recordSaid(page, day, said);
  const score = scores.score[account] as number;
  if (score === noScore) return;
  setFact(page, day, 'score', shownTenths(score));
  setFact(page, day, 'band', dayBands.indexOf(band ?? 'unknown'));
  setFact(page, day, 'confidence', scores.confidence[account] as number);
  setFact(page, day, 'configVersion', config.version);
  setFact(page, day, 'profile', placeOfName(page, profiles[account]?.id ?? ''));
  setFact(page, day, 'movement', facts.movement?.id ?? 0);
  const dimension = (d: number) => scores.dimensions?.[5 * account + d] ?? Number.NaN;
  setFact(page, day, 'engagement', dimension(0));
  setFact(page, day, 'adoption', dimension(1));
  setFact(page, day, 'satisfaction', dimension(2));
  setFact(page, day, 'retention', dimension(3));
  setFact(page, day, 'value', dimension(4));
  setRaws(page, day, rawsOf(raws, account));
}

/** What is said of an account's risk on a day, in place of what was said of it before on that day. */
export function recordSaid(page: DaysPage, day: number, said: Said): void {
  const chance = (p: number | null) => (p === null ? Number.NaN : Math.round(p * millionths));
  setFact(page, day, 'level', said.level === null ? Number.NaN : dayLevels.indexOf(said.level));
  setFact(page, day, 'p30', chance(said.p30));
  setFact(page, day, 'p90', chance(said.p90));
  setFact(page, day, 'p180', chance(said.p180));
  setFact(page, day, 'modelVersion', said.modelVersion);
}
