import { Button, Checkbox, Stack } from '@mantine/core';
import { syncStatus } from '../../../api/host-signals';
import { runCommand } from '../../../api/shell-commands';
import { useSignal } from '../../../api/signal';
import { keptTour, offerTour } from '../../../api/tour';
import { Section } from '../../../ui/section';

/** Whether this computer shows the tour to who is new on it, and the tour itself. */
export function TourSection() {
  const { offered } = useSignal(keptTour);
  const hasScreens = useSignal(syncStatus)?.asOf != null;
  return (
    <Section title="The tour" note="Four steps over the screens themselves">
      <Stack gap="md" align="flex-start">
        <Checkbox
          label="Show it to each login that is new on this computer"
          description="Once, when Today has something to show"
          checked={offered}
          onChange={(event) => offerTour(event.currentTarget.checked)}
        />
        <Button variant="default" disabled={!hasScreens} onClick={() => runCommand('tour')}>
          Take the tour
        </Button>
      </Stack>
    </Section>
  );
}
