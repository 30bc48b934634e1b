import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SendingState } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { formatInstant } from '../../../ui/format/instant';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import classes from './stop-banner.module.css';

type Stop = SendingState['stops'][number];

/** What stands stopped: everything, or a rule; since when, by whom and why, and what left all the same. */
export function StopBanner({ stops, isBeingStopped }: Pick<SendingState, 'stops' | 'isBeingStopped'>) {
  if (stops.length === 0 && !isBeingStopped) return null;
  return (
    <div className={classes.stops}>
      {isBeingStopped && (
        <Alert color="yellow" title="Your stop waits for the connection">
          The company does not have it yet: until then others go on sending.
        </Alert>
      )}
      {stops.map((stop) => (
        <OneStop key={stop.ruleId ?? 'all'} stop={stop} />
      ))}
    </div>
  );
}

function OneStop({ stop }: { stop: Stop }) {
  const { ruleId, ruleName, kind, reason, by, at, leaving, isBeingReleased } = stop;
  const may = useMay(ruleId === null ? 'admin' : 'manager');
  const release = useMutation(trpc.interventions.release.mutationOptions());
  const what = ruleId === null ? 'All sending' : `The rule ${ruleName ?? 'that is gone'}`;
  return (
    <Alert color="red" title={`${what} is stopped`}>
      <p>
        {kind === 'restored' ? 'By itself' : `By ${by}`}, {formatInstant(at)}: “<bdi>{reason}</bdi>”.{' '}
        {leaving === 0
          ? 'Nothing was at its last byte: no message left since.'
          : `${formatPlural(leaving, 'message was', 'messages were')} at the last byte and left; nothing since.`}
      </p>
      {isBeingReleased ? (
        <p className="soft">Being released</p>
      ) : may ? (
        <Button
          mt="xs"
          size="compact-sm"
          variant="default"
          loading={release.isPending}
          onClick={() =>
            release.mutate(
              { rule: ruleId },
              { onSuccess: () => notifyDone(`${what} goes on, as soon as the company has this.`) },
            )
          }
        >
          Let sending go on
        </Button>
      ) : (
        <p className="soft">An admin lets it go on.</p>
      )}
    </Alert>
  );
}
