import type { Band, RiskLevel } from '../../../src-preload/contract/domain';
import { arrOf } from '../../../src-preload/contract/words';
import type { CompiledConfig } from '../../engines/health/compile-config';
import { micropointsPerPoint } from '../../engines/health/points';
import { riskLevelOf } from '../../engines/health/risk-level';
import { bandOf } from '../../engines/health/score';
import type { ChurnBook } from '../../engines/risk/headline/churn-book';
import { headlineOf } from '../../engines/risk/headline/headline';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { mondayOf } from '../../lib/day';
import { pulseValidDays } from '../../lib/pulse-days';
import {
  type HeadlineRow,
  putHeadline,
  type RulesRow,
  readHeadline,
  readRules,
} from '../../store/risk/headlines';
import { putRiskLevel, readLastLevelDay } from '../../store/risk/levels';
import { readLatestPulse, readStandingOverride } from '../../store/scores/judgements';
import { indicatorsOf } from '../../store/scores/stored-indicators';
import type { ReadDb, Tx } from '../../store/types';

/** On which days a headline is settled. */
export interface HeadlineDays {
  /** The day of the figures. */
  readonly asOf: number;
  /** The day it is, by which a score set by hand holds. */
  readonly today: number;
  /** The level by rules is another one because the rules are: that is no news of the account. */
  readonly byOtherRules?: boolean;
}

/** By what headlines are made, the same for all accounts. */
export interface HeadlineRules {
  readonly config: CompiledConfig;
  /** Null where no model speaks. */
  readonly book: ChurnBook | null;
  readonly calendar: CompanyCalendar;
}

/**
 * Makes the one risk that is said of an account from what is stored of it: level by rules, chance to leave, pulse, and a
 * score set by hand. Keeps the level in the history when it changed and once a week.
 */
export function settleHeadline(
  tx: Tx,
  { config, ...rest }: HeadlineRules,
  organizationId: number,
  { asOf, today, byOtherRules = false }: HeadlineDays,
): void {
  const rules = readRules(tx, organizationId);
  if (rules === undefined) return;
  const previous = readHeadline(tx, organizationId);
  const lifts = liftsOf(tx, rest, organizationId, rules, asOf);
  const { chance, pulse } = lifts;
  const level = headlineOf({ rules: rules.rules, chance, pulse: pulse?.points ?? null });
  const override = readStandingOverride(tx, organizationId, today);
  const band = override === null ? null : bandOf(config, Math.round(override.score * micropointsPerPoint));
  const overrideLevel =
    band === null || rules.rules === null
      ? null
      : headlineOf({ rules: levelByHand(band, rules), chance, pulse: pulse?.points ?? null });
  const row: HeadlineRow = {
    organizationId,
    level,
    since: sinceOf(level, previous, rules, asOf, byOtherRules),
    overrideUntil: override?.untilDay ?? null,
    overrideScore: override?.score ?? null,
    overrideBand: band,
    overrideLevel,
    overrideSince:
      overrideLevel === null
        ? null
        : overrideLevel === previous?.overrideLevel
          ? previous.overrideSince
          : asOf,
  };
  putHeadline(tx, row);
  keepInHistory(tx, organizationId, asOf, override === null ? level : overrideLevel);
}

/** What speaks of an account's risk besides the rules. */
export function liftsOf(
  db: ReadDb | Tx,
  { book, calendar }: Omit<HeadlineRules, 'config'>,
  organizationId: number,
  { p90, mrr }: Pick<RulesRow, 'p90' | 'mrr'>,
  asOf: number,
) {
  const pulse = readLatestPulse(db, organizationId, calendar, asOf);
  return {
    chance: p90 === null || book === null ? null : { p90, arr: arrOf(mrr), book },
    pulse: pulse === null || pulse.day <= asOf - pulseValidDays ? null : pulse,
  };
}

/** By the same rules from the band of a score set by hand: how the computed score moved is no part of it. */
export function levelByHand(band: Band, { indicators }: Pick<RulesRow, 'indicators'>): RiskLevel | null {
  return riskLevelOf({
    band,
    isTooLittleKnown: false,
    change28: null,
    indicators: indicatorsOf(indicators),
  });
}

function sinceOf(
  level: RiskLevel | null,
  previous: Pick<HeadlineRow, 'level' | 'since'> | undefined,
  { rules, rulesSince }: RulesRow,
  asOf: number,
  byOtherRules: boolean,
): number | null {
  if (level === null) return null;
  if (previous === undefined) return level === rules ? rulesSince : asOf;
  return level === previous.level || byOtherRules ? (previous.since ?? asOf) : asOf;
}

/** A level is kept once a week and whenever it changes; made again on the same day, it is what it turned out to be. */
function keepInHistory(tx: Tx, organizationId: number, asOf: number, level: RiskLevel | null): void {
  const last = readLastLevelDay(tx, organizationId, asOf);
  const isNews = last === null || last.level !== level || mondayOf(last.day) !== mondayOf(asOf);
  if (isNews) putRiskLevel(tx, organizationId, asOf, level);
}
