import { CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { epochDayOf, formatDay } from '../format/day';
import { formatCount, formatCountShort } from '../format/number';
import { dayAxis, roomAbove } from './chart-axes';
import { ChartFrame, SeriesKey } from './chart-frame';
import { TooltipBox } from './chart-tooltip';
import { countAxis } from './count-axis';
import type { UsagePoint } from './weekly-usage';

/** Days, weeks as the company counts them, or weeks gathered from days (where users of a week can't be told apart). */
type UsageStep = 'day' | 'week' | 'gathered_week';

const words: Record<UsageStep, { time: string; events: string; users: string }> = {
  day: { time: 'Day', events: 'Events a day', users: 'Active users a day' },
  week: { time: 'Week of', events: 'Events a week', users: 'Active users a week' },
  gathered_week: { time: 'Week of', events: 'Events a week', users: 'Active users, mean of active days' },
};

const eventsColor = 'var(--chart-bar)';
const usersColor = 'var(--accent)';

interface UsageChartProps {
  points: readonly UsagePoint[];
  step: UsageStep;
  height: number;
}

/** Events as bars (left scale) and active users as a line (right scale). */
export function UsageChart({ points, step, height }: UsageChartProps) {
  const { time, events, users } = words[step];
  const data = points.map((point) => ({ ...point, at: epochDayOf(point.day) }));
  const highestEvents = Math.max(0, ...points.map((point) => point.events));
  const highestUsers = Math.max(0, ...points.map((point) => point.activeUsers ?? 0));
  const byDay = new Map(data.map((point) => [point.at, point]));
  return (
    <ChartFrame
      label={`${events} and ${users.toLowerCase()}`}
      height={height}
      table={{
        columns: [time, events, users],
        rows: () =>
          [...points]
            .reverse()
            .map((point) => [formatDay(point.day), formatCount(point.events), usersText(point)]),
      }}
      legend={
        <>
          <SeriesKey color={eventsColor} shape="bar">
            {events} (left)
          </SeriesKey>
          <SeriesKey color={usersColor} shape="line">
            {users} (right)
          </SeriesKey>
        </>
      }
    >
      <CompositeChart
        h={height}
        composedChartProps={roomAbove}
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
        gridColor="var(--hairline)"
        strokeDasharray="0"
        tickLine="none"
        xAxisProps={{ ...dayAxis(data.map((point) => point.at)), padding: { left: 12, right: 12 } }}
        yAxisProps={{ width: 44, tickFormatter: formatCountShort, ...countAxis(highestEvents) }}
        rightYAxisProps={{ width: 36, tickFormatter: formatCountShort, ...countAxis(highestUsers) }}
        tooltipProps={{
          content: ({ active, label }) => {
            const point = active && typeof label === 'number' ? byDay.get(label) : undefined;
            if (!point) return null;
            return (
              <TooltipBox
                title={step === 'day' ? formatDay(point.day) : `Week of ${formatDay(point.day)}`}
                lines={[
                  { name: events, value: formatCount(point.events), color: eventsColor },
                  { name: users, value: usersText(point), color: usersColor },
                ]}
              />
            );
          },
        }}
      />
    </ChartFrame>
  );
}

function usersText({ activeUsers }: UsagePoint): string {
  return activeUsers === null ? 'not known' : formatCount(activeUsers, 1);
}
