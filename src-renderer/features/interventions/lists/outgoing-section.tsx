import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { outgoingSchema } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { syncStatus } from '../../../api/host-signals';
import { useSignal } from '../../../api/signal';
import { Instant } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { listed } from '../../../ui/words/listed';
import { named } from '../../../ui/words/named';

/** Launches that the company has not taken: nothing of them has gone, and nothing goes before it has. */
export function OutgoingSection({ launches }: { launches: z.infer<typeof outgoingSchema> }) {
  const isAway = useSignal(syncStatus)?.phase === 'offline';
  const cancel = useMutation(trpc.interventions.cancel.mutationOptions());
  if (launches.length === 0) return null;
  return (
    <Section
      title={isAway ? 'Waits for the connection' : 'On the way to the company'}
      note={`${formatPlural(launches.length, 'launch', 'launches')}. Consent, caps and quiet hours are looked at when the company has them`}
      padding="flush"
    >
      <FactTable columns={['Account', 'To', 'What', 'Launched', { name: 'Actions', unseen: true }]}>
        {launches.map((launch) => {
          const { entry, organizationId, externalId, account, contacts, what, madeAt } = launch;
          return (
            <tr key={entry} data-tall>
              <th scope="row" dir="auto">
                {organizationId === null ? (
                  named(account ?? 'An account that left')
                ) : (
                  <Link to="/accounts/$id" params={{ id: String(organizationId) }}>
                    {named(account ?? '')}
                  </Link>
                )}
              </th>
              <td data-room="text">
                <bdi>{listed(contacts.map((contact) => named(contact)))}</bdi>
              </td>
              <td data-room="text">
                <bdi>{what}</bdi>
              </td>
              <td>
                <Instant at={madeAt} past />
              </td>
              <td data-align="right">
                {launch.isBeingTakenBack ? (
                  <span className="faint">Being taken back</span>
                ) : (
                  organizationId !== null && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      onClick={() =>
                        cancel.mutate({
                          account: { id: organizationId, externalId: externalId ?? '' },
                          entry,
                        })
                      }
                    >
                      Take back
                    </Button>
                  )
                )}
              </td>
            </tr>
          );
        })}
      </FactTable>
    </Section>
  );
}
