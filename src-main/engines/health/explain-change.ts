import type { ScoreChange } from '../../../src-preload/contract/health';
import { formatDay } from '../../lib/day';
import { nullIfNaN } from '../../lib/null-if-nan';
import { apportion } from './apportion';
import { areSameRules } from './comparable';
import type { CompiledProfile } from './compile-config';
import { scoreAlone } from './explain-score';
import { dimensionAt, measureIdAt } from './measures';
import { micropointsPerPoint, tenth } from './points';
import { shownPoints, shownTenths } from './shown-score';

/** A score that was made: what was known, and by which rules. */
export interface ScoredDay {
  readonly asOf: number;
  readonly config: { readonly version: number };
  readonly profile: CompiledProfile;
  /** Raw values in the catalogue's order, NaN where unknown. */
  readonly raws: Float64Array;
}

/** One thing that differs between two days: the rules, or one measure's value. */
type Move = 'rules' | number;

/**
 * Why a score changed: step by step one day is turned into the other, first the rules (weights, breakpoints, missing
 * rules, the profile) and then value after value, and once more the other way round; an effect is the mean of what its
 * step did to the score in the two. For a product of two factors this is the midpoint rule, d(ws) = w_mid ds + s_mid dw;
 * a value that comes to be known moves the score by share x (its points - the mean of the rest), and a measure whose value
 * stayed has no effect, whatever weight others left to it. All of it is counted in whole micropoints of scores that could
 * have been, and the effects add up to the change to the last of them.
 * @returns null when one of the days has no score
 */
export function explainChange(from: ScoredDay, to: ScoredDay): ScoreChange | null {
  const before = scoreAlone(from.profile, from.raws);
  const after = scoreAlone(to.profile, to.raws);
  if (before === null || after === null) return null;
  const total = after - before;
  const measures = placesOf(from.profile, to.profile);
  const moves: Move[] = ['rules', ...measures.filter((at) => !isSame(from.raws[at], to.raws[at]))];
  const doubled = new Map<Move, number>();
  for (const order of [moves, moves.toReversed()]) {
    for (const [move, effect] of stepsBetween(from, to, order))
      doubled.set(move, (doubled.get(move) ?? 0) + effect);
  }
  const effects = apportion(
    moves.map((move) => doubled.get(move) ?? 0),
    2,
    total,
  );
  const shownTotal = shownTenths(after) - shownTenths(before);
  const shown = apportion(effects, tenth, shownTotal);
  const effectOf = (move: Move) => effects[moves.indexOf(move)] ?? 0;
  const shownOf = (move: Move) => shown[moves.indexOf(move)] ?? 0;
  return {
    from: formatDay(from.asOf),
    to: formatDay(to.asOf),
    rules: areSameRules(rulesOf(from), rulesOf(to))
      ? null
      : {
          fromVersion: from.config.version,
          toVersion: to.config.version,
          fromProfile: from.profile.id,
          toProfile: to.profile.id,
          total: effectOf('rules') / micropointsPerPoint,
          shownTotal: shownOf('rules') / 10,
        },
    fromScore: shownPoints(before),
    toScore: shownPoints(after),
    shownTotal: shownTotal / 10,
    exactFrom: before / micropointsPerPoint,
    exactTo: after / micropointsPerPoint,
    total: total / micropointsPerPoint,
    effects: measures.map((at) => {
      const [fromRaw, toRaw] = [from.raws[at] as number, to.raws[at] as number];
      const effect = effectOf(at) / micropointsPerPoint;
      const isKnownTwice = !Number.isNaN(fromRaw) && !Number.isNaN(toRaw);
      return {
        measure: measureIdAt(at),
        dimension: dimensionOf(at, to.profile) ?? dimensionOf(at, from.profile) ?? dimensionAt(0),
        fromRaw: nullIfNaN(fromRaw),
        toRaw: nullIfNaN(toRaw),
        value: isKnownTwice ? effect : 0,
        missing: isKnownTwice ? 0 : effect,
        total: effect,
        shownTotal: shownOf(at) / 10,
      };
    }),
  };
}

/** What each step of an order did to the score, in micropoints. A state of which nothing is known has the score of before. */
function* stepsBetween(from: ScoredDay, to: ScoredDay, order: readonly Move[]): Generator<[Move, number]> {
  const raws = Float64Array.from(from.raws);
  let { profile } = from;
  let score = scoreAlone(profile, raws) ?? 0;
  for (const move of order) {
    if (move === 'rules') profile = to.profile;
    else raws[move] = to.raws[move] as number;
    const next = scoreAlone(profile, raws) ?? score;
    yield [move, next - score];
    score = next;
  }
}

function rulesOf({ config, profile }: ScoredDay) {
  return { configVersion: config.version, profile: profile.id };
}

/** Places of the measures of either profile, in the catalogue's order. */
function placesOf(...profiles: readonly CompiledProfile[]): number[] {
  return [...new Set(profiles.flatMap(({ measures }) => measures))].toSorted((left, right) => left - right);
}

function isSame(left: number | undefined, right: number | undefined): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

function dimensionOf(at: number, profile: CompiledProfile) {
  const m = profile.measures.indexOf(at);
  return m < 0 ? undefined : dimensionAt(profile.dimension[m] as number);
}
