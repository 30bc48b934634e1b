import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { AccountOverview } from '../../../src-preload/contract/account';
import { trpc } from '../../api/client';
import { offerAccounts } from '../../api/launch-request';
import { Loaded } from '../../api/loaded';
import { rememberAccount } from '../../api/recents';
import { Page } from '../../ui/page';
import { PageSkeleton } from '../../ui/skeletons';
import { AccountTabs } from './account-tabs';
import { AccountHeader } from './head/account-header';
import { RiskFacts } from './head/risk-facts';

interface Around {
  above: (id: number) => ReactNode;
  messages: (id: number) => ReactNode;
  ctas: (id: number) => ReactNode;
  milestones: (account: AccountOverview) => ReactNode;
  rewards: (id: number) => ReactNode;
}

/**
 * One account: how it stands, why, and what can be done about it.
 * @param above what others have to say of the account, over its name
 * @param messages what others show of its messages
 * @param ctas what is to be done for it
 * @param milestones how it comes on with its success plans
 * @param rewards its points
 */
export function AccountScreen({ above, ...tabs }: Around) {
  const id = Number(useParams({ from: '/company/accounts/$id' }).id);
  return <AccountPage id={id} above={above(id)} tabs={tabs} />;
}

interface AccountPageProps {
  id: number;
  above: ReactNode;
  /** What others show in tabs of the account. */
  tabs: Omit<Around, 'above'>;
}

function AccountPage({ id, above, tabs }: AccountPageProps) {
  const account = useQuery(trpc.account.overview.queryOptions({ id }));
  const isThere = account.isSuccess;
  useEffect(() => {
    if (isThere) rememberAccount(id);
  }, [id, isThere]);
  useEffect(() => offerAccounts(() => [id]), [id]);
  return (
    <Page>
      {above}
      <Loaded answer={account} waiting={<PageSkeleton />}>
        {(overview) => (
          <>
            <AccountHeader account={overview} />
            <RiskFacts account={overview} />
            <AccountTabs account={overview} {...tabs} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
