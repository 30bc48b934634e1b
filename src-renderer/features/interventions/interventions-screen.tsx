import { Button, Tabs } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trpc } from '../../api/client';
import { stopRequest } from '../../api/launch-request';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useOwnerChoice } from '../../api/owner-choice';
import { useMay } from '../../api/use-may';
import { formatCount } from '../../ui/format/number';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { PageSkeleton } from '../../ui/skeletons';
import { EffectTab } from './effect/effect-tab';
import classes from './interventions-screen.module.css';
import { type InterventionTab, interventionTabs } from './interventions-search';
import { ApprovalsTab } from './lists/approvals-tab';
import { HistoryTab } from './lists/history-tab';
import { WaitingTab } from './lists/waiting-tab';
import { RepliesTab } from './replies/replies-tab';
import { StopBanner } from './stop/stop-banner';

const titles: Readonly<Record<InterventionTab, string>> = {
  approvals: 'Approvals',
  waiting: 'Waiting',
  history: 'History',
  replies: 'Replies & bounces',
  effect: 'Effect',
};

/** Messages to contacts: what asks a person first, what is under way, and what became of each. @param owner chooses of whose accounts */
export function InterventionsScreen({ owner }: { owner: ReactNode }) {
  const { show = 'approvals' } = useSearch({ from: '/company/interventions' });
  const navigate = useNavigate({ from: '/interventions' });
  const { ownerId } = useOwnerChoice();
  const scope = ownerId === null ? {} : { ownerId };
  const sending = useQuery(trpc.interventions.sending.queryOptions(scope));
  const mayManage = useMay('manager');
  useMilestone('interactive', sending.isSuccess);
  const isStopped = sending.data?.stops.some(({ ruleId }) => ruleId === null) === true;
  return (
    <Page>
      <PageHeader
        title="Interventions"
        note="Messages to contacts, by rules and by hand"
        actions={
          <>
            {/* What helped is told of all accounts together: of one book there are too few. */}
            {show !== 'effect' && owner}
            {mayManage && !isStopped && (
              <Button
                variant="default"
                leftSection={<IconHandStop size={16} stroke={1.6} />}
                onClick={() => stopRequest.set(true)}
              >
                Stop all sending…
              </Button>
            )}
          </>
        }
      />
      <Loaded answer={sending} waiting={<PageSkeleton />}>
        {({ stops, isBeingStopped, counts }) => {
          const numbers = {
            approvals: counts.approvals,
            waiting: counts.waiting + counts.outgoing,
            history: counts.unknown,
            replies: counts.replies,
            effect: 0,
          };
          return (
            <>
              <StopBanner stops={stops} isBeingStopped={isBeingStopped} />
              <Tabs
                value={show}
                onChange={(next) =>
                  void navigate({ search: { show: (next ?? 'approvals') as InterventionTab }, replace: true })
                }
                keepMounted={false}
              >
                <Tabs.List>
                  {interventionTabs.map((one) => (
                    <Tabs.Tab key={one} value={one}>
                      {titles[one]}
                      <TabCount tab={one} count={numbers[one]} />
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Tabs.Panel value="approvals" className={classes.panel}>
                  <ApprovalsTab scope={scope} />
                </Tabs.Panel>
                <Tabs.Panel value="waiting" className={classes.panel}>
                  <WaitingTab scope={scope} />
                </Tabs.Panel>
                <Tabs.Panel value="history" className={classes.panel}>
                  <HistoryTab scope={scope} />
                </Tabs.Panel>
                <Tabs.Panel value="replies" className={classes.panel}>
                  <RepliesTab scope={scope} />
                </Tabs.Panel>
                <Tabs.Panel value="effect" className={classes.panel}>
                  <EffectTab />
                </Tabs.Panel>
              </Tabs>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Of history it is those of which nobody knows what became of them. */
function TabCount({ tab, count }: { tab: InterventionTab; count: number }) {
  if (count === 0) return null;
  const words = tab === 'history' ? `${formatCount(count)} unknown` : formatCount(count);
  return <span className={classes.count}>{words}</span>;
}
