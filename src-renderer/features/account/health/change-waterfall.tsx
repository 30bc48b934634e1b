import { configName } from '../../../../src-preload/contract/config-names';
import type { ScoreChange } from '../../../../src-preload/contract/health';
import { type MeasureId, measureCatalogue } from '../../../../src-preload/contract/health-config';
import { Waterfall, type WaterfallStep } from '../../../ui/charts/waterfall';
import { formatDay } from '../../../ui/format/day';
import { formatPlural, formatScore } from '../../../ui/format/number';
import { measureValue } from '../../../ui/measure-value';
import {
  type ChangedRules,
  type ChangeEffect,
  type ChangeSteps,
  changeScale,
  changeSteps,
} from './change-steps';

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
      ...('measure' in step.cause ? measureLine(step.cause, onMeasure) : rulesLine(step.cause)),
      start: step.start,
      end: step.end,
      shown: step.shown,
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

function measureLine({ measure, fromRaw, toRaw }: ChangeEffect, onMeasure: (measure: MeasureId) => void) {
  return {
    key: measure,
    label: measureCatalogue[measure].label,
    detail: `${measureValue(measure, fromRaw)} → ${measureValue(measure, toRaw)}`,
    onOpen: () => onMeasure(measure),
  };
}

/** Other rules are no news of the account. */
function rulesLine({ fromVersion, toVersion, fromProfile, toProfile }: ChangedRules) {
  const label = fromVersion === toVersion ? 'Another profile' : 'Another configuration';
  const versions =
    fromVersion === toVersion ? [] : [`version ${configName(fromVersion)} → ${configName(toVersion)}`];
  const profiles = fromProfile === toProfile ? [] : [`profile ${fromProfile} → ${toProfile}`];
  return { key: 'rules', label, detail: [...versions, ...profiles].join(', ') };
}
