import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Tier } from '../../../../src-preload/contract/rewards/program';
import type { RewardItem } from '../../../../src-preload/contract/rewards/rewards';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { minorWords } from '../minor-words';
import classes from '../rewards.module.css';

const ItemDialog = lazyRouteComponent(() => import('./item-dialog'), 'ItemDialog');

/** What can be redeemed; admins change it. */
export function CatalogueTab({ tiers, currency }: { tiers: readonly Tier[]; currency: string | null }) {
  const answer = useQuery(trpc.rewards.items.queryOptions());
  const isAdmin = useMay('admin');
  const [open, setOpen] = useState<RewardItem | 'new' | null>(null);
  const add = isAdmin && <Button onClick={() => setOpen('new')}>New item…</Button>;
  return (
    <>
      <Loaded answer={answer} waiting={<RowSkeletons count={6} height={52} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="The catalogue is empty"
              text="What accounts can redeem their points for stands here, with its cost and who may have it."
              action={add}
            />
          ) : (
            <Section
              title="Catalogue"
              note={`${formatPlural(items.length, 'item')}, the cheapest first`}
              padding="flush"
              actions={add}
            >
              <FactTable
                columns={[
                  'What',
                  { name: 'Cost', align: 'right' },
                  { name: 'Worth', align: 'right' },
                  { name: 'Left', align: 'right', help: 'Of its stock, what is neither given nor reserved' },
                  'Who may have it',
                  { name: 'Actions', unseen: true },
                ]}
              >
                {items.map((item) => (
                  <tr key={item.id} data-tall>
                    <th scope="row" className={classes.what}>
                      <bdi>{item.name}</bdi> {item.isPending && <PendingBadge />}
                      {item.archived && <span className="faint"> (archived)</span>}
                      {item.description !== '' && (
                        <span className={classes.below}>
                          <bdi>{item.description}</bdi>
                        </span>
                      )}
                    </th>
                    <td data-align="right">{formatPlural(item.cost, 'point')}</td>
                    <td data-align="right">{minorWords(item.value_minor, currency)}</td>
                    <td data-align="right">
                      {item.stock === null
                        ? '–'
                        : `${formatCount(item.stock - item.taken)} of ${formatCount(item.stock)}`}
                    </td>
                    <td data-room="text">{whoWords(item, tiers)}</td>
                    <td data-align="right">
                      {isAdmin && (
                        <Button
                          variant="default"
                          size="compact-sm"
                          aria-label={`Change ${item.name}`}
                          onClick={() => setOpen(item)}
                        >
                          Change…
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </FactTable>
            </Section>
          )
        }
      </Loaded>
      <Suspense fallback={null}>
        {open !== null && (
          <ItemDialog
            item={open === 'new' ? null : open}
            tiers={tiers}
            currency={currency}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </>
  );
}

function whoWords(item: RewardItem, tiers: readonly Tier[]): string {
  const tier = tiers.find(({ key }) => key === item.tier);
  const words = [
    item.tier === null ? null : tier === undefined ? 'a tier that is gone' : `from ${tier.name} on`,
    item.stages.length > 0 ? `in ${item.stages.join(', ')}` : null,
    item.segments.length > 0 ? `of ${item.segments.join(', ')}` : null,
    item.for_contact ? 'for a contact' : null,
    item.per_account === null ? null : `${formatCount(item.per_account)} a year and account`,
    item.per_contact === null ? null : `${formatCount(item.per_contact)} a year and contact`,
    item.from_day === null ? null : `from ${formatDay(item.from_day)}`,
    item.last_day === null ? null : `to ${formatDay(item.last_day)}`,
    item.needs_approval ? 'to be approved' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
  return words === '' ? 'any account' : words;
}
