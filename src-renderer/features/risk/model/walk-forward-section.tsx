import { lazy, Suspense } from 'react';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';

const chartHeight = 220;

const WalkForwardChart = lazy(async () => {
  const { WalkForwardChart: chart } = await import('./walk-forward-chart');
  return { default: chart };
});

export function WalkForwardSection({ walkForward }: { walkForward: ModelCard['walkForward'] }) {
  const { months } = walkForward;
  return (
    <Section
      title="Month by month"
      note={`${formatPlural(months.length, 'month')}, each predicted by a model that saw only earlier ones`}
    >
      {months.length === 0 ? (
        <EmptyState
          title="No month to judge by yet"
          text="It takes months with churns after those that the model learns from."
        />
      ) : (
        <Suspense fallback={<Skeleton height={chartHeight + 32} />}>
          <WalkForwardChart months={months} height={chartHeight} />
        </Suspense>
      )}
    </Section>
  );
}
