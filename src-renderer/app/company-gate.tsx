import { Button } from '@mantine/core';
import { IconCloudDownload, IconCloudOff, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import type { SyncStatus } from '../../src-preload/contract/sync';
import { trpc } from '../api/client';
import { syncStatus } from '../api/host-signals';
import { useMilestone } from '../api/milestone';
import { RunningLoad } from '../api/running-load';
import { useSignal } from '../api/signal';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';
import { ErasedCopy } from './erased-copy';
import { SignedOut } from './signed-out';
import { TryAgain } from './try-again';

/** Lets through to a screen once the company's data is here; before that, says what is missing and what to do. */
export function CompanyGate() {
  const status = useSignal(syncStatus);
  if (!status || status.asOf !== null) return <Outlet />;
  return (
    <Page>
      <BeforeFirstLoad status={status} />
    </Page>
  );
}

function BeforeFirstLoad({ status }: { status: SyncStatus }) {
  const connection = useQuery(trpc.settings.connection.queryOptions());
  const signIn = useQuery(trpc.signIn.state.queryOptions());
  const profiles = useQuery(trpc.profiles.list.queryOptions());
  useMilestone('interactive', connection.isSuccess);
  if (!connection.data || !signIn.isFetched || !profiles.isFetched) return null;
  const open = profiles.data?.profiles.find(({ id }) => id === profiles.data.open);
  if (connection.data.host === null && open?.signedOut !== undefined)
    return <SignedOut profile={open} signedOut={open.signedOut} unsent={signIn.data?.erased?.unsent ?? []} />;
  if (connection.data.host === null) {
    return (
      <EmptyState
        icon={<IconPlugConnected size={24} stroke={1.5} />}
        title="Connect to your company’s database"
        text="Steward keeps an encrypted copy of your book of business on this computer. It needs an address and a login that your administrator gives you."
        action={
          <Button component={Link} to="/settings/connection">
            Connect
          </Button>
        }
      />
    );
  }
  if (signIn.data?.erased) return <ErasedCopy erased={signIn.data.erased} />;
  if (status.phase === 'offline' || status.phase === 'failed' || status.phase === 'revoked') {
    return (
      <EmptyState
        icon={<IconCloudOff size={24} stroke={1.5} />}
        title={titles[status.phase]}
        text={status.problem ?? `No answer from ${connection.data.host}. Steward goes on trying.`}
        action={<TryAgain />}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconCloudDownload size={24} stroke={1.5} />}
      title="Loading your company"
      text="The first load brings your accounts, contacts and their activity. Later updates take seconds."
      action={status.progress ? <RunningLoad progress={status.progress} /> : undefined}
    />
  );
}

const titles = {
  offline: 'The company’s database can’t be reached',
  failed: 'The first load failed',
  revoked: 'No access to your company’s data',
};
