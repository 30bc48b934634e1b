import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import { mostFirings, type TriedOnPast } from '../../../src-preload/contract/rules/trial';
import { counted, percentOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { readAccountNames } from '../../store/rules/account-names';
import type { ReadDb } from '../../store/types';
import { fillDaysJob } from '../scoring/scoring-kinds';
import { backtestRule, type RuleTried, type TriedTime } from './backtest-rule';

/** Within so many days one account's mails are counted together. */
const budgetDays = 28;

export interface RuleToTry {
  readonly name: string;
  readonly definition: RuleDefinition;
}

/**
 * Tries a rule as an editor holds it on the days that are kept. Nothing is sent by it.
 * @returns a generator that yields the share that is done, 0-1
 */
export function* tryOnPast(
  db: ReadDb,
  { name, definition }: RuleToTry,
  time: TriedTime,
): Generator<number, TriedOnPast> {
  if (definition.subject === 'contact') return notTried(name, [contactsHaveNoPast]);
  const minutes = definition.actions.reduce((sum, action) => sum + action.minutes, 0);
  const trial = yield* backtestRule(db, { ...definition, name, minutes }, time);
  if (!trial.ok) return notTried(name, trial.findings);
  const { tried } = trial;
  const mailsEach = definition.actions.filter(({ kind }) => kind === 'email').length;
  return {
    name,
    sentence: tried.sentence,
    findings: [],
    report: {
      ...tried.report,
      weeks: tried.report.weeks.map(({ firstDay, ...week }) => ({ ...week, firstDay: formatDay(firstDay) })),
    },
    mails: mailsEach * tried.report.firings,
    mostMailsAnAccount: mailsEach * mostWithin(tried, budgetDays),
    fired: firedOf(db, tried),
    ...knownOf(tried),
  };
}

const contactsHaveNoPast: RuleFinding = {
  ...{ field: 'conditions', path: [], part: 'group', severity: 'error' },
  message: 'Contacts’ history is not kept by day: a rule about contacts can’t be tried on the past.',
};

function notTried(name: string, findings: readonly RuleFinding[]): TriedOnPast {
  return {
    ...{ name, sentence: null, findings: [...findings], report: null, fired: [], known: null },
    ...{ mails: 0, mostMailsAnAccount: 0, isThin: false },
  };
}

/** The most firings for one account in so many days. */
function mostWithin({ result }: RuleTried, days: number): number {
  const recent = new Map<number, number[]>();
  let most = 0;
  for (const { row, day } of result.firings) {
    const kept = [...(recent.get(row) ?? []).filter((earlier) => day - earlier < days), day];
    recent.set(row, kept);
    most = Math.max(most, kept.length);
  }
  return most;
}

function firedOf(db: ReadDb, { result, ids }: RuleTried): TriedOnPast['fired'] {
  const first = result.firings
    .slice(0, mostFirings)
    .map(({ row, ...firing }) => ({ ...firing, id: ids[row] ?? 0 }));
  const names = new Map(
    readAccountNames(
      db,
      first.map(({ id }) => id),
    ).map(({ id, name }) => [id, name]),
  );
  return first.map(({ id, day, left }) => ({ id, account: names.get(id) ?? '', day: formatDay(day), left }));
}

/** Below this share of customers' days that are worked out a try tells little. */
const enoughDays = 0.9;

/** How well the past is known. */
function knownOf({
  kept: { days, madeLater },
  lateCounts,
  result,
}: RuleTried): Pick<TriedOnPast, 'known' | 'isThin'> {
  const workedOut = result.judgedDays === 0 ? 1 : days / result.judgedDays;
  if (workedOut < enoughDays) {
    const known = `Only ${percentOf(workedOut)} of the days are worked out so far. The others are worked out now, behind everything else: try it again once Monitor says that “${fillDaysJob.title}” is done.`;
    return { known, isThin: true };
  }
  const share = percentOf(days === 0 ? 0 : madeLater / days);
  const known = `${share} of the days were made afterwards, from what is known now; ${counted(lateCounts, 'count')} of use came late.`;
  return { known, isThin: false };
}
