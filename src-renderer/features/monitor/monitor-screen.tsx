import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Monitor } from '../../../src-preload/contract/monitor';
import { trpc } from '../../api/client';
import { syncStatus } from '../../api/host-signals';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useSignal } from '../../api/signal';
import { notifyDone } from '../../ui/notify';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { SectionPair, SectionStack } from '../../ui/section-stack';
import { PageSkeleton } from '../../ui/skeletons';
import { AuditFindings } from './audit-findings';
import { CompanyCopy } from './company-copy';
import { HoldQuestion } from './hold-question';
import { HostFacts } from './host-facts';
import { JobTable } from './job-table';
import { OutboxSection } from './outbox-section';
import { RunnerLine } from './runner-line';
import { ScheduledSection } from './scheduled-section';
import { SetAsideTable } from './set-aside-table';
import { SyncFacts } from './sync-facts';
import { TimingTable } from './timing-table';
import { UnreadEntries } from './unread-entries';

const refreshMs = 2_000;

/** What works behind the screens: sync, jobs, the store, and how fast it all is. */
export function MonitorScreen() {
  const monitor = useQuery({ ...trpc.monitor.get.queryOptions(), refetchInterval: refreshMs });
  useMilestone('interactive', monitor.isSuccess);
  const status = useSignal(syncStatus);
  const connected = status !== undefined && status.phase !== 'inactive';
  return (
    <Page>
      <PageHeader
        title="Monitor"
        note="Sync, jobs and the copy on this computer"
        actions={
          connected && (
            <>
              {status.asOf !== null && <ScoreAllButton />}
              <SyncNowButton />
            </>
          )
        }
      />
      <Loaded answer={monitor} waiting={<PageSkeleton />}>
        {(data) => <MonitorFacts monitor={data} />}
      </Loaded>
    </Page>
  );
}

function MonitorFacts({ monitor }: { monitor: Monitor }) {
  const { about } = useSearch({ from: '/monitor' });
  const sync = useSignal(syncStatus) ?? monitor.sync;
  return (
    <SectionStack>
      {sync.held && <HoldQuestion held={sync.held} />}
      <OutboxSection about={about} />
      {monitor.audit.total > 0 && <AuditFindings audit={monitor.audit} />}
      <UnreadEntries sentences={monitor.unread} />
      <SyncFacts sync={sync} />
      <RunnerLine runner={monitor.runner} />
      <JobTable jobs={monitor.jobs} />
      <ScheduledSection />
      {monitor.setAside.length > 0 && <SetAsideTable rows={monitor.setAside} total={sync.setAside} />}
      <SectionPair folds>
        <CompanyCopy {...sync} />
        <HostFacts monitor={monitor} />
      </SectionPair>
      <TimingTable timings={monitor.timings} />
    </SectionStack>
  );
}

function SyncNowButton() {
  const sync = useMutation(trpc.monitor.syncNow.mutationOptions());
  return (
    <Button
      leftSection={<IconRefresh size={16} stroke={1.5} />}
      loading={sync.isPending}
      onClick={() => sync.mutate()}
    >
      Sync now
    </Button>
  );
}

function ScoreAllButton() {
  const score = useMutation(
    trpc.monitor.scoreAll.mutationOptions({
      onSuccess: () => notifyDone('All accounts are being scored. The job below shows how far it is.'),
    }),
  );
  return (
    <Button variant="default" loading={score.isPending} onClick={() => score.mutate()}>
      Score all accounts
    </Button>
  );
}
