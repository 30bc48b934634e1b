import { SegmentedControl } from '@mantine/core';
import { lazyRouteComponent } from '@tanstack/react-router';
import { useState } from 'react';
import type { RiskScreen } from '../../../../src-preload/contract/risk/risk-screen';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { levelsWorstFirst } from '../../../ui/level-mark';
import { Section } from '../../../ui/section';

const chartHeight = 220;
/** Most accounts are calm: with them in sight, the few others are hard to see. */
const drawn = {
  raised: levelsWorstFirst.filter((level) => level !== 'low'),
  all: levelsWorstFirst,
};

const accountsOf = { sight: 'Accounts', book: 'All accounts, whatever the filter,' } as const;

const LevelHistoryChart = lazyRouteComponent(() => import('./level-history-chart'), 'LevelHistoryChart');

interface LevelHistorySectionProps {
  weeks: RiskScreen['distribution'];
  of: RiskScreen['distributionOf'];
}

export function LevelHistorySection({ weeks, of }: LevelHistorySectionProps) {
  const [shown, setShown] = useState<keyof typeof drawn>('raised');
  const first = weeks[0];
  return (
    <Section
      title="Levels over time"
      note={
        first
          ? `${accountsOf[of]} in each level, by week since ${formatDay(first.week)}`
          : 'Accounts in each level'
      }
      actions={
        <SegmentedControl
          aria-label="Levels shown"
          data={[
            { value: 'raised', label: 'Medium and worse' },
            { value: 'all', label: 'All' },
          ]}
          value={shown}
          onChange={(value) => setShown(value === 'all' ? 'all' : 'raised')}
        />
      }
    >
      {weeks.length < 2 ? (
        <EmptyState title="Too early for a line" text="It begins with the second week of levels." />
      ) : (
        <ChartRoom height={chartHeight}>
          <LevelHistoryChart weeks={weeks} levels={drawn[shown]} height={chartHeight} />
        </ChartRoom>
      )}
    </Section>
  );
}
