import { Button } from '@mantine/core';
import { IconCircleCheck, IconFilterOff, IconHourglass } from '@tabler/icons-react';
import type { Today, TodayKind } from '../../../../src-preload/contract/today';
import { plural } from '../../../../src-preload/contract/words';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount } from '../../../ui/format/number';
import { kindWords } from './kind-words';

interface QueueEmptyProps {
  today: Today;
  kind: TodayKind | null;
  onShowAll: () => void;
}

/** Why the queue is empty: none of this kind, no scores yet, or everything is done. */
export function QueueEmpty({ today, kind, onShowAll }: QueueEmptyProps) {
  const { headline, doneToday, snoozed } = today;
  if (kind !== null) {
    return (
      <EmptyState
        icon={<IconFilterOff size={24} stroke={1.5} />}
        title={`Nothing of the kind “${kindWords[kind].toLowerCase()}”`}
        text="Other things may still be waiting."
        action={
          <Button variant="default" onClick={onShowAll}>
            Show everything
          </Button>
        }
      />
    );
  }
  if (headline.accounts > 0 && headline.unscored === headline.accounts) {
    return (
      <EmptyState
        icon={<IconHourglass size={24} stroke={1.5} />}
        title="Scores are being computed"
        text={`The queue fills by itself as soon as ${plural(headline.accounts, 'your account is', `the first of your ${formatCount(headline.accounts)} accounts are`)} scored.`}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconCircleCheck size={24} stroke={1.5} />}
      title="Nothing needs you right now"
      text={`${doneToday === 0 ? 'Nothing was waiting today' : `You finished ${formatCount(doneToday)} today`}${
        snoozed === 0
          ? '.'
          : `; ${formatCount(snoozed)} snoozed ${plural(snoozed, 'one comes', 'come')} back on their day.`
      }`}
    />
  );
}
