import type { Band, RiskLevel } from '../../../src-preload/contract/domain';
import { arrOf } from '../../../src-preload/contract/words';
import { type JudgedBy, type Switch, switchBetween } from '../../engines/health/comparable';
import type { CompiledConfig } from '../../engines/health/compile-config';
import { micropointsPerPoint } from '../../engines/health/points';
import { riskLevelOf } from '../../engines/health/risk-level';
import { bandOf } from '../../engines/health/score';
import { headlineOf } from '../../engines/risk/headline/headline';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { mondayOf } from '../../lib/day';
import { pulseValidDays } from '../../lib/pulse-days';
import type { ChurnBooks } from '../../store/risk/churn-book';
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

/** On which days a headline is settled, and by which rules the score beneath it was made. */
export interface HeadlineDays {
  /** The day of the figures. */
  readonly asOf: number;
  /** The day it is, by which a score set by hand holds. */
  readonly today: number;
  /** Null: those that made the headline before, the score is the same. */
  readonly scoredBy: Omit<JudgedBy, 'modelVersion'> | null;
  /** The day of the figures when it was settled last, where that is known. */
  readonly lastAsOf?: number | undefined;
}

/** By what headlines are made, the same for all accounts. */
export interface HeadlineRules {
  readonly config: CompiledConfig;
  /** What chances are held against; of an account that no model foretold the latest speaks by its silence. */
  readonly books: ChurnBooks;
  readonly calendar: CompanyCalendar;
  /** Of which accounts a person has said something; of the others nothing has to be looked for. Without it, of any. */
  readonly judged?: ReadonlySet<number>;
}

/** What of an account is known already where its headline is settled, and need not be read. */
export interface KnownOf {
  readonly rules: RulesRow;
  readonly previous: HeadlineRow | undefined;
}

/** The one risk that is said of an account, and what was foretold of it. */
export interface Said {
  readonly level: RiskLevel | null;
  readonly p30: number | null;
  readonly p90: number | null;
  readonly p180: number | null;
  readonly modelVersion: number;
}

/**
 * Makes the one risk that is said of an account from what is stored of it: level by rules, chance to leave, pulse, and a
 * score set by hand. Keeps the level in the history when it changed and once a week.
 * @returns null for what was never scored
 */
export function settleHeadline(
  tx: Tx,
  { config, ...rest }: HeadlineRules,
  organizationId: number,
  { asOf, today, scoredBy, lastAsOf }: HeadlineDays,
  known: KnownOf | null = null,
): Said | null {
  const rules = known?.rules ?? readRules(tx, organizationId);
  if (rules === undefined) return null;
  const previous = known === null ? readHeadline(tx, organizationId) : known.previous;
  const lifts = liftsOf(tx, rest, organizationId, rules, asOf);
  const { chance, pulse } = lifts;
  const level = headlineOf({ rules: rules.rules, chance, pulse: pulse?.points ?? null });
  const isJudged = rest.judged?.has(organizationId) ?? true;
  const override = isJudged ? readStandingOverride(tx, organizationId, today) : null;
  const band = override === null ? null : bandOf(config, Math.round(override.score * micropointsPerPoint));
  const overrideLevel =
    band === null || rules.rules === null
      ? null
      : headlineOf({ rules: levelByHand(band, rules), chance, pulse: pulse?.points ?? null });
  const judgedBy: JudgedBy = {
    configVersion: scoredBy?.configVersion ?? previous?.configVersion ?? null,
    profile: scoredBy?.profile ?? previous?.profile ?? null,
    modelVersion: rules.chanceVersion ?? rest.books.modelVersion,
  };
  // A level by rules that scoring has just found to be another is news of the account, whichever model speaks besides.
  const hasOwnNews = scoredBy !== null && rules.rulesSince === asOf;
  const between = previous === undefined ? null : switchBetween(previous, judgedBy);
  const switched = between === 'model' && hasOwnNews ? null : between;
  const isMovedByIt = switched !== null && level !== previous?.level;
  const row: HeadlineRow = {
    organizationId,
    level,
    since: sinceOf(level, previous, rules, asOf, switched),
    overrideUntil: override?.untilDay ?? null,
    overrideScore: override?.score ?? null,
    overrideBand: band,
    overrideLevel,
    overrideSince: overrideSinceOf(overrideLevel, previous, asOf, switched),
    ...judgedBy,
    switchedOn: isMovedByIt ? asOf : (previous?.switchedOn ?? null),
    switched: isMovedByIt ? switched : (previous?.switched ?? null),
  };
  if (!isSameRow(row, previous)) putHeadline(tx, row);
  const said = override === null ? level : overrideLevel;
  if (!isKeptThisWeek(row, previous, asOf, lastAsOf)) keepInHistory(tx, organizationId, asOf, said);
  const { p30, p90, p180 } = rules;
  return { level: said, p30, p90, p180, modelVersion: judgedBy.modelVersion ?? 0 };
}

