import { Button, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Redemption } from '../../../../src-preload/contract/rewards/rewards';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { Pages, pageRows } from '../../../ui/pages';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { useWalk } from '../../../ui/use-walk';
import { RedemptionRow, RedemptionTable } from './redemption-row';
import { useDeciding } from './use-deciding';

const most = 100;

/** What waits to be approved, over all that was redeemed. */
export function RedemptionsTab() {
  const waiting = useQuery(
    trpc.rewards.redemptions.queryOptions({ group: 'approvals', offset: 0, limit: most }),
  );
  return (
    <>
      <Loaded answer={waiting} waiting={<RowSkeletons count={3} height={52} />}>
        {({ redemptions, total }) => total > 0 && <Approvals redemptions={redemptions} total={total} />}
      </Loaded>
      <AllRedemptions />
    </>
  );
}

function Approvals({ redemptions, total }: { redemptions: readonly Redemption[]; total: number }) {
  const mayDecide = useMay('manager');
  const [refusing, setRefusing] = useState<Redemption | null>(null);
  const { approve, refuse, isPending } = useDeciding(() => setRefusing(null));
  const { body, current, meant, moveTo, keys } = useWalk(redemptions, ({ id }) => `[data-reward="${id}"]`);
  useKeys('redemptions', {
    ...keys,
    a: () => mayDecide && meant && approve(meant),
    r: () => mayDecide && meant && setRefusing(meant),
  });
  const shown = redemptions.length < total ? `The first ${formatCount(redemptions.length)} of ` : '';
  const note = `${shown}${formatPlural(total, 'redemption')}; points and stock are reserved`;
  return (
    <Section
      title="To approve"
      note={mayDecide ? `${note}. j and k walk, a approves, r refuses` : note}
      padding="flush"
    >
      <div ref={body}>
        <RedemptionTable>
          {redemptions.map((redemption, index) => (
            <RedemptionRow
              key={redemption.id}
              redemption={redemption}
              isCurrent={index === current}
              onCurrent={() => moveTo(index)}
              actions={
                mayDecide && (
                  <Group gap={6} justify="flex-end" wrap="nowrap">
                    <Button size="compact-sm" title="Approve (a)" onClick={() => approve(redemption)}>
                      Approve
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      title="Refuse (r)"
                      onClick={() => setRefusing(redemption)}
                    >
                      Refuse
                    </Button>
                  </Group>
                )
              }
            />
          ))}
        </RedemptionTable>
      </div>
      {refusing && (
        <ReasonDialog
          title={`Refuse ${refusing.item}`}
          submit="Refuse"
          description="Shown to whoever asked; the points go back"
          busy={isPending}
          onReason={(reason) => refuse(refusing, reason)}
          onClose={() => setRefusing(null)}
        />
      )}
    </Section>
  );
}

function AllRedemptions() {
  const isAdmin = useMay('admin');
  const [page, setPage] = useState(0);
  const [back, setBack] = useState<Redemption | null>(null);
  const { takeBack, isPending } = useDeciding(() => setBack(null));
  const list = useQuery(
    trpc.rewards.redemptions.queryOptions(
      { group: 'all', offset: page * pageRows, limit: pageRows },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Loaded answer={list} waiting={<RowSkeletons count={6} height={52} />}>
      {({ redemptions, total }) =>
        total === 0 ? (
          <EmptyState
            title="Nothing was redeemed yet"
            text="Open an account, its Rewards tab, and redeem something for it."
          />
        ) : (
          <Section
            title="All redemptions"
            note={`${formatPlural(total, 'redemption')}, the latest first`}
            padding="flush"
            actions={<Pages page={page} total={total} onPage={setPage} />}
          >
            <RedemptionTable>
              {redemptions.map((redemption) => (
                <RedemptionRow
                  key={redemption.id}
                  redemption={redemption}
                  actions={
                    isAdmin &&
                    redemption.stage === 'approved' &&
                    redemption.onItsWay === null && (
                      <Button variant="default" size="compact-sm" onClick={() => setBack(redemption)}>
                        Take back…
                      </Button>
                    )
                  }
                />
              ))}
            </RedemptionTable>
            {back && (
              <ReasonDialog
                title={`Take back ${back.item}`}
                submit="Take back"
                description="Kept in the ledger; the points go back to where they came from"
                busy={isPending}
                onReason={(reason) => takeBack(back.id, back.item, reason)}
                onClose={() => setBack(null)}
              />
            )}
          </Section>
        )
      }
    </Loaded>
  );
}
