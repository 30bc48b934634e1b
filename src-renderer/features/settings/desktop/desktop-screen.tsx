import { Checkbox, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DesktopState, HabitsChange } from '../../../../src-preload/contract/desktop';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { TourSection } from './tour-section';

/** What Steward does on this desktop beside its windows. */
export function DesktopScreen() {
  const state = useQuery(trpc.desktop.state.queryOptions());
  return (
    <SectionStack>
      <Loaded answer={state} waiting={<RowSkeletons count={4} />}>
        {(desktop) => <Habits desktop={desktop} />}
      </Loaded>
      <TourSection />
    </SectionStack>
  );
}

function Habits({ desktop }: { desktop: DesktopState }) {
  const { habits, noteKey, isNoteKeyTaken } = desktop;
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.desktop.change.mutationOptions({
      onSuccess: (now) => queryClient.setQueryData(trpc.desktop.state.queryKey(), now),
    }),
  );
  const change = (part: HabitsChange) => !isPending && mutate(part);
  return (
    <Section title="Beside its windows" note="On this computer, for every connection">
      <Stack gap="md">
        <Checkbox
          label="Show Steward in the tray"
          description="Its icon says what waits for you, and leads there"
          checked={habits.showsTray}
          onChange={(event) => change({ showsTray: event.currentTarget.checked })}
        />
        <Checkbox
          label="Stay in the tray when the last window is closed"
          description="Steward goes on syncing and telling. “Quit Steward” in the tray ends it"
          checked={habits.staysInTray}
          disabled={!habits.showsTray}
          onChange={(event) => change({ staysInTray: event.currentTarget.checked })}
        />
        <Checkbox
          label="Start when I log in"
          description={
            habits.staysInTray ? 'Without a window: it waits in the tray' : 'With its window, as you left it'
          }
          checked={habits.startsAtLogin}
          onChange={(event) => change({ startsAtLogin: event.currentTarget.checked })}
        />
        <Checkbox
          label={`${noteKey} writes a quick note from any program`}
          description="Steward comes to the front with an empty note"
          error={
            isNoteKeyTaken &&
            'Another program has this key, so it does nothing here. Free it there and turn this on again.'
          }
          checked={habits.hasNoteKey}
          onChange={(event) => change({ hasNoteKey: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
}
