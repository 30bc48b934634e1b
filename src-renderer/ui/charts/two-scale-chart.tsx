import { CompositeChart, type CompositeChartProps } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { ReactNode } from 'react';
import { dayAxis, roomAbove } from './chart-axes';
import { ChartFrame, type ChartTable, SeriesKey } from './chart-frame';
import { hairlines, timeline } from './timeline';

export const leftColor = 'var(--chart-bar)';
export const rightColor = 'var(--accent)';

interface Series<Point, Type> {
  name: keyof Point & string;
  type: Type;
  /** In the legend: what it is and at which side its scale stands. */
  words: ReactNode;
  axis: NonNullable<CompositeChartProps['yAxisProps']>;
}

type ChartLook = Pick<
  CompositeChartProps,
  'areaProps' | 'curveType' | 'dotProps' | 'maxBarWidth' | 'referenceLines' | 'withDots'
>;

interface TwoScaleChartProps<Point> extends ChartLook {
  label: string;
  height: number;
  table: ChartTable;
  /** Oldest first. */
  points: readonly Point[];
  dayOf: (point: Point) => string;
  left: Series<Point, 'bar' | 'area'>;
  /** Null while nothing is known of it: then its scale is not drawn. */
  right: Series<Point, 'line'> | null;
  /** Px before the first point and after the last. */
  sidePadding?: number;
  /** Without lines across. */
  hairless?: boolean;
  tooltip: (point: Point) => ReactNode;
}

/** Two series over time, each with a scale of its own: one filled (left), one a line (right). */
export function TwoScaleChart<Point extends object>(props: TwoScaleChartProps<Point>) {
  const { label, height, table, points, dayOf, left, right, sidePadding, hairless, tooltip, ...look } = props;
  const { data, days, tooltip: tooltipOf } = timeline(points, dayOf);
  const padding = sidePadding !== undefined && { padding: { left: sidePadding, right: sidePadding } };
  return (
    <ChartFrame
      label={label}
      height={height}
      table={table}
      legend={
        <>
          <SeriesKey color={leftColor} shape="bar">
            {left.words}
          </SeriesKey>
          {right && (
            <SeriesKey color={rightColor} shape="line">
              {right.words}
            </SeriesKey>
          )}
        </>
      }
    >
      <CompositeChart
        h={height}
        composedChartProps={roomAbove}
        data={data}
        dataKey="at"
        series={[
          { name: left.name, type: left.type, color: leftColor },
          ...(right ? [{ name: right.name, type: right.type, color: rightColor, yAxisId: 'right' }] : []),
        ]}
        curveType="linear"
        withDots={false}
        connectNulls={false}
        withRightYAxis={right !== null}
        tickLine="none"
        {...(hairless ? { gridAxis: 'none' } : hairlines)}
        xAxisProps={{ ...dayAxis(days), ...padding }}
        yAxisProps={left.axis}
        {...(right && { rightYAxisProps: right.axis })}
        tooltipProps={tooltipOf(tooltip)}
        {...look}
      />
    </ChartFrame>
  );
}
