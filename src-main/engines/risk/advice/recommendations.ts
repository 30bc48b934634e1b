import type { InterventionKind, RiskIndicator } from '../../../../src-preload/contract/domain';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import type { Recommendation } from '../../../../src-preload/contract/risk/advice';
import type { MeasuredEffect } from '../../../../src-preload/contract/risk/effects';
import type { ChurnReason } from '../../../../src-preload/contract/risk/forecast';
import type { TodayItem } from '../../../../src-preload/contract/today';
import { decimals, spellScore } from '../../../../src-preload/contract/words';
import type { Advice } from './advice';
import { adviceOnIndicators } from './advice-on-facts';
import { adviceOnReason } from './advice-on-reasons';
import { adviceOfKinds, adviceOnDimensions } from './advice-on-the-rest';
import type { OpenFacts } from './open-facts';

/** What adds less than half a percent point is no reason to do anything. */
const leastPoints = 0.005;
const most = 12;

export interface Situation {
  /** What Today advises about the account, and why; null where it doesn't wait there. */
  readonly onToday: Pick<TodayItem, 'suggestion' | 'reason' | 'launch' | 'intervention'> | null;
  readonly indicators: readonly RiskIndicator[];
  readonly reasons: readonly ChurnReason[];
  readonly dimensions: AccountRisk['dimensions'];
  /** What stands open and whom one can call. */
  readonly open: OpenFacts;
  /** What was measured of each kind of intervention. */
  readonly effects: readonly MeasuredEffect[];
  /** Kinds that were begun for the account lately. */
  readonly begunLately: ReadonlySet<InterventionKind>;
}

interface Step extends Advice {
  readonly id: string;
  readonly because: string;
  /** Larger is more pressing; within a group only. */
  readonly pressure: number;
}

/**
 * What to do, the most pressing first: what Today says, serious sudden facts, what raises the chance to leave most and sets the account
 * apart, other facts, poor dimensions, and last what has helped comparable accounts. Of equally pressing steps the one
 * with the better measured effect comes first. The same thing to do is said once, with its strongest reason.
 */
export function recommend(situation: Situation): Recommendation[] {
  const { indicators, reasons, dimensions, effects } = situation;
  const needed = [
    ...todaySteps(situation.onToday),
    ...byPressure(factSteps(indicators, 'serious'), effects),
    ...byPressure(reasonSteps(reasons), effects),
    ...byPressure(factSteps(indicators, 'watch'), effects),
    ...byPressure(dimensionSteps(dimensions), effects),
  ];
  const said: string[] = [];
  const proven = needed.length === 0 ? [] : byPressure(provenSteps(situation, needed), effects);
  return [...needed, ...proven]
    .map(({ title, ...step }) => ({ ...step, title: title(situation.open) }))
    .filter(({ title }) => !said.some((before) => before.startsWith(title)) && said.push(title))
    .slice(0, most)
    .map(({ pressure: _, ...step }) => ({ ...step, effect: shownEffect(step.kind, effects) }));
}

function todaySteps(item: Situation['onToday']): Step[] {
  if (item === null) return [];
  const { suggestion, reason, launch, intervention } = item;
  const title = suggestion.replace(/\.$/, '');
  return [
    {
      id: 'today',
      because: reason.replace(/\.$/, ''),
      pressure: 0,
      launch,
      kind: intervention,
      title: () => title,
    },
  ];
}

function factSteps(indicators: readonly RiskIndicator[], wanted: RiskIndicator['severity']): Step[] {
  return indicators
    .filter(({ severity }) => severity === wanted)
    .map(({ id, text }) => ({ id, because: text, pressure: 0, ...adviceOnIndicators[id] }));
}

/** Reasons of the same number of whole points press equally. */
function reasonSteps(reasons: readonly ChurnReason[]): Step[] {
  return reasons
    .filter(({ points, setsApart }) => points >= leastPoints && setsApart)
    .toSorted((left, right) => right.points - left.points)
    .flatMap(({ feature, text, points, shownPoints, raisedBy }) => {
      const advice = adviceOnReason({ feature, raisedBy });
      const because = `${text} (adds ${decimals(shownPoints, 1)} points to the chance to leave within 90 days)`;
      return advice === undefined
        ? []
        : [{ id: feature, because, pressure: Math.round(100 * points), ...advice }];
    });
}

/** Poor dimensions within the same ten points press equally. */
function dimensionSteps(dimensions: AccountRisk['dimensions']): Step[] {
  return dimensions
    .flatMap(({ dimension, score, level }) =>
      score === null || level !== 'high' ? [] : [{ dimension, score }],
    )
    .toSorted((left, right) => left.score - right.score)
    .map(({ dimension, score }) => ({
      id: dimension,
      because: `The score for ${dimension} is ${spellScore(score)} of 100`,
      pressure: -Math.floor(score / 10),
      ...adviceOnDimensions[dimension],
    }));
}

/** What clearly helped comparable accounts, is not said already and was not begun lately. */
function provenSteps({ effects, begunLately }: Situation, said: readonly Step[]): Step[] {
  return effects.flatMap(({ kind, verdict }) => {
    const isNews = !begunLately.has(kind) && said.every((step) => step.kind !== kind);
    if (verdict !== 'fewer_left' || kind === 'other' || !isNews) return [];
    const because = 'It went along with fewer departures of comparable accounts';
    const { title, launch } = adviceOfKinds[kind];
    return [{ id: `proven_${kind}`, because, pressure: 0, kind, launch, title: () => title }];
  });
}

function byPressure(steps: readonly Step[], effects: readonly MeasuredEffect[]): Step[] {
  return steps.toSorted(
    (left, right) => right.pressure - left.pressure || gain(right.kind, effects) - gain(left.kind, effects),
  );
}

/** By how much fewer left, in shares; 0 where nothing can be told. */
function gain(kind: InterventionKind | null, effects: readonly MeasuredEffect[]): number {
  const effect = effects.find((each) => each.kind === kind);
  return effect === undefined || effect.left === null || effect.verdict === 'too_small'
    ? 0
    : -effect.left.difference;
}

function shownEffect(
  kind: InterventionKind | null,
  effects: readonly MeasuredEffect[],
): Recommendation['effect'] {
  const effect = effects.find((each) => each.kind === kind);
  if (effect === undefined || effect.left === null) return null;
  const { text, accounts, left } = effect;
  return { text, accounts, low: left.low, high: left.high };
}
