import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { MessageDialog } from '../message/message-dialog';
import { MessageRow } from './message-row';
import { elsewhere, type MessageScope } from './message-scope';
import { MessageTable } from './message-table';
import { OutgoingSection } from './outgoing-section';

const most = 200;

/** What is under way: until when and why each waits, and which runner has it. */
export function WaitingTab({ scope }: { scope: MessageScope }) {
  const list = useQuery({
    ...trpc.interventions.list.queryOptions({ ...scope, group: 'waiting', offset: 0, limit: most }),
    refetchInterval: 5_000,
  });
  const outgoing = useQuery(trpc.interventions.outgoing.queryOptions(scope));
  const mayDecide = useMay('manager');
  const cancel = useMutation(trpc.interventions.cancel.mutationOptions());
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      {open !== null && <MessageDialog runId={open} onClose={() => setOpen(null)} />}
      <Loaded answer={list} waiting={<RowSkeletons count={6} height={56} />}>
        {({ messages, total }) =>
          total === 0 && (outgoing.data ?? []).length === 0 ? (
            <EmptyState
              title="Nothing waits"
              text={elsewhere(
                scope,
                'What is launched, and what rules, sequences and celebrations send, stands here until it has gone.',
              )}
            />
          ) : (
            <SectionStack>
              <OutgoingSection launches={outgoing.data ?? []} />
              {total > 0 && (
                <Section
                  title="Waiting"
                  note={
                    messages.length < total
                      ? `The first ${formatCount(messages.length)} of ${formatCount(total)}, the next first`
                      : `${formatPlural(total, 'message')}, the next first`
                  }
                  padding="flush"
                >
                  <MessageTable hasActions={mayDecide}>
                    {messages.map((message) => (
                      <MessageRow
                        key={message.runId}
                        message={message}
                        onOpen={setOpen}
                        {...(mayDecide && {
                          actions: message.stage !== 'dot' && message.onItsWay === null && (
                            <Button
                              variant="default"
                              size="compact-sm"
                              onClick={() =>
                                cancel.mutate({
                                  account: { id: message.organizationId, externalId: message.externalId },
                                  entry: message.runId,
                                })
                              }
                            >
                              Take back
                            </Button>
                          ),
                        })}
                      />
                    ))}
                  </MessageTable>
                </Section>
              )}
            </SectionStack>
          )
        }
      </Loaded>
    </>
  );
}
