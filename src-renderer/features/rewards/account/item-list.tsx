import { Button } from '@mantine/core';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { ItemForAccount } from '../../../../src-preload/contract/rewards/rewards';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import classes from '../rewards.module.css';

const RedeemDialog = lazyRouteComponent(() => import('./redeem-dialog'), 'RedeemDialog');

interface ItemListProps {
  account: { id: number; externalId: string };
  items: readonly ItemForAccount[];
  mayRedeem: boolean;
}

/** What an account can redeem, and what stands in the way of the rest. */
export function ItemList({ account, items, mayRedeem }: ItemListProps) {
  const [redeeming, setRedeeming] = useState<ItemForAccount | null>(null);
  const can = items.filter(({ bar }) => bar === null).length;
  return (
    <Section
      title="To redeem"
      note={`${formatPlural(can, 'item')} of ${items.length} can be redeemed now`}
      padding="flush"
    >
      {items.length === 0 ? (
        <EmptyState title="The catalogue is empty" text="An admin fills it, under Rewards, Catalogue." />
      ) : (
        <FactTable
          columns={[
            'What',
            { name: 'Cost', align: 'right' },
            'Stands in the way',
            { name: 'Actions', unseen: true },
          ]}
        >
          {items.map((item) => (
            <tr key={item.id} data-tall>
              <th scope="row" className={classes.what}>
                <bdi>{item.name}</bdi>
                {item.description !== '' && (
                  <span className={classes.below}>
                    <bdi>{item.description}</bdi>
                  </span>
                )}
              </th>
              <td data-align="right">{formatPlural(item.cost, 'point')}</td>
              <td data-room="text" className="soft">
                {item.bar === null
                  ? item.needsApproval
                    ? 'Nothing; it has to be approved'
                    : 'Nothing'
                  : `It ${item.bar}`}
              </td>
              <td data-align="right">
                {mayRedeem && item.bar === null && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`Redeem ${item.name}`}
                    onClick={() => setRedeeming(item)}
                  >
                    Redeem…
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </FactTable>
      )}
      <Suspense fallback={null}>
        {redeeming && <RedeemDialog account={account} item={redeeming} onClose={() => setRedeeming(null)} />}
      </Suspense>
    </Section>
  );
}
