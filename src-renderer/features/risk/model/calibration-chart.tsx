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
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { ChartFrame } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import { shareAxis } from '../../../ui/charts/share-axis';
import { formatCount, formatPlural, formatShare } from '../../../ui/format/number';

type Calibration = ModelCard['calibration'][number];
type Point = Calibration['points'][number];

const tick = { fontSize: 12, fill: 'var(--ink-faint)' };

/** Groups of accounts by what the model said (across) and what came (up); on the dashed line both agree. */
export function CalibrationChart({ horizon, points, height }: Calibration & { height: number }) {
  const highest = Math.max(...points.flatMap(({ predicted, observed }) => [predicted, observed]));
  const shares = shareAxis(highest, 5);
  const end = shares.domain[1];
  const axis = {
    type: 'number',
    ...shares,
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
