import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Invited } from '../../../../src-preload/contract/team';
import { trpc } from '../../../api/client';
import { copy } from '../../../ui/copy';
import { Dialog } from '../../../ui/dialog';
import { formatInstant } from '../../../ui/format/instant';
import { notifyDone } from '../../../ui/notify';
import classes from './team-screen.module.css';

/** What is handed to whoever was invited. The password is shown here and nowhere again. */
export function InvitedDialog({ invited, onClose }: { invited: Invited; onClose: () => void }) {
  const { login, password, validUntil, invitation } = invited;
  const save = useMutation(
    trpc.team.saveInvitation.mutationOptions({
      onSuccess: ({ path }) =>
        path !== null && notifyDone('The invitation is saved. Hand it over so that nobody else reads it.'),
    }),
  );
  return (
    <Dialog title={`${login} is in the team`} onClose={onClose} size="md">
      <Stack gap="md">
        {password === null || validUntil === null ? (
          <p>The server had this login already: it keeps the password it has.</p>
        ) : (
          <>
            <p>
              Password for the first sign-in, good until {formatInstant(validUntil)}. It is shown here only,
              and the first sign-in asks for another.
            </p>
            <p className={classes.password}>
              <code>{password}</code>
              <Button
                variant="default"
                size="xs"
                onClick={() => void copy(password, 'The password is copied')}
              >
                Copy
              </Button>
            </p>
          </>
        )}
        <p>
          The invitation is a file that Steward’s connection screen opens: address, login and company
          {password === null ? '' : ', and this password'}.
        </p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Done
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate({ login, text: invitation })}>
            Save the invitation…
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
