import { Alert, Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { MessageDetail } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { formatInstant } from '../../../ui/format/instant';
import { notifyDone } from '../../../ui/notify';
import { useNow } from '../../../ui/use-now';

/** So long a message may be under way after its last byte. */
const underWay = 15 * 60_000;

/** Of a message that nobody knows about: a person who has found out says so. */
export function SettleQuestion({ message: { runId, dotAt, onItsWay } }: { message: MessageDetail }) {
  const now = useNow();
  const may = useMay('manager');
  const settle = useMutation(trpc.interventions.settle.mutationOptions());
  const from = (dotAt ?? 0) + underWay;
  const say = (arrived: boolean) =>
    settle.mutate(
      { runId, arrived },
      {
        onSuccess: () =>
          notifyDone(arrived ? 'Kept: it arrived.' : 'It goes once more, as soon as the company has this.'),
      },
    );
  if (onItsWay === 'settle') return <Alert color="gray">Settled here; it waits for the company.</Alert>;
  return (
    <Alert color="yellow" title="Nobody knows whether it arrived">
      The mail server was handed all of it and did not answer. Ask the contact, or look for its Message-ID in
      the mail server’s log.
      {may && (
        <Group gap={8} mt="sm">
          <Button size="compact-sm" variant="default" loading={settle.isPending} onClick={() => say(true)}>
            It arrived
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={now < from}
            loading={settle.isPending}
            onClick={() => say(false)}
          >
            It did not: send again
          </Button>
          {now < from && <span className="soft">It may be under way until {formatInstant(from)}</span>}
        </Group>
      )}
    </Alert>
  );
}
