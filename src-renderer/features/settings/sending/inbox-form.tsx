import { Button, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type InboxAccountInput,
  inboxAccountInputSchema,
} from '../../../../src-preload/contract/inbox-account';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { FolderField, ImapFields, noInbox, type WrittenInbox } from './inbox-fields';
import classes from './sending.module.css';

const kinds = [
  { value: 'imap', label: 'A mailbox (IMAP)' },
  { value: 'folder', label: 'A folder of .eml files' },
] as const;

/** Sets up where this computer reads, with a test that changes nothing. */
export function InboxForm() {
  const [written, setWritten] = useState<WrittenInbox>(noInbox);
  const [sent, setSent] = useState(false);
  const test = useMutation(trpc.sending.testInbox.mutationOptions({ meta: { showsItsErrors: true } }));
  const use = useMutation(
    trpc.sending.useInbox.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('This computer reads what comes back from now on, while Steward is open.'),
    }),
  );
  const checked = inboxAccountInputSchema.safeParse(written);
  const problemOf = (field: string) =>
    sent ? checked.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  const change = (part: Partial<WrittenInbox>) => {
    test.reset();
    setWritten((before) => ({ ...before, ...part }));
  };
  const failure = use.error ?? test.error;

  function ask(deed: (account: InboxAccountInput) => void): void {
    setSent(true);
    if (checked.success) deed(checked.data);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    ask((account) => use.mutate(account));
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p>This computer reads no mailbox.</p>
      <div>
        <SegmentedControl
          aria-label="What it reads"
          data={kinds.map(({ value, label }) => ({ value, label }))}
          value={written.kind}
          onChange={(value) => change({ kind: value === 'folder' ? 'folder' : 'imap' })}
        />
      </div>
      {written.kind === 'imap' ? (
        <ImapFields written={written} problemOf={problemOf} onChange={change} />
      ) : (
        <FolderField written={written} problemOf={problemOf} onChange={change} />
      )}
      {test.data && (
        <p role="status" className={classes.proof} data-proved={test.data.ok || undefined}>
          {test.data.words}
        </p>
      )}
      {failure && <p role="alert">{callErrorOf(failure).message}</p>}
      <div className={classes.buttons}>
        <Button type="submit" loading={use.isPending}>
          Read it from this computer
        </Button>
        <Button
          variant="default"
          loading={test.isPending}
          onClick={() => ask((account) => test.mutate(account))}
        >
          Test it
        </Button>
      </div>
    </form>
  );
}
