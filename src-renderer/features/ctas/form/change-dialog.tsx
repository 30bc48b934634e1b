import { Alert, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Cta, changeCtaInputSchema } from '../../../../src-preload/contract/ctas/cta';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formProblems } from '../../../ui/form-problems';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';
import { type CtaDraft, CtaFields } from './cta-fields';

/** Changes what one says; only what was changed goes up, so that a colleague's changes of the rest stay. */
export function ChangeDialog({ cta, onClose }: { cta: Cta; onClose: () => void }) {
  const before = draftOf(cta);
  const [draft, setDraft] = useState<CtaDraft>(before);
  const [sent, setSent] = useState(false);
  const choices = useQuery(trpc.ctas.choices.queryOptions({ id: cta.accountId })).data;
  const undo = useMutation(trpc.ctas.change.mutationOptions());
  const change = useMutation(
    trpc.ctas.change.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`“${draft.title.trim()}” is changed`, () =>
          undo.mutate({ ctaId: cta.id, ...changesOf(draft, before) }),
        );
        onClose();
      },
    }),
  );
  const checked = changeCtaInputSchema.safeParse({ ctaId: cta.id, ...changesOf(before, draft) });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (!checked.success) return;
    if (Object.keys(changesOf(before, draft)).length === 0) onClose();
    else change.mutate(checked.data);
  }

  const failure = change.error ? callErrorOf(change.error) : null;
  return (
    <Dialog title={`Change “${cta.title}”`} onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <CtaFields
            draft={draft}
            choices={choices}
            ofRule={cta.rule !== null}
            problems={sent ? formProblems(checked) : {}}
            onChange={(part) => setDraft({ ...draft, ...part })}
          />
          {failure && (
            <Alert color="red" title={errorWords(failure).title}>
              {failure.message} {errorWords(failure).safe}
            </Alert>
          )}
          <FormActions submit="Keep change" onCancel={onClose} busy={change.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}

function draftOf({ type, title, reason, priority, due, owner, isGiven }: Cta): CtaDraft {
  return { type, title, reason: reason ?? '', priority, due, givenTo: isGiven ? (owner?.id ?? null) : null };
}

/** What is to be said to come from one to the other. */
function changesOf(from: CtaDraft, to: CtaDraft) {
  return {
    ...(to.type !== from.type && { type: to.type }),
    ...(to.title !== from.title && { title: to.title }),
    ...(to.reason !== from.reason && { reason: to.reason === '' ? null : to.reason }),
    ...(to.priority !== from.priority && { priority: to.priority }),
    ...(to.due !== from.due && to.due !== null && { due: to.due }),
    ...(to.givenTo !== from.givenTo && { givenTo: to.givenTo }),
  };
}
