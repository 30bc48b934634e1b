import { useQuery } from '@tanstack/react-query';
import type { ChannelList } from '../../../../src-preload/contract/channels';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useMay } from '../../../api/use-may';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { DesktopSection } from './desktop-section';
import { PushSection } from './push-section';
import { SmsSection } from './sms-section';
import { WebhookSection } from './webhook-section';

const sections = { webhook: WebhookSection, sms: SmsSection, web_push: PushSection } as const;

/** By what else than mail the company is told something: where it leads, whether this computer sends, and how that fares. */
export function ChannelsScreen() {
  const answer = useQuery({ ...trpc.channels.list.queryOptions(), refetchOnMount: 'always' });
  const isManager = useMay('manager');
  useMilestone('interactive', answer.isSuccess);
  return (
    <SectionStack>
      <DesktopSection />
      <Loaded answer={answer} waiting={<RowSkeletons count={8} />}>
        {({ channels, mayChange }: ChannelList) => (
          <SectionStack>
            {channels.map((channel) => {
              const ChannelSection = sections[channel.channel];
              return (
                <ChannelSection
                  key={channel.channel}
                  channel={channel}
                  mayChange={mayChange}
                  isManager={isManager}
                />
              );
            })}
          </SectionStack>
        )}
      </Loaded>
    </SectionStack>
  );
}
