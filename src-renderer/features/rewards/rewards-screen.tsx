import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { formatCount } from '../../ui/format/number';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { PendingBadge } from '../../ui/pending-badge';
import { PageSkeleton } from '../../ui/skeletons';
import { CatalogueTab } from './catalogue/catalogue-tab';
import { LedgerTab } from './lists/ledger-tab';
import { RedemptionsTab } from './lists/redemptions-tab';
import { ProgramTab } from './program/program-tab';
import classes from './rewards.module.css';
import { type RewardTab, rewardTabs } from './rewards-search';

const titles = {
  redemptions: 'Redemptions',
  ledger: 'Ledger',
  catalogue: 'Catalogue',
  program: 'Program',
} as const;

/** Points of accounts: what waits to be approved, the ledger, what can be redeemed, and how points are given. */
export function RewardsScreen() {
  const { show } = useSearch({ from: '/company/rewards' });
  const navigate = useNavigate({ from: '/rewards' });
  const state = useQuery(trpc.rewards.state.queryOptions());
  useMilestone('interactive', state.isSuccess);
  return (
    <Page>
      <PageHeader title="Rewards" note="Points that accounts earn, and what they redeem them for" />
      <Loaded answer={state} waiting={<PageSkeleton />}>
        {(rewards) => {
          const isOn = rewards.program?.is_on === true;
          const counts = { redemptions: rewards.counts.approvals, catalogue: rewards.counts.items };
          return (
            <>
              {!isOn && (
                <p className={classes.told} role="status">
                  Rewards are off: no points are given and nothing is redeemed. An admin sets the program and
                  turns them on. {rewards.isPending && <PendingBadge />}
                </p>
              )}
              <Tabs
                value={show ?? (isOn ? 'redemptions' : 'program')}
                onChange={(next) =>
                  void navigate({ search: { show: (next ?? 'redemptions') as RewardTab }, replace: true })
                }
                keepMounted={false}
              >
                <Tabs.List>
                  {rewardTabs.map((one) => (
                    <Tabs.Tab key={one} value={one}>
                      {titles[one]}
                      {one in counts && counts[one as keyof typeof counts] > 0 && (
                        <span className={classes.count}>
                          {formatCount(counts[one as keyof typeof counts])}
                        </span>
                      )}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Tabs.Panel value="redemptions" className={classes.panel}>
                  <RedemptionsTab />
                </Tabs.Panel>
                <Tabs.Panel value="ledger" className={classes.panel}>
                  <LedgerTab />
                </Tabs.Panel>
                <Tabs.Panel value="catalogue" className={classes.panel}>
                  <CatalogueTab tiers={rewards.program?.tiers ?? []} currency={rewards.currency} />
                </Tabs.Panel>
                <Tabs.Panel value="program" className={classes.panel}>
                  <ProgramTab
                    key={JSON.stringify(rewards.program)}
                    program={rewards.program}
                    isPending={rewards.isPending}
                    currency={rewards.currency}
                  />
                </Tabs.Panel>
              </Tabs>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
