import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Sending, SendingRecall } from '../../../../src-preload/contract/sending';
import { counted } from '../../../../src-preload/contract/words';
import { trpc } from '../../../api/client';
import { Instant } from '../../../ui/day';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './sending.module.css';

interface StoppedSectionProps {
  stop: NonNullable<Sending['stop']>;
  sending: Sending;
}

/** Why nothing goes; after a restored dump, what runners have put back since. */
export function StoppedSection({ stop, sending }: StoppedSectionProps) {
  const release = useMutation(
    trpc.sending.release.mutationOptions({ onSuccess: () => notifyDone('Messages go again.') }),
  );
  const isRestored = stop.kind === 'restored';
  return (
    <Section
      title={
        isRestored
          ? 'Nothing is sent: the database was restored'
          : 'Nothing is sent: somebody stopped everything'
      }
      note={
        <>
          Since <Instant at={stop.at} past />, by {stop.by}. {stop.reason}
        </>
      }
      padding={isRestored ? 'flush' : 'normal'}
      actions={
        sending.mayChange && (
          <Button loading={release.isPending} onClick={() => release.mutate({})}>
            Let messages go again
          </Button>
        )
      }
    >
      {isRestored ? (
        <Recalls recalls={sending.recalls} />
      ) : (
        <p>What waits stays waiting, and goes once this is released. Admins release it.</p>
      )}
    </Section>
  );
}

function Recalls({ recalls }: { recalls: readonly SendingRecall[] }) {
  return (
    <>
      <p className={classes.lead}>
        The dump may have forgotten messages that went out, and people who unsubscribed. Each runner puts back
        what it remembers of 90 days as soon as it comes. Wait until every runner of yours stands here; what
        nobody remembers may go twice.
      </p>
      {recalls.length === 0 ? (
        <p className={classes.lead}>No runner has put anything back yet.</p>
      ) : (
        <FactTable columns={['Runner', 'Put back', 'When']}>
          {recalls.map((recall) => (
            <tr key={`${recall.login} ${recall.machine}`}>
              <th scope="row">
                {recall.login} {recall.machine !== '' && <span className="soft">on {recall.machine}</span>}
              </th>
              <td data-room="text">{recallWords(recall)}</td>
              <td>{recall.endedAt === null ? 'under way' : <Instant at={recall.endedAt} past />}</td>
            </tr>
          ))}
        </FactTable>
      )}
    </>
  );
}

function recallWords({ messages, optOuts, suppressions }: SendingRecall): string {
  const parts = [
    ...(messages > 0 ? [counted(messages, 'message')] : []),
    ...(optOuts > 0 ? [counted(optOuts, 'choice of contacts', 'choices of contacts')] : []),
    ...(suppressions > 0 ? [counted(suppressions, 'suppressed address', 'suppressed addresses')] : []),
  ];
  return parts.length === 0 ? 'nothing that was missing' : parts.join(', ');
}
