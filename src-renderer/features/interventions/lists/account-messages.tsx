import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { askToLaunch } from '../../../api/launch-request';
import { useMay } from '../../../api/use-may';
import { SectionStack } from '../../../ui/section-stack';
import { ReturnedMails } from '../replies/returned-mails';
import { MessageHistory } from './history-tab';
import { OutgoingSection } from './outgoing-section';

/** Messages to the contacts of one account, what waits to go up as well. */
export function AccountMessages({ organizationId }: { organizationId: number }) {
  const outgoing = useQuery(trpc.interventions.outgoing.queryOptions({ organizationId }));
  const mayManage = useMay('manager');
  return (
    <SectionStack>
      {mayManage && (
        <div>
          <Button
            variant="default"
            title="New message (i)"
            onClick={() => askToLaunch({ organizationIds: [organizationId] })}
          >
            New message
          </Button>
        </div>
      )}
      <OutgoingSection launches={outgoing.data ?? []} />
      <ReturnedMails organizationId={organizationId} />
      <MessageHistory organizationId={organizationId} />
    </SectionStack>
  );
}
