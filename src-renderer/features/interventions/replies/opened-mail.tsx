import { useState } from 'react';
import type { IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { MessageDialog } from '../message/message-dialog';
import { MailDialog } from './mail-dialog';
import type { MailDeeds } from './use-mail-deeds';

type Opened =
  | { readonly kind: 'mail'; readonly mailId: string }
  | { readonly kind: 'message'; readonly runId: string }
  | null;

/** Which of the mails is open, or the message that it is about; what is done about it shows in it. */
export function useOpenedMail(mails: readonly IncomingMail[], deeds: MailDeeds) {
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const mail = opened?.kind === 'mail' && mails.find(({ mailId }) => mailId === opened.mailId);
  return {
    isOpen: opened !== null,
    open: ({ mailId }: IncomingMail) => setOpened({ kind: 'mail', mailId }),
    dialog:
      opened?.kind === 'message' ? (
        <MessageDialog runId={opened.runId} onClose={close} />
      ) : (
        mail && (
          <MailDialog
            mail={mail}
            deeds={deeds}
            onMessage={(runId) => setOpened({ kind: 'message', runId })}
            onClose={close}
          />
        )
      ),
  };
}
