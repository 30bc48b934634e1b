import { Button, Group } from '@mantine/core';
import type { IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { PendingBadge } from '../../../ui/pending-badge';
import type { MailDeeds } from './use-mail-deeds';

/** What can be done about one mail, as buttons; nothing where nothing can. */
export function MailActions({ mail, deeds }: { mail: IncomingMail; deeds: MailDeeds }) {
  const { kind, isWaiting, isPending, departure, followed, address } = mail;
  const { settle, isThere, letAgain } = deeds;
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {(isPending || departure?.isPending === true) && <PendingBadge />}
      {kind === 'reply' && settle && (
        <Button
          {...quiet}
          title={isWaiting ? 'Taken care of (e)' : 'It waits again (e)'}
          onClick={() => settle(mail)}
        >
          {isWaiting ? 'Answered' : 'Not answered'}
        </Button>
      )}
      {departure !== null && !departure.isPending && isThere && (
        <Button {...quiet} onClick={() => isThere(mail)}>
          They are there
        </Button>
      )}
      {followed.suppressed === true && address !== null && letAgain && (
        <Button {...quiet} title={`Take ${address} off the list`} onClick={() => letAgain(mail)}>
          Let it get mail again
        </Button>
      )}
    </Group>
  );
}

const quiet = { variant: 'default', size: 'compact-sm', fw: 400 } as const;
