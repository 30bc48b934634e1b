import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScoreChange } from '../../../../src-preload/contract/health';
import type { MeasureId } from '../../../../src-preload/contract/health-config';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { DayPicker } from '../../../ui/day-picker';
import { EmptyState } from '../../../ui/empty-state';
import { addDays, formatDay } from '../../../ui/format/day';
import { formatPlural, formatPoints } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import { ChangeWaterfall } from './change-waterfall';

interface ChangeSectionProps {
  id: number;
  /** The day of the latest score: the later end, unless another is picked. */
  latest: string;
  onMeasure: (measure: MeasureId) => void;
}

/** What changed between two days, as effects that add up. */
export function ChangeSection({ id, latest, onMeasure }: ChangeSectionProps) {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const change = useQuery({
    ...trpc.account.change.queryOptions({ id, ...(from && { from }), ...(to && { to }) }),
    placeholderData: keepPreviousData,
  });
  const shown = change.data ?? null;
  const fromDay = from ?? shown?.from ?? addDays(latest, -28);
  const toDay = to ?? shown?.to ?? latest;
  return (
    <Section
      title="What changed"
      note={shown ? changeWords(shown) : 'Between two days, measure by measure'}
      actions={
        <>
          <DayPicker
            label="From"
            value={fromDay}
            onChange={setFrom}
            max={addDays(toDay, -1)}
            presets={[7, 28, 90, 180].map((days) => ({
              value: addDays(toDay, -days),
              label: `${days} days before`,
            }))}
          />
          <span className="faint">to</span>
          <DayPicker label="To" value={toDay} onChange={setTo} max={latest} min={addDays(fromDay, 1)} />
        </>
      }
    >
      <Loaded answer={change} waiting={<Skeleton height={288} />}>
        {(data) =>
          data ? (
            <ChangeWaterfall change={data} onMeasure={onMeasure} />
          ) : (
            <EmptyState
              title="Nothing to compare with"
              text="There is no score at or before the earlier day. Pick a later one, or wait for the next score."
            />
          )
        }
      </Loaded>
    </Section>
  );
}

function changeWords(change: ScoreChange): string {
  const moved = change.effects.filter((effect) => effect.total !== 0).length;
  const rules = change.rules === null ? '' : ' and other rules of scoring';
  return `${formatPoints(change.shownTotal)} points between ${formatDay(change.from)} and ${formatDay(change.to)}, from ${formatPlural(moved, 'measure')}${rules}`;
}
