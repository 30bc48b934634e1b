import { Alert, Button, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { IncomingGroup, IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { Pages, pageRows } from '../../../ui/pages';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { useWalk } from '../../../ui/use-walk';
import { type MailGroup, mailGroups } from '../interventions-search';
import { elsewhere, type MessageScope } from '../lists/message-scope';
import { MailTable } from './mail-table';
import { useOpenedMail } from './opened-mail';
import { UnmatchedSection } from './unmatched-section';
import { useMailDeeds } from './use-mail-deeds';

const titles: Readonly<Record<MailGroup, string>> = {
  waiting: 'To answer',
  replies: 'Replies',
  machines: 'Bounces and automatic',
  all: 'All',
  unmatched: 'About no message',
};

/** What came back to messages: j and k walk, Enter reads, e says that a reply is taken care of, o opens the account. */
export function RepliesTab({ scope }: { scope: MessageScope }) {
  const { mails: group = 'waiting' } = useSearch({ from: '/company/interventions' });
  const navigate = useNavigate({ from: '/interventions' });
  const mayAdminister = useMay('admin');
  return (
    <>
      <Group gap={6} mb="md" role="group" aria-label="Which of them">
        {mailGroups
          .filter((one) => one !== 'unmatched' || mayAdminister)
          .map((one) => (
            <Button
              key={one}
              size="compact-sm"
              fw={400}
              variant={one === group ? 'light' : 'default'}
              aria-pressed={one === group}
              onClick={() => void navigate({ search: { show: 'replies', mails: one }, replace: true })}
            >
              {titles[one]}
            </Button>
          ))}
      </Group>
      {group === 'unmatched' ? (
        <UnmatchedSection />
      ) : (
        <MailList key={`${group} ${scope.ownerId}`} group={group} scope={scope} />
      )}
    </>
  );
}

function MailList({ group, scope }: { group: IncomingGroup; scope: MessageScope }) {
  const [page, setPage] = useState(0);
  const list = useQuery(
    trpc.interventions.replies.list.queryOptions(
      { ...scope, group, offset: page * pageRows, limit: pageRows },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Loaded answer={list} waiting={<RowSkeletons count={6} height={56} />}>
      {({ mails, total, blocked }) => (
        <>
          {blocked > 0 && (
            <Alert
              color="yellow"
              mb="md"
              title={`${formatPlural(blocked, 'message was', 'messages were')} blocked in the last week`}
            >
              The recipients’ mail servers take nothing of this sender. Have whoever runs your mail look at
              SPF, DKIM and DMARC of its domain, and at lists of blocked senders; what they said stands with
              each of them.
            </Alert>
          )}
          {total === 0 ? (
            <Nothing group={group} scope={scope} />
          ) : (
            <Mails mails={mails} total={total} group={group} page={page} onPage={setPage} />
          )}
        </>
      )}
    </Loaded>
  );
}

interface MailsProps {
  readonly mails: readonly IncomingMail[];
  readonly total: number;
  readonly group: IncomingGroup;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Mails({ mails, total, group, page, onPage }: MailsProps) {
  const navigate = useNavigate();
  const deeds = useMailDeeds();
  const { open, isOpen, dialog } = useOpenedMail(mails, deeds);
  const { body, current, meant, moveTo, keys } = useWalk(mails, ({ mailId }) => `[data-mail="${mailId}"]`);
  const read = () => meant && open(meant);
  useKeys(
    'replies',
    {
      ...keys,
      Enter: read,
      e: () => meant?.kind === 'reply' && deeds.settle?.(meant),
      o: () =>
        meant &&
        void navigate({
          to: '/accounts/$id',
          params: { id: String(meant.organizationId) },
          search: { tab: 'messages' },
        }),
    },
    isOpen,
  );
  return (
    <Section
      title={titles[group]}
      note={`${formatPlural(total, 'mail')}, ${group === 'waiting' ? 'the one that waits longest' : 'the latest'} first. j and k walk, Enter reads, e says that a reply is taken care of, o opens the account`}
      padding="flush"
      actions={<Pages page={page} total={total} onPage={onPage} />}
    >
      <div ref={body}>
        <MailTable mails={mails} deeds={deeds} onOpen={open} current={current} onCurrent={moveTo} />
      </div>
      {dialog}
    </Section>
  );
}

function Nothing({ group, scope }: { group: IncomingGroup; scope: MessageScope }) {
  return group === 'waiting' ? (
    <EmptyState
      title="No reply waits"
      text={elsewhere(scope, 'What contacts write back stands here until somebody has taken care of it.')}
    />
  ) : (
    <EmptyState
      title="Nothing came back"
      text={elsewhere(
        scope,
        'Replies and bounces are read from the mailbox that is set under Settings, Sending.',
      )}
    />
  );
}
