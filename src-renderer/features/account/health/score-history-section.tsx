import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { ChartRoom, ChartSkeleton } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { configMarks } from './history-marks';
import { useBandEdges } from './use-band-edges';

const chartHeight = 268;

const ScoreHistoryChart = lazyRouteComponent(
  () => import('../../../ui/charts/score-history-chart'),
  'ScoreHistoryChart',
);

export function ScoreHistorySection({ id }: { id: number }) {
  const history = useQuery(trpc.account.history.queryOptions({ id }));
  const edges = useBandEdges();
  return (
    <Section title="Score over time" note="Computed scores; a dashed line marks a new scoring configuration">
      <Loaded answer={history} waiting={<ChartSkeleton height={chartHeight} />}>
        {({ points }) =>
          points.length === 0 ? (
            <EmptyState title="No scores yet" text="The first score comes with the next scoring run." />
          ) : points.length === 1 ? (
            <EmptyState title="Too early for a line" text="It begins with the second score." />
          ) : (
            <ChartRoom height={chartHeight}>
              <ScoreHistoryChart
                points={points}
                edges={edges}
                marks={configMarks(points)}
                height={chartHeight}
              />
            </ChartRoom>
          )
        }
      </Loaded>
    </Section>
  );
}
