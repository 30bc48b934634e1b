import type { InterventionKind } from '../../../../src-preload/contract/domain';
import type { MeasuredEffect } from '../../../../src-preload/contract/risk/effects';
import type { CollectedMoments, KindMoments } from './collect-moments';
import { differenceOfMeans, differenceOfShares, normalOfLooks } from './difference';
import { effectText } from './effect-words';
import { accountsIn, armOf, type MatchedArms, matchMonths, scoreCuts, strataOf } from './match-months';
import type { Moment } from './moments';

/** With fewer accounts in either arm nothing is claimed. */
export const fewestAccounts = 20;

/**
 * What each kind of intervention that was ever begun went along with: how many left within 90 days, and how the score
 * moved, beside what had not had it. Where a rule held accounts out, against those: a real experiment. Else against
 * months of comparable accounts, which is observed and may have other causes. Yields after each step of a kind.
 */
export function* measureEffects({ kinds, months }: CollectedMoments): Generator<undefined, MeasuredEffect[]> {
  const effects: MeasuredEffect[] = [];
  const all = months.map(({ moment }) => moment);
  const cuts = scoreCuts(all);
  yield;
  const { stratum } = strataOf(all, cuts);
  yield;
  const comparisons: Comparison[] = [];
  for (const moments of kinds) {
    if (moments.begun.length === 0) continue;
    const { kind } = moments;
    const experiment = experimentOf(moments);
    if (experiment !== null) comparisons.push({ kind, basis: 'experiment', arms: experiment });
    else {
      const without = [...months.keys()].filter((i) => months[i]?.begun.has(kind) === false);
      const arms = matchMonths(strataOf(moments.begun, cuts), {
        moments: without.map((i) => all[i] as Moment),
        stratum: Int32Array.from(without, (i) => stratum[i] as number),
      });
      comparisons.push({ kind, basis: 'observed', arms });
    }
    yield;
  }
  // The more kinds are looked at, the likelier one of them seems to do something by chance.
  const looks = Math.max(1, comparisons.filter(({ arms }) => isEnough(arms)).length);
  for (const comparison of comparisons) effects.push(yield* effectOf(comparison, looks));
  return effects;
}

interface Comparison {
  readonly kind: InterventionKind;
  readonly basis: MeasuredEffect['basis'];
  readonly arms: MatchedArms;
}

function isEnough({ treated, control }: MatchedArms): boolean {
  return Math.min(accountsIn(treated), accountsIn(control)) >= fewestAccounts;
}

/** What was done by a rule while it held others out; null where too few were. */
function experimentOf({ automatic, heldOut }: KindMoments): MatchedArms | null {
  const days = heldOut.map(({ day }) => day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const treated = automatic.filter(({ day }) => day >= first && day <= last);
  if (Math.min(treated.length, heldOut.length) < fewestAccounts) return null;
  return { treated, control: heldOut, weights: new Float64Array(heldOut.length).fill(1) };
}

/** @param looks how many kinds are told of together */
function* effectOf(
  { kind, basis, arms: matched }: Comparison,
  looks: number,
): Generator<undefined, MeasuredEffect> {
  const { treated, control, weights } = matched;
  const accounts = accountsIn(treated);
  const comparedWith = accountsIn(control);
  const arms = (outcome: (moment: Moment) => number) =>
    [armOf(treated, null, outcome), armOf(control, weights, outcome)] as const;
  const gained = (place: 0 | 1) => {
    const [had, hadNot] = arms((moment) => moment.gained[place]);
    const fewest = Math.min(new Set(had.account).size, new Set(hadNot.account).size);
    return fewest < fewestAccounts ? null : differenceOfMeans(had, hadNot, normalOfLooks(looks));
  };
  const left =
    accounts === 0 ? null : differenceOfShares(...arms((moment) => moment.left), normalOfLooks(looks));
  yield;
  const score28 = gained(0);
  yield;
  const score90 = gained(1);
  yield;
  const verdict = left === null || !isEnough(matched) ? 'too_small' : verdictOf(left);
  const measured = { kind, basis, verdict, accounts, comparedWith, left, score28, score90 };
  return { ...measured, text: effectText(measured) };
}

function verdictOf({ low, high }: { low: number; high: number }): MeasuredEffect['verdict'] {
  if (high < 0) return 'fewer_left';
  return low > 0 ? 'more_left' : 'too_small';
}
