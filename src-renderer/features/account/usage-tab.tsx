import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import type { usageSchema } from '../../../src-preload/contract/account';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { ChartRoom, ChartSkeleton } from '../../ui/charts/chart-room';
import { FeatureHeatMap } from '../../ui/charts/feature-heat-map';
import { weeklyUsage } from '../../ui/charts/weekly-usage';
import { EmptyState } from '../../ui/empty-state';
import { formatDay } from '../../ui/format/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { Section } from '../../ui/section';
import { SectionStack } from '../../ui/section-stack';
import { Skeleton } from '../../ui/skeletons';
import { featureKindWords } from '../../ui/words/account-words';

type Usage = z.infer<typeof usageSchema>;

const chartHeight = 240;
const mostDaysByDay = 180;

const UsageChart = lazyRouteComponent(() => import('../../ui/charts/usage-chart'), 'UsageChart');

const spans = [
  { value: '90', label: '90 days' },
  { value: '180', label: '6 months' },
  { value: '365', label: '1 year' },
  { value: '730', label: '2 years' },
];

const steps = [
  { value: 'day' as const, label: 'By day' },
  { value: 'week' as const, label: 'By week' },
];

/** How the account uses the product: events and people over time, and each feature week by week. */
export function UsageTab({ id }: { id: number }) {
  const [days, setDays] = useState('180');
  const [by, setBy] = useState<'day' | 'week'>('week');
  // Over more than half a year days are too many to see anything in.
  const byWeek = by === 'week' || Number(days) > mostDaysByDay;
  const usage = useQuery({
    ...trpc.account.usage.queryOptions({ id, days: Number(days) }),
    placeholderData: keepPreviousData,
  });
  return (
    <SectionStack>
      <Section
        title="Activity"
        note={usage.data && activityWords(usage.data)}
        actions={
          <>
            {usage.data?.step === 'day' && Number(days) <= mostDaysByDay && (
              <SegmentedControl aria-label="Gathered by" data={steps} value={by} onChange={setBy} />
            )}
            <SegmentedControl aria-label="How far back" data={spans} value={days} onChange={setDays} />
          </>
        }
      >
        <Loaded answer={usage} waiting={<ChartSkeleton height={chartHeight} />}>
          {(data) =>
            data.points.length === 0 ? (
              <EmptyState
                title="No activity in this time"
                text="Look further back, or wait for the next events."
              />
            ) : (
              <ChartRoom height={chartHeight}>
                <UsageChart
                  points={data.step === 'day' && byWeek ? weeklyUsage(data.points) : data.points}
                  step={data.step === 'day' && byWeek ? 'gathered_week' : data.step}
                  height={chartHeight}
                />
              </ChartRoom>
            )
          }
        </Loaded>
      </Section>
      <Section title="Features by week" note={usage.data && featureWords(usage.data)}>
        <Loaded answer={usage} waiting={<Skeleton height={240} />}>
          {(data) =>
            data.features.length === 0 ? (
              <EmptyState title="No feature was used in this time" />
            ) : (
              <FeatureHeatMap
                weeks={data.weeks}
                features={data.features.map((feature) => ({
                  ...feature,
                  kindWord: featureKindWords[feature.kind],
                }))}
              />
            )
          }
        </Loaded>
      </Section>
    </SectionStack>
  );
}

function activityWords(usage: Usage): string {
  const first = usage.points[0];
  const apart = apartWords(usage.apart);
  if (!first) return `Events and distinct active users${apart}`;
  const events = usage.points.reduce((sum, point) => sum + point.events, 0);
  return `${formatPlural(events, 'event')} since ${formatDay(first.day)}${usage.step === 'week' ? '; usage comes by week' : ''}${apart}`;
}

function apartWords({ machineEvents, internalEvents }: Usage['apart']): string {
  const parts = [
    ...(machineEvents > 0 ? [`${formatCount(machineEvents)} by machines`] : []),
    ...(internalEvents > 0 ? [`${formatCount(internalEvents)} by internal users`] : []),
  ];
  return parts.length === 0 ? '' : `; besides, and in no figure: ${parts.join(' and ')}`;
}

function featureWords(usage: Usage): string {
  const core = usage.features.filter((feature) => feature.kind === 'core');
  const used = core.filter((feature) => feature.total > 0);
  return `${formatPlural(usage.features.length, 'feature')} by total use; ${used.length} of ${core.length} core features used`;
}
