import { useDeferredValue, useState } from 'react';
import { CartesianGrid, ResponsiveContainer, ScatterChart, XAxis, YAxis } from 'recharts';
import { ChartFrame } from '../../../ui/charts/chart-frame';
import { TooltipBox } from '../../../ui/charts/chart-tooltip';
import {
  formatCount,
  formatMoney,
  formatMoneyShort,
  formatMoneyWhole,
  formatScore,
  formatShare,
} from '../../../ui/format/number';
import { probabilityText } from '../../../ui/format/probability';
import { LevelKeys, levelColor } from '../../../ui/level-mark';
import { riskWord } from '../../../ui/risk-badge';
import { type Hovered, MapDots } from './map-dots';
import classes from './risk-map.module.css';
import {
  type MapAxis,
  type MapPoint,
  probabilityEnd,
  probabilityTicks,
  revenueTicks,
} from './risk-map-points';

const axisWords: Record<MapAxis, { label: string; across: string; column: string }> = {
  probability: {
    label: 'Probability of churn and ARR of each account',
    across: 'Probability of churn in 90 days',
    column: 'Churn in 90 days',
  },
  score: { label: 'Health score and ARR of each account', across: 'Health score', column: 'Health' },
};
const tick = { fontSize: 12, fill: 'var(--ink-faint)' };

const noPoints: readonly MapPoint[] = [];

interface RiskMapProps {
  /** Not empty. */
  points: readonly MapPoint[];
  axis: MapAxis;
  height: number;
  onOpen: (accountId: number) => void;
}

/** Each account by how likely it leaves (across) and what it pays (up, in steps of ten). A click opens it. */
export function RiskMap({ points, axis, height, onOpen }: RiskMapProps) {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  // The page first: two thousand points are drawn behind it.
  const drawn = useDeferredValue(points, noPoints);
  const words = axisWords[axis];
  const ticks = revenueTicks(points.map((point) => point.arr));
  const end = axis === 'score' ? 100 : probabilityEnd(points.map((point) => point.across));
  return (
    <ChartFrame
      label={words.label}
      height={height}
      table={{
        columns: ['Account', 'Level', words.column, 'ARR', 'Expected loss'],
        rows: () =>
          points.map((point) => [
            point.name,
            riskWord(point.level),
            acrossText(point, axis),
            formatMoney(point.arr),
            point.expectedLoss90 === null ? '–' : formatMoneyWhole(point.expectedLoss90),
          ]),
      }}
      legend={<LevelKeys />}
    >
      <div className={classes.map}>
        <ResponsiveContainer width="100%" height={height}>
          <ScatterChart margin={{ top: 24, right: 16, bottom: 18, left: 0 }}>
            <CartesianGrid stroke="var(--hairline)" vertical={false} />
            <XAxis
              type="number"
              dataKey="across"
              domain={[0, end]}
              allowDataOverflow
              {...(axis === 'score' ? { tickCount: 6 } : { scale: 'sqrt', ticks: probabilityTicks(end) })}
              tickFormatter={(value: number) => (axis === 'score' ? formatCount(value) : formatShare(value))}
              tick={tick}
              tickLine={false}
              axisLine={{ stroke: 'var(--hairline-strong)' }}
              label={{ ...tick, value: words.across, position: 'insideBottom', offset: -12 }}
            />
            <YAxis
              type="number"
              dataKey="arr"
              scale="log"
              domain={[ticks[0] ?? 1, ticks.at(-1) ?? 10]}
              allowDataOverflow
              ticks={ticks}
              tickFormatter={formatMoneyShort}
              tick={tick}
              tickLine={false}
              axisLine={false}
              width={60}
              label={{ ...tick, value: 'ARR', position: 'top', offset: 10 }}
            />
            <MapDots points={drawn} onHover={setHovered} onOpen={onOpen} />
          </ScatterChart>
        </ResponsiveContainer>
        {hovered && (
          <div
            className={classes.tooltip}
            style={{ left: hovered.x, top: hovered.y }}
            data-left={hovered.isRight || undefined}
          >
            <PointTooltip point={hovered.point} axis={axis} />
          </div>
        )}
      </div>
    </ChartFrame>
  );
}

function acrossText({ across }: MapPoint, axis: MapAxis): string {
  return axis === 'score' ? formatScore(across) : probabilityText(across);
}

function PointTooltip({ point, axis }: { point: MapPoint; axis: MapAxis }) {
  return (
    <TooltipBox
      wraps
      title={point.name}
      lines={[
        { name: 'Level', value: riskWord(point.level), color: levelColor(point.level) },
        { name: axisWords[axis].column, value: acrossText(point, axis) },
        { name: 'ARR', value: formatMoney(point.arr) },
        ...(point.expectedLoss90 === null
          ? []
          : [{ name: 'Expected loss', value: formatMoneyWhole(point.expectedLoss90) }]),
      ]}
      {...(point.topReason !== null && { note: point.topReason })}
    />
  );
}
