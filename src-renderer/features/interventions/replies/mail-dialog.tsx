import { Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { Badge } from '../../../ui/badge';
import { ContactLink } from '../../../ui/contact-link';
import { Dialog } from '../../../ui/dialog';
import { formatInstant } from '../../../ui/format/instant';
import { incomingTitle, incomingTone, incomingWords } from '../../../ui/words/incoming-words';
import { named } from '../../../ui/words/named';
import classes from '../message/message-dialog.module.css';
import { MailActions } from './mail-actions';
import { Followed } from './mail-table';
import type { MailDeeds } from './use-mail-deeds';

interface MailDialogProps {
  readonly mail: IncomingMail;
  readonly deeds: MailDeeds;
  /** Shows the message that it is about. */
  readonly onMessage: (runId: string) => void;
  readonly onClose: () => void;
}

/** One mail that came back, its words as they are: text, and nothing else. */
export function MailDialog({ mail, deeds, onMessage, onClose }: MailDialogProps) {
  const { organizationId, account, contactId, contact, runId, about, kind, words, said, status } = mail;
  return (
    <Dialog
      title={`${incomingTitle(kind)}: ${named(contact ?? 'a contact who left')}`}
      onClose={onClose}
      size="lg"
    >
      <Stack gap="md">
        <p>
          <Badge tone={incomingTone(kind)}>{incomingTitle(kind)}</Badge> {incomingWords(mail)}
        </p>
        <dl className={classes.facts}>
          <Fact name="Account">
            <Link to="/accounts/$id" params={{ id: String(organizationId) }}>
              <bdi>{named(account)}</bdi>
            </Link>
          </Fact>
          {contact !== null && (
            <Fact name="Contact">
              <ContactLink account={organizationId} contact={{ id: contactId, name: named(contact) }} />
            </Fact>
          )}
          <Fact name="From">
            <bdi>{senderOf(mail)}</bdi>
          </Fact>
          {mail.subject !== null && (
            <Fact name="Subject">
              <bdi>{mail.subject}</bdi>
            </Fact>
          )}
          <Fact name="About">
            <bdi>{about ?? 'a message that is gone'}</bdi>
          </Fact>
          <Fact name="Came in">{formatInstant(mail.cameAt)}</Fact>
          <Fact name="What followed">
            <Followed mail={mail} />
          </Fact>
        </dl>
        {words !== null && <pre className={classes.words}>{words}</pre>}
        {said !== null && (
          <p className={classes.reply}>
            The mail server said{status !== null && ` (${status})`}: “<bdi>{said}</bdi>”
          </p>
        )}
        <Group justify="space-between">
          <Button variant="default" size="compact-sm" fw={400} onClick={() => onMessage(runId)}>
            The message
          </Button>
          <MailActions mail={mail} deeds={deeds} />
        </Group>
      </Stack>
    </Dialog>
  );
}

function senderOf({ fromName, fromAddress }: IncomingMail): string {
  if (fromAddress === null) return fromName ?? 'nobody who is named';
  return fromName === null ? fromAddress : `${fromName} <${fromAddress}>`;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
