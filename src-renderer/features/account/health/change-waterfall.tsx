import type { ScoreChange } from '../../../../src-preload/contract/health';
import { type MeasureId, measureCatalogue } from '../../../../src-preload/contract/health-config';
import { Waterfall, type WaterfallStep } from '../../../ui/charts/waterfall';
import { formatDay } from '../../../ui/format/day';
import { formatPlural, formatPoints, formatScore } from '../../../ui/format/number';
import { measureValue } from '../../../ui/measure-value';
import { type ChangeEffect, type ChangeSteps, changeScale, changeSteps, mainCause } from './change-steps';

const standingAlone = 7;

/** The change of a score as a waterfall: the largest effects, all others in one line. A click leads to the measure. */
export function ChangeWaterfall({
  change,
  onMeasure,
}: {
  change: ScoreChange;
  onMeasure: (measure: MeasureId) => void;
}) {
  const parts = changeSteps(change, standingAlone);
  return (
    <Waterfall
      caption={`How the score went from ${formatScore(change.fromScore)} to ${formatScore(change.toScore)}, measure by measure`}
      from={{ label: formatDay(change.from), score: change.fromScore }}
      to={{ label: formatDay(change.to), score: change.toScore }}
      steps={waterfallSteps(parts, onMeasure)}
      scale={changeScale(change, parts)}
    />
  );
}

function waterfallSteps(
  { steps, rest }: ChangeSteps,
  onMeasure: (measure: MeasureId) => void,
): WaterfallStep[] {
  const alone = steps.map(
    (step): WaterfallStep => ({
      key: step.measure,
      label: measureCatalogue[step.measure].label,
      detail: <EffectWords effect={step.effect} />,
      start: step.start,
      end: step.end,
      shown: step.shown,
      onOpen: () => onMeasure(step.measure),
    }),
  );
  if (!rest) return alone;
  const words =
    steps.length === 0
      ? formatPlural(rest.count, 'measure')
      : `${formatPlural(rest.count, 'smaller effect')}`;
  return [
    ...alone,
    { key: 'rest', label: words, detail: '', start: rest.start, end: rest.end, shown: rest.shown },
  ];
}

function EffectWords({ effect }: { effect: ChangeEffect }) {
  const { measure, fromRaw, toRaw, value, config, missing } = effect;
  const moved =
    measureValue(measure, fromRaw) === measureValue(measure, toRaw)
      ? `stayed at ${measureValue(measure, toRaw)}`
      : `${measureValue(measure, fromRaw)} → ${measureValue(measure, toRaw)}`;
  const parts = [
    `value ${formatPoints(value)}`,
    `configuration ${formatPoints(config)}`,
    `missing data ${formatPoints(missing)}`,
  ];
  return (
    <span title={`Of it: ${parts.join(', ')}`}>
      {moved}
      {causeWords(effect)}
    </span>
  );
}

/** What else than the value itself moved the points; a value that came or went already says so. */
function causeWords(effect: ChangeEffect): string {
  switch (mainCause(effect)) {
    case 'value':
      return '';
    case 'config':
      return ', counted differently';
    case 'missing':
      return effect.fromRaw === null || effect.toRaw === null ? '' : ', other data came or went';
  }
}
