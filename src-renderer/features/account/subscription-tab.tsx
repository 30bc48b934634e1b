import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { z } from 'zod';
import type { subscriptionSchema } from '../../../src-preload/contract/account';
import { leftOutWords } from '../../../src-preload/contract/money';
import { plural } from '../../../src-preload/contract/words';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { ChartRoom, ChartSkeleton } from '../../ui/charts/chart-room';
import { Day } from '../../ui/day';
import { EmptyState } from '../../ui/empty-state';
import { formatDay } from '../../ui/format/day';
import { formatCount, formatMoney, formatPlural, formatShare } from '../../ui/format/number';
import { Section } from '../../ui/section';
import { SectionStack } from '../../ui/section-stack';
import { RowSkeletons } from '../../ui/skeletons';
import { FactTable } from '../../ui/table/fact-table';
import { useToday } from '../../ui/use-now';

type Term = z.infer<typeof subscriptionSchema>['terms'][number];

const chartHeight = 220;

const RevenueChart = lazyRouteComponent(() => import('../../ui/charts/revenue-chart'), 'RevenueChart');

/** What the account pays for: revenue and seats over time, and every term. */
export function SubscriptionTab({ id }: { id: number }) {
  const subscription = useQuery(trpc.account.subscription.queryOptions({ id }));
  const { data } = subscription;
  return (
    <SectionStack>
      <Section
        title="Revenue and seats"
        note={leftOutWords(data?.otherMrr ?? []) ?? 'As in force on the first of each month, and today'}
      >
        <Loaded answer={subscription} waiting={<ChartSkeleton height={chartHeight} />}>
          {({ history }) =>
            history.length === 0 ? (
              <EmptyState title="No revenue yet" text="It comes with the first subscription." />
            ) : (
              <ChartRoom height={chartHeight}>
                <RevenueChart months={history} height={chartHeight} />
              </ChartRoom>
            )
          }
        </Loaded>
      </Section>
      <Section
        title="Terms"
        note={
          data &&
          formatPlural(data.terms.filter((term) => term.inForce).length, 'term in force', 'terms in force')
        }
        padding="flush"
      >
        <Loaded answer={subscription} waiting={<RowSkeletons count={4} />}>
          {({ terms }) =>
            terms.length === 0 ? <EmptyState title="No subscription" /> : <TermTable terms={terms} />
          }
        </Loaded>
      </Section>
    </SectionStack>
  );
}

function TermTable({ terms }: { terms: readonly Term[] }) {
  const today = useToday();
  return (
    <FactTable
      columns={[
        'Product',
        'State',
        'From',
        'To',
        'Renews',
        'Billing',
        { name: 'Quantity', align: 'right' },
        { name: 'Discount', align: 'right' },
        { name: 'MRR', align: 'right' },
      ]}
    >
      {terms.map((term) => (
        <tr key={term.id} data-past={!term.inForce || undefined}>
          <th scope="row" data-room="wide" title={term.product}>
            {term.product}
          </th>
          <td>{stateWords(term, today)}</td>
          <td>{formatDay(term.startedOn)}</td>
          <td>{term.endedOn ? formatDay(term.endedOn) : 'open'}</td>
          <td>
            <Day day={term.renewsOn} />
          </td>
          <td>{billingWords(term.billingMonths)}</td>
          <td data-align="right">
            {term.quantity === null
              ? '–'
              : `${formatCount(term.quantity, 1)} ${unitWord(term.quantity, term.unit)}`}
          </td>
          <td data-align="right">{term.discount === 0 ? '–' : formatShare(term.discount)}</td>
          <td data-align="right">{formatMoney(term.mrr, term.currency)}</td>
        </tr>
      ))}
    </FactTable>
  );
}

function stateWords(term: Term, today: string): string {
  if (term.inForce) return term.isTrial ? 'On trial' : 'In force';
  return term.startedOn > today ? 'To come' : 'Ended';
}

// The company calls licensed seats "users"; on the screens those are seats.
function unitWord(quantity: number, unit: string | null): string {
  return unit === 'users' ? plural(quantity, 'seat') : (unit ?? '');
}

function billingWords(months: number): string {
  if (months === 1) return 'monthly';
  if (months === 3) return 'quarterly';
  if (months === 12) return 'yearly';
  return `every ${months} months`;
}
