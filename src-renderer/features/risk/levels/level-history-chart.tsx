import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { RiskLevel } from '../../../../src-preload/contract/domain';
import type { RiskScreen } from '../../../../src-preload/contract/risk/risk-screen';
import { dayAxis, roomAbove } from '../../../ui/charts/chart-axes';
import { ChartFrame } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { countAxis } from '../../../ui/charts/count-axis';
import { hairlines, timeline } from '../../../ui/charts/timeline';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatCountShort } from '../../../ui/format/number';
import { LevelKeys, levelColor, levelsWorstFirst } from '../../../ui/level-mark';
import { riskWord } from '../../../ui/risk-badge';

interface LevelHistoryChartProps {
  weeks: RiskScreen['distribution'];
  /** The levels drawn, the first at the bottom. */
  levels: readonly RiskLevel[];
  height: number;
}

/** Accounts in each level, week by week, the worst at the bottom where their number can be read off. */
export function LevelHistoryChart({ weeks, levels, height }: LevelHistoryChartProps) {
  const { data, days, tooltip } = timeline(weeks, (week) => week.week);
  const highest = Math.max(0, ...weeks.map((week) => levels.reduce((sum, level) => sum + week[level], 0)));
  return (
    <ChartFrame
      label="Accounts in each risk level, by week"
      height={height}
      table={{
        columns: ['Week of', ...levelsWorstFirst.map(riskWord)],
        rows: () =>
          [...weeks]
            .reverse()
            .map((week) => [
              formatDay(week.week),
              ...levelsWorstFirst.map((level) => formatCount(week[level])),
            ]),
      }}
      legend={<LevelKeys levels={levels} />}
    >
      <AreaChart
        h={height}
        areaChartProps={roomAbove}
        data={data}
        dataKey="at"
        type="stacked"
        series={levels.map((level) => ({ name: level, color: levelColor(level) }))}
        curveType="linear"
        withDots={false}
        strokeWidth={1}
        fillOpacity={0.8}
        {...hairlines}
        tickLine="none"
        xAxisProps={dayAxis(days)}
        yAxisProps={{ width: 44, tickFormatter: formatCountShort, ...countAxis(highest) }}
        tooltipProps={tooltip((week) => (
          <TooltipBox
            title={`Week of ${formatDay(week.week)}`}
            lines={levels.map((level) => ({
              name: riskWord(level),
              value: formatCount(week[level]),
              color: levelColor(level),
            }))}
          />
        ))}
      />
    </ChartFrame>
  );
}
