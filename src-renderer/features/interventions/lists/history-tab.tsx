import { Button, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type InterventionStage,
  interventionStages,
} from '../../../../src-preload/contract/interventions/stages';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Pages, pageRows } from '../../../ui/pages';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { stageTitle } from '../../../ui/words/message-words';
import { MessageDialog } from '../message/message-dialog';
import { MessageRow } from './message-row';
import { elsewhere, type MessageScope } from './message-scope';
import { MessageTable } from './message-table';

/** Every message there is, the latest change first; narrowed by how they stand. */
export function HistoryTab({ scope }: { scope: MessageScope }) {
  const { stages = [] } = useSearch({ from: '/company/interventions' });
  const navigate = useNavigate({ from: '/interventions' });
  function choose(stage: InterventionStage): void {
    const next = stages.includes(stage) ? stages.filter((one) => one !== stage) : [...stages, stage];
    void navigate({ search: { show: 'history', ...(next.length > 0 && { stages: next }) }, replace: true });
  }
  return (
    <>
      <Group gap={6} mb="md" role="group" aria-label="How they stand">
        {interventionStages.map((stage) => (
          <Button
            key={stage}
            size="compact-sm"
            fw={400}
            variant={stages.includes(stage) ? 'light' : 'default'}
            aria-pressed={stages.includes(stage)}
            onClick={() => choose(stage)}
          >
            {stageTitle(stage)}
          </Button>
        ))}
      </Group>
      <MessageHistory key={`${stages.join()} ${scope.ownerId}`} stages={stages} scope={scope} />
    </>
  );
}

interface MessageHistoryProps {
  stages?: readonly InterventionStage[];
  scope?: MessageScope;
  /** Of one account. */
  organizationId?: number;
  /** Of one contact of it: then nothing is shown where there is none. */
  contactId?: number;
}

export function MessageHistory(props: MessageHistoryProps) {
  const { stages = [], scope = {}, organizationId, contactId } = props;
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  const list = useQuery(
    trpc.interventions.list.queryOptions(
      {
        ...scope,
        group: 'all',
        offset: page * pageRows,
        limit: pageRows,
        ...(stages.length > 0 && { stages: [...stages] }),
        ...(organizationId !== undefined && { organizationId }),
        ...(contactId !== undefined && { contactId }),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      {open !== null && <MessageDialog runId={open} onClose={() => setOpen(null)} />}
      <Loaded answer={list} waiting={<RowSkeletons count={8} height={56} />}>
        {({ messages, total }) =>
          total === 0 ? (
            contactId === undefined && <NoMessage isNarrowed={stages.length > 0} scope={scope} />
          ) : (
            <Section
              title={contactId === undefined ? 'History' : 'Messages'}
              note={`${formatPlural(total, 'message')}, the latest change first`}
              padding="flush"
              actions={<Pages page={page} total={total} onPage={setPage} />}
            >
              <MessageTable>
                {messages.map((message) => (
                  <MessageRow
                    key={message.runId}
                    message={message}
                    onOpen={setOpen}
                    ofOneAccount={organizationId !== undefined}
                  />
                ))}
              </MessageTable>
            </Section>
          )
        }
      </Loaded>
    </>
  );
}

function NoMessage({ isNarrowed, scope }: { isNarrowed: boolean; scope: MessageScope }) {
  return isNarrowed ? (
    <EmptyState title="No message stands so" text={elsewhere(scope, 'Choose another state.')} />
  ) : (
    <EmptyState
      title="No message yet"
      text={elsewhere(
        scope,
        'What is launched, and what rules, sequences and celebrations send, is told here.',
      )}
    />
  );
}
