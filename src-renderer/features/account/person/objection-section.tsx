import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Person } from '../../../../src-preload/contract/contacts';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { named } from '../../../ui/words/named';
import { objectionWords } from '../../../ui/words/objection-words';

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
