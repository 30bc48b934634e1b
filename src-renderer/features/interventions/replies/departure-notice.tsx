import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { formatDay } from '../../../ui/format/day';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';

/** That a mail says of a contact that they are there no more, and what a person may say to that; nothing where none does. */
export function DepartureNotice({
  organizationId,
  contactId,
}: {
  organizationId: number;
  contactId: number;
}) {
  const { data } = useQuery(trpc.interventions.replies.departure.queryOptions({ organizationId, contactId }));
  const mayManage = useMay('manager');
  const settle = useMutation(
    trpc.interventions.replies.settleDeparture.mutationOptions({
      onSuccess: () => notifyDone('Kept: they are there.'),
    }),
  );
  const departure = data?.departure ?? null;
  if (departure === null) return null;
  const { departureId, how, day, isPending } = departure;
  return (
    <Alert color="yellow" title="They seem to be there no more">
      <p>
        {how === 'bounced'
          ? `A mail to them came back on ${formatDay(day)}: there is no such address any more.`
          : `A mail to them was answered by itself on ${formatDay(day)}: they are no longer there.`}{' '}
        Another address, or a mail of theirs, ends that by itself.
      </p>
      {isPending ? (
        <PendingBadge />
      ) : (
        mayManage && (
          <Button
            variant="default"
            size="compact-sm"
            mt="xs"
            loading={settle.isPending}
            onClick={() => settle.mutate({ departureId })}
          >
            They are there
          </Button>
        )
      )}
    </Alert>
  );
}
