import { type ReactNode, Suspense } from 'react';
import { Skeleton } from '../skeletons';

/** Px above a chart for its legend and the switch to its table. */
const barHeight = 32;

/** Stands in for a chart `height` px high. */
export function ChartSkeleton({ height }: { height: number }) {
  return <Skeleton height={height + barHeight} />;
}

/** The room of a chart whose code comes when it is first drawn. */
export function ChartRoom({ height, children }: { height: number; children: ReactNode }) {
  return <Suspense fallback={<ChartSkeleton height={height} />}>{children}</Suspense>;
}
