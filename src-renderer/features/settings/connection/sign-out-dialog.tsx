import { Alert, Button, Radio, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Profile, ShownProfiles } from '../../../../src-preload/contract/profiles';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { errorWords } from '../../../ui/words/error-words';

interface SignOutDialogProps {
  profile: Profile;
  name: string;
  onClose: () => void;
}

/** What becomes of the copy, and what has not reached the company: told before somebody signs out. */
export function SignOutDialog({ profile, name, onClose }: SignOutDialogProps) {
  // What waits goes up meanwhile: it is looked at again and again.
  const list = useQuery(trpc.profiles.list.queryOptions(undefined, { staleTime: 0, refetchInterval: 2_000 }));
  const [copy, setCopy] = useState<'kept' | 'erased'>('kept');
  const signOut = useMutation(
    trpc.profiles.signOut.mutationOptions({ meta: { showsItsErrors: true }, onSuccess: onClose }),
  );
  const unsent = list.data?.unsent;
  const loses = copy === 'erased' && unsent !== undefined && unsent.length > 0;
  const go = () => signOut.mutate({ id: profile.id, copy });
  const busy = signOut.isPending || unsent === undefined;

  /** By the keyboard nothing is lost that was not chosen by its own button. */
  function send(event: FormEvent): void {
    event.preventDefault();
    if (loses) onClose();
    else go();
  }

  return (
    <Dialog title={`Sign out of ${name}?`} onClose={onClose} size="md">
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          <p>
            Steward forgets the password and closes the copy on this computer. At the company nothing changes.
          </p>
          <Radio.Group
            label="The copy on this computer"
            value={copy}
            onChange={(value) => setCopy(value === 'erased' ? 'erased' : 'kept')}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                value="kept"
                label="Keep it, locked"
                description="It opens again with your password alone; without the server within 7 days of the last sign-in."
                data-autofocus
              />
              <Radio
                value="erased"
                label="Erase it"
                description="With its key, its backups and damaged copies. It is loaded anew when you sign in."
              />
            </Stack>
          </Radio.Group>
          <p role="status">
            {unsent === undefined ? 'Looking at what waits here …' : waitingWords(unsent, copy)}
          </p>
          {signOut.error && (
            <Alert color="red" title={errorWords(callErrorOf(signOut.error)).title}>
              {callErrorOf(signOut.error).message}
            </Alert>
          )}
          {loses ? (
            <FormActions
              submit="Wait"
              onCancel={onClose}
              instead={
                <Button color="red" variant="default" onClick={go} loading={busy}>
                  Sign out and lose {countOf(unsent) === 1 ? 'it' : 'them'}
                </Button>
              }
            />
          ) : (
            <FormActions submit="Sign out" onCancel={onClose} busy={busy} />
          )}
        </Stack>
      </form>
    </Dialog>
  );
}

function countOf(unsent: ShownProfiles['unsent']): number {
  return unsent.reduce((sum, { count }) => sum + count, 0);
}

function waitingWords(unsent: ShownProfiles['unsent'], copy: 'kept' | 'erased'): string {
  const count = countOf(unsent);
  if (count === 0) return 'Everything you decided here has reached the company.';
  const list = unsent.map(({ title, count: of }) => `${title} (${formatCount(of)})`).join(', ');
  const [are, them, wait, go] = count === 1 ? ['is', 'it', 'waits', 'goes'] : ['are', 'them', 'wait', 'go'];
  const head = `${formatPlural(count, 'decision')} ${are} not at the company yet: ${list}.`;
  return copy === 'kept'
    ? `${head} ${count === 1 ? 'It' : 'They'} ${wait} in the locked copy and ${go} up once you sign in again.`
    : `${head} Wait until ${count === 1 ? 'it is' : 'they are'} there, or sign out and lose ${them}.`;
}
