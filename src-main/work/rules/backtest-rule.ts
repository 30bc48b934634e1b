import type { ConditionGroup } from '../../../src-preload/contract/rules/condition';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type { TriedRule } from '../../../src-preload/contract/rules/rule';
import { type Backtest, backtest, type Spell } from '../../engines/rules/backtest';
import { type BacktestReport, reportOf } from '../../engines/rules/backtest-report';
import { daysLookedBack, factsAsked } from '../../engines/rules/facts-asked';
import { sayConditions } from '../../engines/rules/say-conditions';
import { companyCalendar } from '../../store/copy/company-calendar';
import { accountColumns, type KeptCount } from '../../store/facts/account-columns';
import { countLate } from '../../store/facts/count-late';
import { readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';
import { type CheckedTree, checkTree, type RuleChecking, ruleChecking } from './rule-checking';

/** The time a rule is tried on. */
export interface TriedTime {
  /** Both included. */
  readonly from: number;
  readonly to: number;
  /** The day up to which it is known who left: the copy's. */
  readonly knownTo: number;
  readonly horizonDays: number;
}

/** A rule as it would have done. */
export interface RuleTried {
  /** Its conditions in a sentence. */
  readonly sentence: string;
  readonly report: BacktestReport;
  readonly result: Backtest;
  /** The account of each row. */
  readonly ids: readonly number[];
  readonly kept: KeptCount;
  /** Counts of use that came late for the days tried, since that is noted. */
  readonly lateCounts: number;
}

export type RuleTrial =
  | { readonly ok: true; readonly tried: RuleTried }
  | { readonly ok: false; readonly findings: readonly RuleFinding[] };

/**
 * Tries a rule on the days that the store has kept, by the same evaluator that works live.
 * @returns a generator that yields the share that is done, 0-1; at its end the trial, or what is wrong with the conditions
 */
export function* backtestRule(db: ReadDb, rule: TriedRule, time: TriedTime): Generator<number, RuleTrial> {
  const checking = ruleChecking(db);
  const { conditions, findings } = checkedPast(rule.conditions, 'conditions', checking);
  const rearm = rule.rearm ? checkedPast(rule.rearm, 'rearm', checking) : null;
  if (conditions === null || rearm?.conditions === null)
    return { ok: false, findings: [...findings, ...(rearm?.findings ?? [])] };
  const parts = [conditions, ...(rearm === null ? [] : [rearm.conditions])];
  const stored = readAllSpells(db);
  const ids = [...new Set(stored.map(({ organizationId }) => organizationId))];
  const columns = accountColumns({
    db,
    calendar: companyCalendar(db),
    // Of every day of the past the value that was kept counts, of the last one too.
    today: time.to + 1,
    ids,
    facts: checking.facts,
    uses: parts.flatMap(factsAsked),
    from: time.from - 1 - Math.max(...parts.map(daysLookedBack)),
  });
  const rows = new Map(ids.map((id, row) => [id, row]));
  const spells = stored.map(
    ({ organizationId, beganDay, lastDay }): Spell => ({
      row: rows.get(organizationId) as number,
      beganDay,
      lastDay,
    }),
  );
  const plan = {
    ...time,
    spells,
    rule: { ...rule, conditions, rearm: rearm?.conditions ?? null },
  };
  // Reading is the longer half of it.
  for (const share of columns.readPast()) yield share / 2;
  const result = yield* inSecondHalf(backtest(plan, columns));
  return {
    ok: true,
    tried: {
      sentence: sayConditions(conditions),
      report: reportOf(result, { ...time, minutes: rule.minutes }),
      result,
      ids,
      kept: columns.countKept(time.from, time.to),
      lateCounts: countLate(db, time),
    },
  };
}

/** A fact of which only the value of now is known would lend the past what nobody knew then. */
function checkedPast(tree: ConditionGroup, field: string, checking: RuleChecking): CheckedTree {
  const { conditions, findings } = checkTree(tree, field, checking);
  const faults = findings.map((finding) => ({ ...finding, severity: 'error' as const }));
  return { conditions: faults.length === 0 ? conditions : null, findings: faults };
}

function* inSecondHalf<T>(steps: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield 0.5 + step.value / 2;
  }
}
