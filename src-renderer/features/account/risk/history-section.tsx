import { lazy, Suspense } from 'react';
import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';

const chartHeight = 180;

const RiskHistoryChart = lazy(async () => {
  const { RiskHistoryChart: chart } = await import('./history-chart');
  return { default: chart };
});

/** The level over time, with the probability where one was known. */
export function HistorySection({ history }: { history: AccountRisk['history'] }) {
  const first = history[0];
  return (
    <Section
      title="Risk over time"
      note={
        first ? `Level and 90-day probability since ${formatDay(first.day)}` : 'Level and 90-day probability'
      }
    >
      {history.length < 2 ? (
        <EmptyState title="Too early for a line" text="It begins with the second assessment." />
      ) : (
        <Suspense fallback={<Skeleton height={chartHeight + 32} />}>
          <RiskHistoryChart history={history} height={chartHeight} />
        </Suspense>
      )}
    </Section>
  );
}
