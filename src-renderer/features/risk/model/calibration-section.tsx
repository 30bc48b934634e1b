import { SegmentedControl } from '@mantine/core';
import { lazyRouteComponent } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';

type Calibration = ModelCard['calibration'][number];

const chartHeight = 260;

/** How chances were set right, as months that were not seen taught it. */
function slopeWords({ slope }: Calibration): string {
  if (Math.abs(slope - 1) < 0.05) return 'As the model says it: unseen months asked for no correction';
  return slope < 1
    ? 'Drawn towards the average: in unseen months accounts differed less than the model said'
    : 'Drawn apart: in unseen months accounts differed more than the model said';
}

const CalibrationChart = lazyRouteComponent(() => import('./calibration-chart'), 'CalibrationChart');

/** Whether of accounts given 20 % about 20 % left, at each horizon. */
export function CalibrationSection({ calibration }: { calibration: ModelCard['calibration'] }) {
  const [horizon, setHorizon] = useState('90');
  const chosen = calibration.find((each) => String(each.horizon) === horizon) ?? calibration[0];
  return (
    <Section
      title="Predicted and observed"
      note={chosen ? slopeWords(chosen) : 'Whether probabilities come true'}
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
