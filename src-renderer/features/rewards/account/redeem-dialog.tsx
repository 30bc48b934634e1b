import { Select, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ItemForAccount } from '../../../../src-preload/contract/rewards/rewards';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';

interface RedeemDialogProps {
  account: { id: number; externalId: string };
  item: ItemForAccount;
  onClose: () => void;
}

/** Redeems an item, for a contact where one receives it. */
export function RedeemDialog({ account, item, onClose }: RedeemDialogProps) {
  const [contact, setContact] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [sent, setSent] = useState(false);
  const receivers = useQuery(
    trpc.rewards.receivers.queryOptions({ id: account.id, itemId: item.id }, { enabled: item.forContact }),
  );
  const redeem = useMutation(
    trpc.rewards.redeem.mutationOptions({
      onSuccess: () => {
        notifyDone(item.needsApproval ? `${item.name} waits to be approved.` : `${item.name} is redeemed.`);
        onClose();
      },
    }),
  );
  const people = receivers.data?.receivers ?? [];
  const chosen = people.find(({ id }) => String(id) === contact);
  const problem =
    item.forContact && chosen === undefined
      ? 'choose who receives it'
      : chosen?.bar == null
        ? null
        : `it ${chosen.bar}`;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (problem === null)
      redeem.mutate({ account, itemId: item.id, contactId: chosen?.id ?? null, note: note.trim() || null });
  }
  return (
    <Dialog title={`Redeem ${item.name}`} onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p>
            For {formatPlural(item.cost, 'point')}.{' '}
            {item.needsApproval && 'Somebody has to approve it; its points are taken until then.'}
          </p>
          {item.forContact && (
            <Select
              label="Who receives it"
              withAsterisk
              searchable
              data-autofocus
              data={people.map(({ id, name, title, bar }) => ({
                value: String(id),
                label: `${name}${title === null ? '' : `, ${title}`}${bar === null ? '' : ` (it ${bar})`}`,
              }))}
              value={contact}
              onChange={setContact}
              error={(sent || chosen?.bar != null) && problem}
            />
          )}
          <Textarea
            label="Note"
            description="For whoever approves it, and for later"
            autosize
            minRows={2}
            maxRows={5}
            maxLength={500}
            {...(!item.forContact && { 'data-autofocus': true })}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <FormActions submit="Redeem" onCancel={onClose} busy={redeem.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
