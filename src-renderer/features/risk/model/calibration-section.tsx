import { SegmentedControl } from '@mantine/core';
import { lazyRouteComponent } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';

type Calibration = ModelCard['calibration'][number];

const chartHeight = 260;

const methodWords: Record<Calibration['method'], string> = {
  none: 'As the model says it, not adjusted',
  platt: 'Adjusted by Platt’s method',
  isotonic: 'Adjusted by isotonic steps',
};

const CalibrationChart = lazyRouteComponent(() => import('./calibration-chart'), 'CalibrationChart');

/** Whether of accounts given 20 % about 20 % left, at each horizon. */
export function CalibrationSection({ calibration }: { calibration: ModelCard['calibration'] }) {
  const [horizon, setHorizon] = useState('90');
  const chosen = calibration.find((each) => String(each.horizon) === horizon) ?? calibration[0];
  return (
    <Section
      title="Predicted and observed"
      note={chosen ? methodWords[chosen.method] : 'Whether probabilities come true'}
      actions={
        calibration.length > 1 && (
          <SegmentedControl
            aria-label="Horizon"
            data={calibration.map((each) => ({ value: String(each.horizon), label: `${each.horizon} days` }))}
            value={String(chosen?.horizon)}
            onChange={setHorizon}
          />
        )
      }
    >
      {chosen && chosen.points.length > 0 ? (
        <ChartRoom height={chartHeight}>
          <CalibrationChart {...chosen} height={chartHeight} />
        </ChartRoom>
      ) : (
        <EmptyState
          title="Nothing to compare yet"
          text="It takes unseen months that lie a whole horizon back."
        />
      )}
    </Section>
  );
}
