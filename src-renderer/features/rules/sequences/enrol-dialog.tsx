import { Button, Checkbox, Group, Select } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountToWriteTo } from '../../../../src-preload/contract/interventions/launch';
import { trpc } from '../../../api/client';
import type { EnrolRequest } from '../../../api/enrol-request';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { RowSkeletons } from '../../../ui/skeletons';
import { named } from '../../../ui/words/named';
import classes from './enrol-dialog.module.css';

/** Lets contacts into a sequence: which one, whom, and why somebody can't come in, before it is done. */
export function EnrolDialog({ request, onClose }: { request: EnrolRequest; onClose: () => void }) {
  const choices = useQuery({
    ...trpc.interventions.choices.queryOptions({ organizationIds: [...request.organizationIds] }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Dialog title="Let into a sequence" onClose={onClose} size="md">
      <Loaded answer={choices} waiting={<RowSkeletons count={4} />}>
        {({ accounts }) => <EnrolForm accounts={accounts} contactId={request.contactId} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

interface EnrolFormProps {
  accounts: readonly AccountToWriteTo[];
  contactId: number | undefined;
  onClose: () => void;
}

function EnrolForm({ accounts, contactId, onClose }: EnrolFormProps) {
  const active = (useQuery(trpc.sequences.list.queryOptions()).data?.sequences ?? []).filter(
    ({ state }) => state === 'active',
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const sequenceId = chosen ?? active[0]?.id ?? null;
  const [contacts, setContacts] = useState<ReadonlySet<number>>(() => firstOf(accounts, contactId));
  const to = accounts.flatMap(({ organizationId, externalId, contacts: there }) => {
    const contactIds = there.map((one) => one.contactId).filter((id) => contacts.has(id));
    return contactIds.length === 0 ? [] : [{ organizationId, externalId, contactIds }];
  });
  const foreseen = useQuery({
    ...trpc.sequences.foresee.queryOptions({
      sequenceId: sequenceId ?? '',
      to: to.map(({ organizationId, contactIds }) => ({ organizationId, contactIds })),
    }),
    enabled: sequenceId !== null && to.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    meta: { showsItsErrors: true },
  });
  const held = new Map(foreseen.data?.map(({ contactId: id, words }) => [id, words]));
  const enrol = useMutation(trpc.sequences.enrol.mutationOptions());
  if (active.length === 0)
    return <EmptyState title="No sequence is on" text="Write one under Rules; an admin switches it on." />;
  const count = to.reduce((sum, { contactIds }) => sum + contactIds.length, 0);
  return (
    <>
      <Select
        label="Sequence"
        data-autofocus
        data={active.map(({ id, name }) => ({ value: id, label: name }))}
        value={sequenceId}
        allowDeselect={false}
        onChange={setChosen}
      />
      <div className={classes.room}>
        {accounts.map(({ organizationId, name, contacts: there }) => (
          <fieldset key={organizationId} className={classes.account}>
            <legend>{named(name)}</legend>
            {there.length === 0 && <p className="faint">No contact with an address</p>}
            {there.map(({ contactId: id, name: contact, title }) => (
              <div key={id}>
                <Checkbox
                  checked={contacts.has(id)}
                  label={`${named(contact)}${title === null ? '' : `, ${title}`}`}
                  onChange={() => setContacts(toggled(contacts, id))}
                />
                {contacts.has(id) && held.get(id) && (
                  <p className={classes.held} role="note">
                    Can’t come in: {held.get(id)}
                  </p>
                )}
              </div>
            ))}
          </fieldset>
        ))}
      </div>
      {foreseen.isError && (
        <p className="faint">
          The company can’t be asked just now: it says what holds somebody back when it has it.
        </p>
      )}
      <Group justify="flex-end" gap="sm" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={enrol.isPending}
          disabled={count === 0 || sequenceId === null}
          onClick={() =>
            sequenceId !== null &&
            enrol.mutate(
              {
                sequenceId,
                to: to.map(({ organizationId, externalId, contactIds }) => ({
                  account: { id: organizationId, externalId },
                  contactIds,
                })),
              },
              {
                onSuccess: () => {
                  notifyDone(`${formatPlural(count, 'contact is', 'contacts are')} let in.`);
                  onClose();
                },
              },
            )
          }
        >
          Let {formatPlural(count, 'contact')} in
        </Button>
      </Group>
    </>
  );
}

/** The contact that is asked for; else the foremost of each account. */
function firstOf(accounts: readonly AccountToWriteTo[], contactId: number | undefined): ReadonlySet<number> {
  return new Set(
    accounts.flatMap(({ contacts }) => {
      const first = contacts.find((one) => one.contactId === contactId) ?? contacts[0];
      return first === undefined ? [] : [first.contactId];
    }),
  );
}

function toggled(contacts: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(contacts);
  if (!next.delete(id)) next.add(id);
  return next;
}
