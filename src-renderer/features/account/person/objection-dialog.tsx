import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../src-preload/contract/contacts';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { DayPicker } from '../../../ui/day-picker';
import { notifyDone } from '../../../ui/notify';
import { useToday } from '../../../ui/use-now';
import { named } from '../../../ui/words/named';
import { objectionWords } from '../../../ui/words/objection-words';
import { JudgementForm } from '../judgement/judgement-form';

/** Writes an objection down. */
export function ObjectionDialog({
  person: { account, contact },
  onClose,
}: {
  person: Person;
  onClose: () => void;
}) {
  const today = useToday();
  const [since, setSince] = useState(today);
  const name = named(contact.name);
  const record = useMutation(
    trpc.account.recordObjection.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`${name} ${objectionWords(since)}.`);
        onClose();
      },
    }),
  );
  return (
    <JudgementForm
      title={`${name} objects to profiling`}
      onClose={onClose}
      onSubmit={() =>
        record.mutate({ id: account.id, externalId: account.externalId, contactId: contact.id, since })
      }
      submit="Record the objection"
      busy={record.isPending}
      failure={record.error ? callErrorOf(record.error) : null}
    >
      <p>
        Scores of this contact are removed, here and in the company’s database, and none is made any more.
        Their use stays in the account’s totals.
      </p>
      <DayPicker
        label="Since"
        labelShown
        description="the day on which they said so"
        value={since}
        onChange={setSince}
        max={today}
      />
    </JudgementForm>
  );
}
