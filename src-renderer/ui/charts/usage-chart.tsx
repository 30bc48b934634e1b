import { formatDay } from '../format/day';
import { formatCount, formatCountShort } from '../format/number';
import { TooltipBox } from './chart-tooltip';
import { countAxis } from './count-axis';
import { leftColor, rightColor, TwoScaleChart } from './two-scale-chart';
import type { UsagePoint } from './weekly-usage';

/** Days, weeks as the company counts them, or weeks gathered from days (where users of a week can't be told apart). */
type UsageStep = 'day' | 'week' | 'gathered_week';

const words: Record<UsageStep, { time: string; events: string; users: string }> = {
  day: { time: 'Day', events: 'Events a day', users: 'Active users a day' },
  week: { time: 'Week of', events: 'Events a week', users: 'Active users a week' },
  gathered_week: { time: 'Week of', events: 'Events a week', users: 'Active users, mean of active days' },
};

interface UsageChartProps {
  points: readonly UsagePoint[];
  step: UsageStep;
  height: number;
}

/** Events as bars (left scale) and active users as a line (right scale). */
export function UsageChart({ points, step, height }: UsageChartProps) {
  const { time, events, users } = words[step];
  const highestEvents = Math.max(0, ...points.map((point) => point.events));
  const highestUsers = Math.max(0, ...points.map((point) => point.activeUsers ?? 0));
  return (
    <TwoScaleChart
      label={`${events} and ${users.toLowerCase()}`}
      height={height}
      table={{
        columns: [time, events, users],
        rows: () =>
          [...points]
            .reverse()
            .map((point) => [
              point.soFar ? `${formatDay(point.day)}, so far` : formatDay(point.day),
              formatCount(point.events),
              usersText(point),
            ]),
      }}
      points={points}
      dayOf={(point) => point.day}
      left={{
        name: 'events',
        type: 'bar',
        words: <>{events} (left)</>,
        axis: { width: 44, tickFormatter: formatCountShort, ...countAxis(highestEvents) },
      }}
      right={{
        name: 'activeUsers',
        type: 'line',
        words: <>{users} (right)</>,
        axis: { width: 36, tickFormatter: formatCountShort, ...countAxis(highestUsers) },
      }}
      maxBarWidth={18}
      sidePadding={12}
      tooltip={(point) => (
        <TooltipBox
          title={step === 'day' ? formatDay(point.day) : weekWords(point)}
          lines={[
            { name: events, value: formatCount(point.events), color: leftColor },
            { name: users, value: usersText(point), color: rightColor },
          ]}
        />
      )}
    />
  );
}

function usersText({ activeUsers }: UsagePoint): string {
  return activeUsers === null ? 'not known' : formatCount(activeUsers, 1);
}

function weekWords({ day, soFar }: UsagePoint): string {
  return soFar ? `Week of ${formatDay(day)}, so far` : `Week of ${formatDay(day)}`;
}
