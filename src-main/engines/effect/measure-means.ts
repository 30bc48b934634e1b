import type {
  Both,
  Effect,
  EffectVerdict,
  MeansKind,
} from '../../../src-preload/contract/effect/measured-means';
import { type Arm, armMean } from '../risk/effects/arm';
import { type Difference, differenceOfMeans, differenceOfShares } from '../risk/effects/difference';
import {
  accountsIn,
  armOf,
  type MatchedArms,
  matchMonths,
  scoreCuts,
  strataOf,
} from '../risk/effects/match-months';
import { fewestAccounts } from '../risk/effects/measure-effects';
import type { Moment } from '../risk/effects/moments';
import { alwaysValid, informationOf } from './always-valid';
import { type DrawnMoment, type MeansOutcomes, type Outcomes, wasUsedBefore } from './collect-outcomes';
import { isTrusted, sampleRatio } from './sample-ratio';
import { recentDays, weeksToGo } from './weeks-to-go';

/** Of all intervals that are told of together: that one of them ever misses. */
const error = 0.05;

export interface MeasuredEffectOf {
  readonly kind: MeansKind;
  readonly id: string;
  readonly effect: Effect;
}

/**
 * What came of each rule, sequence, template and channel: how many left within 90 days and how health moved, against accounts
 * that were held out at random, as they were drawn and whatever reached them (by intention to treat); where nobody was, against
 * months of comparable accounts, which is observed and may have other causes. Each account counts once for a rule, however many
 * of its contacts it fired for: they share its draw and its fate. Yields after each step.
 * @param through the last day of which it is known who left
 */
export function* measureMeans(outcomes: Outcomes, through: number): Generator<undefined, MeasuredEffectOf[]> {
  const months = strataOf(outcomes.months, scoreCuts(outcomes.months));
  yield;
  const compared: Compared[] = [];
  for (const each of outcomes.means) {
    const isDrawn = each.means.draws.some(({ heldOut }) => heldOut);
    const arms = isDrawn ? drawnArms(each) : observedArms(each, outcomes.months, months.stratum);
    compared.push({ outcomes: each, basis: isDrawn ? 'held_out' : 'observed', arms, ...armsOf(arms) });
    yield;
  }
  // The more is told of together, the likelier one of it seems to do something by chance.
  const looks = looksByKind(compared);
  const measured: MeasuredEffectOf[] = [];
  for (const one of compared) {
    const { kind, id } = one.outcomes.means;
    measured.push({ kind, id, effect: effectOf(one, looks.get(kind) ?? 1, through) });
    yield;
  }
  return measured;
}

function looksByKind(compared: readonly Compared[]): Map<MeansKind, number> {
  const kinds = Map.groupBy(compared, ({ outcomes }) => outcomes.means.kind);
  return new Map(
    [...kinds].map(([kind, own]) => [
      kind,
      Math.max(
        1,
        own.reduce((sum, { left, health }) => sum + told(left) + told(health), 0),
      ),
    ]),
  );
}

interface TwoArms {
  readonly with: Arm;
  readonly without: Arm;
}

interface Compared {
  readonly outcomes: MeansOutcomes;
  readonly basis: Effect['basis'];
  readonly arms: MatchedArms;
  readonly left: TwoArms;
  readonly health: TwoArms;
}

function armsOf({ treated, control, weights }: MatchedArms): Pick<Compared, 'left' | 'health'> {
  const arms = (outcome: (moment: Moment) => number): TwoArms => ({
    with: armOf(treated, null, outcome),
    without: armOf(control, weights, outcome),
  });
  return { left: arms(({ left }) => left), health: arms(({ gained }) => gained[1]) };
}

/** Those drawn alike are set beside one another: of one rule, while it held out the same share. */
function drawnArms({ drawn, heldOut }: MeansOutcomes): MatchedArms {
  const alike = new Map<string, number>();
  const strata = (moments: readonly DrawnMoment[]) => ({
    moments: moments.map(({ moment }) => moment),
    stratum: Int32Array.from(moments, ({ draw: { rule, percent } }) => {
      const name = `${rule} ${percent}`;
      const known = alike.get(name) ?? alike.size;
      alike.set(name, known);
      return known;
    }),
  });
  return matchMonths(strata(drawn), strata(heldOut));
}

