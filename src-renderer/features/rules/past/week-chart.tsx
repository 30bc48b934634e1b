import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { countAxis } from '../../../ui/charts/count-axis';
import { shareAxis } from '../../../ui/charts/share-axis';
import { leftColor, rightColor, TwoScaleChart } from '../../../ui/charts/two-scale-chart';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatCountShort, formatShare } from '../../../ui/format/number';
import type { TrialReport } from './trial-words';

type Week = TrialReport['weeks'][number];

interface WeekChartProps {
  /** Which rule, to be heard. */
  name: string;
  weeks: TrialReport['weeks'];
  /** The most firings of a week in all charts that stand beside each other. */
  highest: number;
  horizonDays: number;
  height: number;
}

/** Firings of each week, and the share of their accounts that left within the horizon, once that is known. */
export function WeekChart({ name, weeks, highest, horizonDays, height }: WeekChartProps) {
  const points = weeks.map((week) => ({ ...week, share: shareOf(week) }));
  const left = `Left within ${horizonDays} days`;
  return (
    <TwoScaleChart
      label={`Firings by week: ${name}`}
      height={height}
      table={{
        columns: ['Week from', 'Firings', left],
        rows: () =>
          [...weeks]
            .reverse()
            .map((week) => [formatDay(week.firstDay), formatCount(week.firings), leftWords(week)]),
      }}
      points={points}
      dayOf={(week) => week.firstDay}
      left={{
        name: 'firings',
        type: 'bar',
        words: 'Firings a week (left)',
        axis: { width: 36, tickFormatter: formatCountShort, ...countAxis(highest) },
      }}
      right={
        points.some(({ share }) => share !== null)
          ? { name: 'share', type: 'line', words: `${left} (right)`, axis: { width: 44, ...shareAxis(1, 4) } }
          : null
      }
      maxBarWidth={18}
      sidePadding={12}
      dotProps={{ r: 2 }}
      withDots
      tooltip={(week) => (
        <TooltipBox
          title={`Week from ${formatDay(week.firstDay)}`}
          lines={[
            { name: 'Firings', value: formatCount(week.firings), color: leftColor },
            { name: left, value: leftWords(week), color: rightColor },
          ]}
        />
      )}
    />
  );
}

function shareOf({ left, followed }: Week): number | null {
  return followed === 0 ? null : left / followed;
}

function leftWords(week: Week): string {
  const { firings, followed, left } = week;
  if (firings === 0) return '–';
  const share = shareOf(week);
  return share === null
    ? 'not known yet'
    : `${formatShare(share)} (${formatCount(left)} of ${formatCount(followed)})`;
}
