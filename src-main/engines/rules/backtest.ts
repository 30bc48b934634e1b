import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import { type Arming, type Rearming, step, unarmed } from './arming';
import { compileConditions } from './compile-conditions';
import type { FactColumns } from './fact-columns';
import { unknown } from './verdict';

/** A rule as far as a look back tries it: whom it would have addressed when. Nothing is ever sent by it. */
export interface TriedRule extends Rearming {
  readonly conditions: CheckedGroup;
  /** A level of its own at which it is armed again; null: only the days in the clear. */
  readonly rearm: CheckedGroup | null;
}

/** A time as a customer, by the place of the account. */
export interface Spell {
  readonly row: number;
  readonly beganDay: number;
  /** The last day as a customer; null while it goes on. */
  readonly lastDay: number | null;
}

export interface BacktestPlan {
  readonly rule: TriedRule;
  /** The days on which the rule stands, both included. */
  readonly from: number;
  readonly to: number;
  readonly spells: readonly Spell[];
  /** Who left is known up to this day. */
  readonly knownTo: number;
  /** Within so many days after a firing leaving counts as what it warned of. */
  readonly horizonDays: number;
}

export interface Firing {
  readonly row: number;
  readonly day: number;
  /** The last day of the spell in which it fired; null while that goes on. */
  readonly lastDay: number | null;
  /** Whether the account left within the horizon; null where that is not known yet. */
  readonly left: boolean | null;
  /**
   * Whether the horizon after it is over, so that staying would be known as well as leaving: shares are taken of such firings
   * alone. Of the others those who left are known first, and a share of them would tell of hardly anybody else.
   */
  readonly isFollowed: boolean;
}

/** Someone who left in the time that was tried. */
export interface Departure {
  readonly row: number;
  readonly lastDay: number;
  /** Days between the first warning within the horizon before it and leaving; null: the rule missed it. */
  readonly warnedDays: number | null;
}

export interface Backtest {
  /** In order of days. */
  readonly firings: readonly Firing[];
  readonly departures: readonly Departure[];
  /** Held back, for it had fired for the same account within the cool-down. */
  readonly cooling: number;
  /** Days of customers that were judged, and those on which it was not known whether the rule holds. */
  readonly judgedDays: number;
  readonly unknownDays: number;
  /** Days of customers whose horizon is over, and those that were followed by leaving within it: what chance alone would catch. */
  readonly followedDays: number;
  readonly followedByLeaving: number;
}

/**
 * Replays days one after the other, with the conditions and the arming that a live rule has, each day with the facts as
 * they were on it. Customers alone are judged: the first day of a spell is the first on which the rule sees the account.
 * @returns a generator that yields after each day the share that is done, 0-1
 */
export function* backtest(plan: BacktestPlan, columns: FactColumns): Generator<number, Backtest> {
  const { rule, from, to } = plan;
  const judge = compileConditions(rule.conditions);
  const rearm = rule.rearm === null ? null : compileConditions(rule.rearm);
  const arming = unarmed(columns.rows);
  const firings: Firing[] = [];
  const counts = { cooling: 0, judgedDays: 0, unknownDays: 0, followedDays: 0, followedByLeaving: 0 };
  const present = presence(plan.spells);
  for (let day = from; day <= to; day++) {
    const on = { columns, day, lastDay: day - 1 };
    const verdicts = judge(on);
    const rearms = rearm?.(on) ?? null;
    const isFollowed = day + plan.horizonDays <= plan.knownTo;
    for (const spell of present(day)) {
      const { row } = spell;
      // A return is a life of its own: what was before it armed nothing.
      if (spell.beganDay === day) forget(arming, row);
      const verdict = verdicts[row] as number;
      counts.judgedDays += 1;
      if (verdict === unknown) counts.unknownDays += 1;
      const left = leftWithin(plan, spell, day);
      if (isFollowed) {
        counts.followedDays += 1;
        if (left === true) counts.followedByLeaving += 1;
      }
      const done = step(arming, row, { verdict, rearms: rearms?.[row] ?? null, day }, rule);
      if (done === 'cooling') counts.cooling += 1;
      if (done === 'fires') firings.push({ row, day, lastDay: spell.lastDay, left, isFollowed });
    }
    yield (day - from + 1) / (to - from + 1);
  }
  return { firings, departures: departuresOf(plan, firings), ...counts };
}

function forget(arming: Arming, row: number): void {
  arming.state[row] = 0;
  arming.clear[row] = 0;
  arming.firedOn[row] = Number.NaN;
}

/** Whether the account left within the horizon after a day; null where that lies ahead of what is known. */
function leftWithin({ horizonDays, knownTo }: BacktestPlan, { lastDay }: Spell, day: number): boolean | null {
  if (lastDay !== null && lastDay - day <= horizonDays) return true;
  return day + horizonDays <= knownTo ? false : null;
}

/** Spells that a day lies in, for days that ascend. */
function presence(spells: readonly Spell[]): (day: number) => Iterable<Spell> {
  const toCome = [...spells].sort((a, b) => a.beganDay - b.beganDay);
  let next = 0;
  let here: Spell[] = [];
  return (day) => {
    for (; next < toCome.length && (toCome[next] as Spell).beganDay <= day; next++)
      here.push(toCome[next] as Spell);
    here = here.filter(({ lastDay }) => lastDay === null || lastDay >= day);
    return here;
  };
}

/** Those who left while the rule stood, with how long before it had warned. */
function departuresOf(
  { spells, from, to, horizonDays }: BacktestPlan,
  firings: readonly Firing[],
): Departure[] {
  const byRow = Map.groupBy(firings, ({ row }) => row);
  return spells.flatMap(({ row, beganDay, lastDay }) => {
    if (lastDay === null || lastDay < from || lastDay > to) return [];
    const first = byRow
      .get(row)
      ?.find(({ day }) => day >= beganDay && day <= lastDay && lastDay - day <= horizonDays);
    return [{ row, lastDay, warnedDays: first === undefined ? null : lastDay - first.day }];
  });
}