/** What speaks of an account's risk besides the rules. */
export function liftsOf(
  db: ReadDb | Tx,
  { books, calendar, judged }: Pick<HeadlineRules, 'books' | 'calendar' | 'judged'>,
  organizationId: number,
  { p90, chanceVersion, mrr }: Pick<RulesRow, 'p90' | 'chanceVersion' | 'mrr'>,
  asOf: number,
) {
  const isJudged = judged?.has(organizationId) ?? true;
  const book = books.of(chanceVersion);
  const pulse = isJudged ? readLatestPulse(db, organizationId, calendar, asOf) : null;
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
  switched: Switch | null,
): number | null {
  if (level === null) return null;
  if (previous === undefined) return level === rules ? rulesSince : asOf;
  const isNews = level !== previous.level && (switched === null || previous.level === null);
  return isNews ? asOf : (previous.since ?? asOf);
}

function overrideSinceOf(
  level: RiskLevel | null,
  previous: Pick<HeadlineRow, 'overrideLevel' | 'overrideSince'> | undefined,
  asOf: number,
  switched: Switch | null,
): number | null {
  if (level === null) return null;
  const before = previous?.overrideLevel ?? null;
  const isNews = level !== before && (switched === null || before === null);
  return isNews ? asOf : (previous?.overrideSince ?? asOf);
}

const columns = [
  ...(['level', 'since', 'overrideUntil', 'overrideScore', 'overrideBand', 'overrideLevel'] as const),
  ...(['overrideSince', 'configVersion', 'profile', 'modelVersion', 'switchedOn', 'switched'] as const),
];

/** Most nights change no headline, and what stays is not written again. */
function isSameRow(row: HeadlineRow, previous: HeadlineRow | undefined): boolean {
  return previous !== undefined && columns.every((column) => row[column] === previous[column]);
}

/** Whether the level, which nobody set by hand, stood already when it was settled last, earlier in the same week. */
function isKeptThisWeek(
  row: HeadlineRow,
  previous: HeadlineRow | undefined,
  asOf: number,
  lastAsOf: number | undefined,
): boolean {
  return (
    lastAsOf !== undefined &&
    lastAsOf <= asOf &&
    mondayOf(lastAsOf) === mondayOf(asOf) &&
    row.level !== null &&
    row.level === previous?.level &&
    row.overrideUntil === null &&
    previous.overrideUntil === null
  );
}

/** A level is kept once a week and whenever it changes; made again on the same day, it is what it turned out to be. */
function keepInHistory(tx: Tx, organizationId: number, asOf: number, level: RiskLevel | null): void {
  const last = readLastLevelDay(tx, organizationId, asOf);
  const isNews = last === null || last.level !== level || mondayOf(last.day) !== mondayOf(asOf);
  if (isNews) putRiskLevel(tx, organizationId, asOf, level);
}
