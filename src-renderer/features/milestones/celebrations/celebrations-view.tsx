import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useOwnerChoice } from '../../../api/owner-choice';
import { SectionStack } from '../../../ui/section-stack';
import { PageSkeleton } from '../../../ui/skeletons';
import type { MilestoneSearch } from '../milestone-search';
import { BadgesSection } from './badges-section';
import { HistorySection } from './history-section';
import { SettingsSection } from './settings-section';
import { WaitingSection } from './waiting-section';

const parts = [
  { value: 'waiting', label: 'Waiting and history' },
  { value: 'settings', label: 'Settings and badges' },
];

interface CelebrationsViewProps {
  search: MilestoneSearch;
  onSearch: (change: Partial<Record<keyof MilestoneSearch, unknown>>) => void;
}

/** What was reached and is told of: what waits, what went, how it is done, and the badges. */
export function CelebrationsView({ search, onSearch }: CelebrationsViewProps) {
  const { ownerId } = useOwnerChoice();
  const state = useQuery(trpc.celebrations.state.queryOptions());
  useMilestone('interactive', state.isSuccess);
  const isSetting = search.set === true;
  return (
    <Loaded answer={state} waiting={<PageSkeleton />}>
      {(known) => (
        <SectionStack>
          <div>
            <SegmentedControl
              aria-label="Part"
              value={isSetting ? 'settings' : 'waiting'}
              onChange={(value) => onSearch({ set: value === 'settings' ? true : undefined })}
              data={parts}
            />
          </div>
          {isSetting ? (
            <>
              <SettingsSection key={JSON.stringify(known.settings)} state={known} />
              <BadgesSection />
            </>
          ) : (
            <>
              <WaitingSection owner={ownerId} isOn={known.settings?.is_on === true} />
              <HistorySection owner={ownerId} />
            </>
          )}
        </SectionStack>
      )}
    </Loaded>
  );
}
