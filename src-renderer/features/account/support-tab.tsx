import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { supportSchema } from '../../../src-preload/contract/account';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { Instant } from '../../ui/day';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration } from '../../ui/format/instant';
import { formatPlural } from '../../ui/format/number';
import { Section } from '../../ui/section';
import { RowSkeletons } from '../../ui/skeletons';
import { FactTable } from '../../ui/table/fact-table';
import { SeverityBadge } from './severity-badge';

type Ticket = z.infer<typeof supportSchema>['tickets'][number];

/** Support tickets, the open ones first as the host orders them. */
export function SupportTab({ id }: { id: number }) {
  const support = useQuery(trpc.account.support.queryOptions({ id }));
  const { data } = support;
  return (
    <Section
      title="Support tickets"
      note={data && `${formatPlural(data.open, 'ticket')} open; ${data.opened90} opened in the last 90 days`}
      padding="flush"
    >
      <Loaded answer={support} waiting={<RowSkeletons count={8} />}>
        {({ tickets }) =>
          tickets.length === 0 ? (
            <EmptyState title="No tickets" text="This account has not asked for support." />
          ) : (
            <TicketTable tickets={tickets} />
          )
        }
      </Loaded>
    </Section>
  );
}

export function TicketTable({ tickets }: { tickets: readonly Ticket[] }) {
  return (
    <FactTable
      columns={[
        'Subject',
        'Severity',
        'Contact',
        'Opened',
        'State',
        { name: 'Satisfaction', align: 'right' },
      ]}
    >
      {tickets.map((ticket) => (
        <tr key={ticket.id}>
          <th scope="row" data-room="wide" title={ticket.subject}>
            {ticket.subject || 'No subject'}
          </th>
          <td>
            <SeverityBadge severity={ticket.severity} />
          </td>
          <td className="soft">{ticket.contact ?? '–'}</td>
          <td>
            <Instant at={ticket.openedAt} past />
          </td>
          <td>
            {ticket.resolvedAt === null ? (
              'Open'
            ) : (
              <span className="soft">Resolved in {spanWords(ticket.resolvedAt - ticket.openedAt)}</span>
            )}
          </td>
          <td data-align="right">{ticket.satisfaction === null ? '–' : `${ticket.satisfaction} of 5`}</td>
        </tr>
      ))}
    </FactTable>
  );
}

const hourMs = 3_600_000;

/** Minutes and hours up to two days, whole days beyond. */
function spanWords(milliseconds: number): string {
  const hours = milliseconds / hourMs;
  if (hours < 1) return formatDuration(milliseconds / 1000);
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}
