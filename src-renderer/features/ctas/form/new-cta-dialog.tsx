import { Alert, Select, Stack } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { openCtaInputSchema } from '../../../../src-preload/contract/ctas/cta';
import { AccountField } from '../../../api/account-field';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formProblems } from '../../../ui/form-problems';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';
import { type CtaDraft, CtaFields } from './cta-fields';

interface NewCtaDialogProps {
  /** For which account; null: one to be chosen. */
  accountId: number | null;
  onClose: () => void;
  /** It is there, by its key. */
  onOpened: (ctaId: string) => void;
}

const empty: CtaDraft = {
  type: 'activity',
  title: '',
  reason: '',
  priority: 'usual',
  due: null,
  givenTo: null,
};
/** Working days that one is given until somebody says another day. */
const usualDays = 5;

/** Writes a new one, with the tasks of a playbook where one is chosen. */
export function NewCtaDialog({ accountId, onClose, onOpened }: NewCtaDialogProps) {
  const [account, setAccount] = useState(accountId);
  const [draft, setDraft] = useState(empty);
  const [playbook, setPlaybook] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  const choices = useQuery({
    ...trpc.ctas.choices.queryOptions({ id: account ?? 1 }),
    enabled: account !== null,
    placeholderData: keepPreviousData,
  }).data;
  const close = useMutation(trpc.ctas.close.mutationOptions());
  const open = useMutation(
    trpc.ctas.open.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: ({ ctaId }) => {
        notifyDone(`“${draft.title.trim()}” is open for ${choices?.accountName}`, () =>
          close.mutate({ ctaId, outcome: 'not_needed' }),
        );
        onOpened(ctaId);
      },
    }),
  );
  const due = draft.due ?? choices?.days.find(({ workingDays }) => workingDays === usualDays)?.day ?? null;
  const playbooks = choices?.playbooks ?? [];
  const tasks = playbooks[Number(playbook)]?.tasks ?? [];
  const checked = openCtaInputSchema.safeParse({
    ...draft,
    id: account,
    externalId: choices?.externalId,
    reason: draft.reason.trim() === '' ? null : draft.reason,
    due,
    tasks: playbook === null ? [] : tasks,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) open.mutate(checked.data);
  }

  const failure = open.error ? callErrorOf(open.error) : null;
  const title = choices && account !== null ? `New CTA for ${choices.accountName}` : 'New CTA';
  return (
    <Dialog title={title} onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {accountId === null && (
            <AccountField value={account} onChange={setAccount} wrong={sent && account === null} />
          )}
          <CtaFields
            draft={{ ...draft, due }}
            choices={choices}
            ofRule={false}
            problems={sent ? formProblems(checked) : {}}
            onChange={(part) => setDraft({ ...draft, ...part })}
          />
          {playbooks.length > 0 && (
            <Select
              label="Tasks of a playbook"
              placeholder="No tasks yet"
              clearable
              data={playbooks.map((one, place) => ({
                value: String(place),
                label: `${one.title} (${one.tasks.length} ${one.tasks.length === 1 ? 'task' : 'tasks'})`,
              }))}
              value={playbook}
              onChange={setPlaybook}
            />
          )}
          {failure && (
            <Alert color="red" title={errorWords(failure).title}>
              {failure.message} {errorWords(failure).safe}
            </Alert>
          )}
          <FormActions submit="Open CTA" onCancel={onClose} busy={open.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
