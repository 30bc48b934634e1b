import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts';
import type { ModelCard } from '../../../../src-preload/contract/risk';
import { ChartFrame } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { formatCount, formatPlural, formatShare } from '../../../ui/format/number';

type Calibration = ModelCard['calibration'][number];
type Point = Calibration['points'][number];

/** Shares between two ticks, of which there are `tickCount` above nothing. */
const tickSteps = [0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.15, 0.2];
const tickCount = 5;
const tick = { fontSize: 12, fill: 'var(--ink-faint)' };

/** Groups of accounts by what the model said (across) and what came (up); on the dashed line both agree. */
export function CalibrationChart({ horizon, points, height }: Calibration & { height: number }) {
  const highest = Math.max(...points.flatMap(({ predicted, observed }) => [predicted, observed]));
  const step = tickSteps.find((wide) => tickCount * wide >= highest) ?? 0.2;
  const end = tickCount * step;
  const axis = {
    type: 'number',
    domain: [0, end] as [number, number],
    ticks: Array.from({ length: tickCount + 1 }, (_, index) => index * step),
    tickFormatter: (share: number) => formatShare(share, end <= 0.1 ? 1 : 0),
    tick,
    tickLine: false,
  } as const;
  return (
    <ChartFrame
      label={`Predicted and observed churn within ${horizon} days`}
      height={height}
      table={{
        columns: ['Predicted', 'Observed', 'Accounts'],
        rows: () =>
          points.map(({ predicted, observed, accounts }) => [
            formatShare(predicted, 2),
            formatShare(observed, 2),
            formatCount(accounts),
          ]),
      }}
      legend="A dot is a group of accounts, larger with more of them; on the dashed line it came as predicted"
    >
      <ResponsiveContainer width="100%" height={height}>
        <ScatterChart margin={{ top: 8, right: 16, bottom: 18, left: 0 }}>
          <CartesianGrid stroke="var(--hairline)" />
          <XAxis
            dataKey="predicted"
            {...axis}
            axisLine={{ stroke: 'var(--hairline-strong)' }}
            label={{
              ...tick,
              value: `Predicted to leave within ${horizon} days`,
              position: 'insideBottom',
              offset: -12,
            }}
          />
          <YAxis dataKey="observed" {...axis} axisLine={false} width={48} />
          <ZAxis dataKey="accounts" range={[40, 220]} />
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: end, y: end },
            ]}
            stroke="var(--ink-faint)"
            strokeDasharray="4 4"
          />
          <Tooltip
            cursor={false}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point: unknown = active ? payload[0]?.payload : undefined;
              return isPoint(point) ? <PointTooltip point={point} /> : null;
            }}
          />
          <Scatter data={points} fill="var(--accent)" fillOpacity={0.75} isAnimationActive={false} />
        </ScatterChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** Recharts hands a point back as anything. */
function isPoint(value: unknown): value is Point {
  return typeof value === 'object' && value !== null && 'predicted' in value && 'observed' in value;
}

function PointTooltip({ point }: { point: Point }) {
  return (
    <TooltipBox
      title={formatPlural(point.accounts, 'account')}
      lines={[
        { name: 'Predicted', value: formatShare(point.predicted, 1) },
        { name: 'Observed', value: formatShare(point.observed, 1) },
      ]}
    />
  );
}
