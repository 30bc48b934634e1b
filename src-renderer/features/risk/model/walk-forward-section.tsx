import { lazyRouteComponent } from '@tanstack/react-router';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';

const chartHeight = 220;

const WalkForwardChart = lazyRouteComponent(() => import('./walk-forward-chart'), 'WalkForwardChart');

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
        <ChartRoom height={chartHeight}>
          <WalkForwardChart months={months} height={chartHeight} />
        </ChartRoom>
      )}
    </Section>
  );
}
