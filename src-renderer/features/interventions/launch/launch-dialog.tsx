import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MessageChannel } from '../../../../src-preload/contract/channels';
import { trpc } from '../../../api/client';
import type { LaunchRequest } from '../../../api/launch-request';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { RowSkeletons } from '../../../ui/skeletons';
import { named } from '../../../ui/words/named';
import { LaunchForm } from './launch-form';

/** A message by hand: to whom, what, when; and what holds each back, before it goes. */
export function LaunchDialog({ request, onClose }: { request: LaunchRequest; onClose: () => void }) {
  const organizationIds = [...request.organizationIds];
  const [channel, setChannel] = useState<MessageChannel>('email');
  const choices = useQuery({
    ...trpc.interventions.choices.queryOptions({ organizationIds, channel }),
    // What was written stays where another channel reaches others.
    placeholderData: keepPreviousData,
    // Times that are offered don't move under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const templates = useQuery(trpc.templates.list.queryOptions());
  const [only] = choices.data?.accounts ?? [];
  const whom =
    request.organizationIds.length === 1
      ? only && named(only.name)
      : formatPlural(request.organizationIds.length, 'account');
  return (
    <Dialog title={whom === undefined ? 'New message' : `Message to ${whom}`} onClose={onClose} size="lg">
      <Loaded answer={choices} waiting={<RowSkeletons count={6} />}>
        {({ accounts, times }) =>
          templates.isPending ? (
            <RowSkeletons count={6} />
          ) : channel === 'email' && accounts.every(({ contacts }) => contacts.length === 0) ? (
            <EmptyState
              title="Nobody to write to"
              text="None of these accounts has a contact with an address in your copy."
            />
          ) : (
            <LaunchForm
              accounts={accounts}
              times={times}
              contactId={request.contactId}
              onChannel={setChannel}
              hasTemplates={templates.data?.templates.some(({ isArchived }) => !isArchived) === true}
              onClose={onClose}
            />
          )
        }
      </Loaded>
    </Dialog>
  );
}
