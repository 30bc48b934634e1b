import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import { configMarks } from './history-marks';
import { useBandEdges } from './use-band-edges';

const chartHeight = 268;

const ScoreHistoryChart = lazy(async () => {
  const { ScoreHistoryChart: chart } = await import('../../../ui/charts/score-history-chart');
  return { default: chart };
});

export function ScoreHistorySection({ id }: { id: number }) {
  const history = useQuery(trpc.account.history.queryOptions({ id }));
  const edges = useBandEdges();
  const waiting = <Skeleton height={chartHeight + 32} />;
  return (
    <Section title="Score over time" note="Computed scores; a dashed line marks a new scoring configuration">
      <Loaded answer={history} waiting={waiting}>
        {({ points }) =>
          points.length === 0 ? (
            <EmptyState title="No scores yet" text="The first score comes with the next scoring run." />
          ) : (
            <Suspense fallback={waiting}>
              <ScoreHistoryChart
                points={points}
                edges={edges}
                marks={configMarks(points)}
                height={chartHeight}
              />
            </Suspense>
          )
        }
      </Loaded>
    </Section>
  );
}
