import { CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { epochDayOf, formatDay } from '../format/day';
import { formatCount, formatCountShort } from '../format/number';
import { dayAxis, dayLabel } from './chart-axes';
import { ChartFrame, SeriesKey } from './chart-frame';
import { TooltipBox } from './chart-tooltip';

export interface UsagePoint {
  day: string;
  events: number;
  activeUsers: number | null;
}

const eventsColor = 'var(--chart-bar)';
const usersColor = 'var(--accent)';

/** Events as bars (left scale) and distinct active users as a line (right scale), by day or week. */
export function UsageChart({
  points,
  step,
  height = 240,
}: {
  points: readonly UsagePoint[];
  step: 'day' | 'week';
  height?: number;
}) {
  const data = points.map((point) => ({ ...point, at: epochDayOf(point.day) }));
  const byDay = new Map(data.map((point) => [point.at, point]));
  const every = step === 'day' ? 'a day' : 'a week';
  return (
    <ChartFrame
      label={`Events and active users ${every}`}
      height={height}
      table={{
        columns: [step === 'day' ? 'Day' : 'Week of', 'Events', 'Active users'],
        rows: () =>
          [...points]
            .reverse()
            .map((point) => [
              formatDay(point.day),
              formatCount(point.events),
              point.activeUsers === null ? 'not known' : formatCount(point.activeUsers),
            ]),
      }}
      legend={
        <>
          <SeriesKey color={eventsColor} shape="bar">
            Events {every} (left)
          </SeriesKey>
          <SeriesKey color={usersColor} shape="line">
            Active users {every} (right)
          </SeriesKey>
        </>
      }
    >
      <CompositeChart
        h={height}
        data={data}
        dataKey="at"
        series={[
          { name: 'events', type: 'bar', color: eventsColor },
          { name: 'activeUsers', type: 'line', color: usersColor, yAxisId: 'right' },
        ]}
        curveType="linear"
        withDots={false}
        connectNulls={false}
        maxBarWidth={18}
        withRightYAxis
        gridAxis="x"
        strokeDasharray="0"
        tickLine="none"
        xAxisProps={{ ...dayAxis(data.map((point) => point.at)), padding: { left: 12, right: 12 } }}
        yAxisProps={{ width: 44, tickCount: 4, tickFormatter: formatCountShort }}
        rightYAxisProps={{ width: 36, tickCount: 4, allowDecimals: false, tickFormatter: formatCountShort }}
        tooltipProps={{
          content: ({ active, label }) => {
            const point = active && typeof label === 'number' ? byDay.get(label) : undefined;
            if (!point) return null;
            return (
              <TooltipBox
                title={step === 'day' ? dayLabel(point.at) : `Week of ${dayLabel(point.at)}`}
                lines={[
                  { name: 'Events', value: formatCount(point.events), color: eventsColor },
                  {
                    name: 'Active users',
                    value: point.activeUsers === null ? 'not known' : formatCount(point.activeUsers),
                    color: usersColor,
                  },
                ]}
              />
            );
          },
        }}
      />
    </ChartFrame>
  );
}
