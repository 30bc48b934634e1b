import { useQuery } from '@tanstack/react-query';
import type { Sending } from '../../../../src-preload/contract/sending';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useMay } from '../../../api/use-may';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { AccountSection } from './account-section';
import { InboxSection } from './inbox-section';
import { ReturnsSection } from './returns-section';
import { SendingForm } from './sending-form';
import { StoppedSection } from './stopped-section';
import { SuppressionsSection } from './suppressions-section';
import { UnsubscribeSection } from './unsubscribe-section';

/** How the company sends: asked of its database each time. Who may change it is offered that. */
export function SendingScreen() {
  const answer = useQuery({ ...trpc.sending.get.queryOptions(), refetchOnMount: 'always' });
  const isManager = useMay('manager');
  useMilestone('interactive', answer.isSuccess);
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={8} />}>
      {(sending: Sending) => (
        <SectionStack>
          {sending.stop !== null && <StoppedSection stop={sending.stop} sending={sending} />}
          <SendingForm sending={sending} />
          <UnsubscribeSection sending={sending} />
          {isManager && <AccountSection />}
          <ReturnsSection sending={sending} />
          {isManager && <InboxSection />}
          {sending.keepsSuppressions && <SuppressionsSection />}
        </SectionStack>
      )}
    </Loaded>
  );
}