function observedArms(
  { begun, means: { turns } }: MeansOutcomes,
  months: readonly Moment[],
  stratum: Int32Array,
): MatchedArms {
  const without = [...months.keys()].filter((place) => !wasUsedBefore(turns, months[place] as Moment));
  return matchMonths(strataOf(begun, scoreCuts(months)), {
    moments: without.map((place) => months[place] as Moment),
    stratum: Int32Array.from(without, (place) => stratum[place] as number),
  });
}

function effectOf(compared: Compared, looks: number, through: number): Effect {
  const { basis, arms, left, health, outcomes } = compared;
  const accounts = { with: accountsIn(arms.treated), without: accountsIn(arms.control) };
  const isThere = Math.min(accounts.with, accounts.without) > 0;
  const figures = {
    left: isThere ? differenceOfShares(left.with, left.without, reach(left, looks)) : null,
    health: told(health) === 1 ? differenceOfMeans(health.with, health.without, reach(health, looks)) : null,
  };
  const isOff = basis === 'held_out' && !isTrusted(sampleRatio(outcomes.means.draws));
  return {
    basis,
    verdict: isOff ? 'not_trusted' : verdictOf(figures, left),
    accounts,
    moments: { with: arms.treated.length, without: arms.control.length },
    leftAccounts: { with: leftIn(arms.treated), without: leftIn(arms.control) },
    pending: pendingOf(compared),
    ...figures,
    healthAccounts: { with: accountsOf(health.with), without: accountsOf(health.without) },
    looks,
    moreWeeks: isThere ? weeksOf(compared, looks, through) : null,
  };
}

/** How far the interval reaches, in standard deviations. */
function reach({ with: treated, without }: TwoArms, looks: number): number {
  const draws = [treated, without].map((arm) => armMean(arm).effectiveAccounts);
  return alwaysValid(informationOf(draws[0] as number, draws[1] as number), error / looks);
}

/** 1 where there are enough on both sides for a difference to be told. */
function told(arms: TwoArms): 0 | 1 {
  return Math.min(accountsOf(arms.with), accountsOf(arms.without)) >= fewestAccounts ? 1 : 0;
}

function verdictOf({ left, health }: Pick<Effect, 'left' | 'health'>, arms: TwoArms): EffectVerdict {
  if (left === null) return 'nothing_yet';
  if (told(arms) === 1 && isClear(left)) return left.difference < 0 ? 'fewer_left' : 'more_left';
  if (health !== null && isClear(health)) return health.difference > 0 ? 'healthier' : 'less_healthy';
  return 'too_small';
}

function isClear({ low, high }: Difference): boolean {
  return low > 0 || high < 0;
}

function pendingOf({ basis, outcomes }: Compared): Both {
  return basis === 'held_out'
    ? { with: outcomes.pendingDrawn.length, without: outcomes.pendingHeldOut.length }
    : { with: outcomes.pendingBegun.length, without: 0 };
}

function weeksOf({ basis, outcomes, left, arms }: Compared, looks: number, through: number): number | null {
  const { drawn, heldOut, pendingDrawn, pendingHeldOut, begun, pendingBegun } = outcomes;
  const moments = basis === 'held_out' ? [...drawn, ...heldOut].map(({ moment }) => moment) : begun;
  const pending = basis === 'held_out' ? [...pendingDrawn, ...pendingHeldOut] : pendingBegun;
  const days = [...moments.map(({ day }) => day), ...pending];
  const both = [...arms.treated, ...arms.control];
  return weeksToGo({
    draws: { with: armMean(left.with).effectiveAccounts, without: armMean(left.without).effectiveAccounts },
    // As if one more of two had left: nobody left yet is not that nobody will.
    share: (leftIn(both) + 1) / (accountsIn(both) + 2),
    error: error / looks,
    settled: moments.length,
    pending,
    recent: days.filter((day) => day > through - recentDays).length,
    through,
  });
}

function leftIn(moments: readonly Moment[]): number {
  return accountsIn(moments.filter(({ left }) => left === 1));
}

function accountsOf({ account }: Arm): number {
  return new Set(account).size;
}
