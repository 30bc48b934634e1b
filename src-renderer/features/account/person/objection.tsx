import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../src-preload/contract/contacts';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { DayPicker } from '../../../ui/day-picker';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { useToday } from '../../../ui/use-now';
import { named } from '../../../ui/words/named';
import { objectionWords } from '../../../ui/words/objection-words';
import { JudgementForm } from '../judgement/judgement-form';

/** That the contact objects to being profiled, with what a manager can do about it. */
export function ObjectionSection({ person }: { person: Person }) {
  const { objection } = person.contact;
  const mayDecide = useMay('manager');
  if (objection === null) return null;
  return (
    <Section
      title="Profiling"
      note={`This contact ${objectionWords(objection.since)}`}
      actions={mayDecide && !objection.isListed && <TakeBack person={person} />}
    >
      <p>
        What they do counts in the account’s totals. They have no score, are nobody’s champion here, and no
        advice names them.
        {objection.isListed && ' The company’s own list says so: it is taken back there.'}
      </p>
    </Section>
  );
}

/** Writes an objection down of who doesn't object yet. */
export function RecordObjection({ person }: { person: Person }) {
  const [isOpen, setOpen] = useState(false);
  const mayDecide = useMay('manager');
  if (!mayDecide || person.contact.objection !== null || person.contact.isInternal) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEyeOff size={16} stroke={1.5} />}
        title="The contact objects to being scored and named by Steward"
        onClick={() => setOpen(true)}
      >
        Objects to profiling
      </Button>
      {isOpen && <RecordDialog person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

function RecordDialog({ person: { account, contact }, onClose }: { person: Person; onClose: () => void }) {
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

function TakeBack({ person: { account, contact } }: { person: Person }) {
  const takeBack = useMutation(
    trpc.account.takeBackObjection.mutationOptions({
      onSuccess: () => notifyDone(`The objection of ${named(contact.name)} is taken back.`),
    }),
  );
  return (
    <Button
      variant="default"
      size="xs"
      loading={takeBack.isPending}
      onClick={() =>
        takeBack.mutate({ id: account.id, externalId: account.externalId, contactId: contact.id })
      }
    >
      Take back
    </Button>
  );
}
