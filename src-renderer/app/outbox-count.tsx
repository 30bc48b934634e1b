import type { SyncStatus } from '../../src-preload/contract/sync';
import { Badge } from '../ui/badge';
import { formatPlural } from '../ui/format/number';

/** In the header: what came back needs somebody; what is on its way is only said. */
export function OutboxCount({ outbox: { pending, setBack } }: Pick<SyncStatus, 'outbox'>) {
  if (setBack > 0)
    return (
      <Badge tone="poor" title={`${formatPlural(setBack, 'decision')} of yours came back from the company`}>
        {setBack} sent back
      </Badge>
    );
  if (pending === 0) return null;
  return (
    <Badge tone="none" title={`${formatPlural(pending, 'decision')} of yours, on the way to the company`}>
      {pending} pending
    </Badge>
  );
}
