import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { HealthSummary } from '../../../src-preload/contract/health';
import { micropointsPerPoint } from '../../engines/health/points';
import { bandOf } from '../../engines/health/score';
import { isDisagreement } from '../../engines/risk/headline/headline';
import {
  type Disagreement,
  disagreementSaid,
  type HeadlineFacts,
  headlineSaid,
} from '../../engines/risk/headline/headline-words';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readChurnBooks } from '../../store/risk/churn-book';
import { readHeadline, readRules } from '../../store/risk/headlines';
import type { ReadDb } from '../../store/types';
import { currentConfig } from '../scoring/current-config';
import { levelByHand, liftsOf } from './settle-headline';

export interface AccountHeadline {
  readonly since: number | null;
  /** Which of rules, model and manager speaks. */
  readonly text: string | null;
  readonly disagreement: Disagreement | null;
}

/** The headline of one account in words. @param health as `readAccount` gives it: computed, with what was set by hand beside it */
export function headlineOfAccount(
  db: ReadDb,
  id: number,
  health: HealthSummary,
  today: number,
): AccountHeadline {
  const rules = readRules(db, id);
  if (rules === undefined) return { since: null, text: null, disagreement: null };
  const headline = readHeadline(db, id);
  const { override } = health;
  const asOf = rules.asOf;
  const lifts = liftsOf(db, { books: readChurnBooks(db), calendar: companyCalendar(db) }, id, rules, asOf);
  const facts: HeadlineFacts = {
    ...(override === null ? { ...health, scoreBy: null } : byHand(db, health, override)),
    rules: override === null ? rules.rules : rulesByHand(db, rules, override.score),
    level: health.riskLevel,
    ...lifts,
    chanceReason: rules.chanceReason,
  };
  const isHeld = headline?.overrideUntil != null && headline.overrideUntil >= today;
  return {
    since: isHeld ? headline.overrideSince : (headline?.since ?? rules.rulesSince),
    text: headlineSaid(facts),
    disagreement:
      facts.rules !== null && facts.chance !== null && isDisagreement(facts.rules, facts.chance)
        ? disagreementSaid(facts, facts.rules, facts.chance)
        : null,
  };
}

function byHand(db: ReadDb, health: HealthSummary, { score, author }: { score: number; author: string }) {
  const band = bandOf(currentConfig(db), Math.round(score * micropointsPerPoint));
  return { ...health, score, band, confidence: 1, tooLittle: null, change28: null, scoreBy: author };
}

function rulesByHand(
  db: ReadDb,
  rules: { readonly rules: RiskLevel | null; readonly indicators: string },
  score: number,
): RiskLevel | null {
  if (rules.rules === null) return null;
  return levelByHand(bandOf(currentConfig(db), Math.round(score * micropointsPerPoint)), rules);
}
