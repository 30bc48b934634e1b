import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { useWalk } from '../../../ui/use-walk';
import { EditDialog } from '../message/edit-dialog';
import { MessageDialog } from '../message/message-dialog';
import { RejectDialog } from '../message/reject-dialog';
import { useDeciding } from '../message/use-deciding';
import { MessageRow } from './message-row';
import { elsewhere, type MessageScope } from './message-scope';
import { MessageTable } from './message-table';

const most = 100;

type Open = { readonly kind: 'read' | 'edit' | 'reject'; readonly message: Message };

/** What rules and sequences propose: j and k walk, a approves, e edits, r rejects. */
export function ApprovalsTab({ scope }: { scope: MessageScope }) {
  const list = useQuery(
    trpc.interventions.list.queryOptions({ ...scope, group: 'approvals', offset: 0, limit: most }),
  );
  return (
    <Loaded answer={list} waiting={<RowSkeletons count={6} height={56} />}>
      {({ messages, total }) =>
        total === 0 ? (
          <EmptyState
            title="Nothing asks you"
            text={elsewhere(
              scope,
              'Where a rule, a sequence or a celebration asks a person first, its messages wait here.',
            )}
          />
        ) : (
          <Approvals messages={messages} total={total} />
        )
      }
    </Loaded>
  );
}

function Approvals({ messages, total }: { messages: readonly Message[]; total: number }) {
  const mayDecide = useMay('manager');
  const [open, setOpen] = useState<Open | null>(null);
  const { approve } = useDeciding();
  const { body, current, meant, moveTo, keys } = useWalk(messages, ({ runId }) => `[data-run="${runId}"]`);
  const close = () => setOpen(null);
  const show = (kind: Open['kind']) => () => meant && setOpen({ kind, message: meant });
  const decide = (act: () => void) => () => mayDecide && act();
  useKeys('approvals', {
    ...keys,
    a: decide(() => meant && approve(meant)),
    e: decide(() => show('edit')()),
    r: decide(() => show('reject')()),
    Enter: show('read'),
  });
  return (
    <Section title="To approve" note={noteWords(messages.length, total, mayDecide)} padding="flush">
      <div ref={body}>
        <MessageTable hasActions={mayDecide}>
          {messages.map((message, index) => (
            <MessageRow
              key={message.runId}
              message={message}
              isCurrent={index === current}
              onCurrent={() => moveTo(index)}
              onOpen={() => setOpen({ kind: 'read', message })}
              {...(mayDecide && {
                actions: (
                  <Group gap={6} justify="flex-end" wrap="nowrap">
                    <Button size="compact-sm" title="Approve (a)" onClick={() => approve(message)}>
                      Approve
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      title="Edit before it goes (e)"
                      onClick={() => setOpen({ kind: 'edit', message })}
                    >
                      Edit
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      title="Reject (r)"
                      onClick={() => setOpen({ kind: 'reject', message })}
                    >
                      Reject
                    </Button>
                  </Group>
                ),
              })}
            />
          ))}
        </MessageTable>
      </div>
      {open?.kind === 'read' && <MessageDialog runId={open.message.runId} onClose={close} />}
      {open?.kind === 'edit' && <EditDialog message={open.message} onClose={close} />}
      {open?.kind === 'reject' && <RejectDialog message={open.message} onClose={close} />}
    </Section>
  );
}

function noteWords(shown: number, total: number, mayDecide: boolean): string {
  const count =
    shown < total
      ? `The first ${formatCount(shown)} of ${formatCount(total)}, those that end soonest first`
      : formatPlural(total, 'message');
  return mayDecide ? `${count}. j and k walk, a approves, e edits, r rejects` : count;
}
