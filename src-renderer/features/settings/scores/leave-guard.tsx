import { Button, Group, Stack } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Dialog } from '../../../ui/dialog';

/** The settings lead back to this screen by themselves. */
function staysHere(pathname: string): boolean {
  return pathname === '/settings' || pathname === '/settings/scores';
}

/** Asks before a draft is left behind. It stays on this computer, but only saving brings it into force. */
export function LeaveGuard({ changed }: { changed: boolean }) {
  const leaving = useBlocker({
    shouldBlockFn: ({ next }) => !staysHere(next.pathname),
    disabled: !changed,
    // Closing the window needs no question: the draft is kept.
    enableBeforeUnload: false,
    withResolver: true,
  });
  if (leaving.status !== 'blocked') return null;
  return (
    <Dialog title="Leave without saving?" onClose={leaving.reset}>
      <Stack gap="md">
        <p>Your changes are kept here as a draft. They don’t count for any score until you save them.</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={leaving.proceed}>
            Leave
          </Button>
          <Button onClick={leaving.reset} data-autofocus>
            Stay
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
