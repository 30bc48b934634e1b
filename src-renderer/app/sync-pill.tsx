import { Button, Popover } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hostState, syncStatus } from '../api/host-signals';
import { useSignal } from '../api/signal';
import { Instant } from '../ui/day';
import { formatPlural } from '../ui/format/number';
import { useNow } from '../ui/use-now';
import { pillWords } from '../ui/words/sync-words';
import { OutboxCount } from './outbox-count';
import { syncNow } from './sync-now';
import classes from './sync-pill.module.css';

/** How old the data is and what the sync is doing; opens to the details and `Sync now`. */
export function SyncPill() {
  const status = useSignal(syncStatus);
  const engine = useSignal(hostState).state;
  const now = useNow();
  const [open, setOpen] = useState(false);
  if (!status) return null;
  const { tone, text } = pillWords(engine, status, now);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.pill}
          data-tour="sync"
          data-tone={tone}
          onClick={() => setOpen(!open)}
          aria-expanded={open}
        >
          <span className={classes.dot} aria-hidden="true" />
          <span className="truncate">{text}</span>
          <OutboxCount outbox={status.outbox} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes.facts}>
          <dt>Data as of</dt>
          <dd>{status.asOf === null ? 'not loaded yet' : <Instant at={status.asOf} />}</dd>
          <dt>Last update</dt>
          <dd>
            {status.lastPull ? (
              <>
                {formatPlural(status.lastPull.changedRows, 'row')}, <Instant at={status.lastPull.at} />
              </>
            ) : (
              'none yet'
            )}
          </dd>
          {status.nextAttemptAt !== null && (
            <>
              <dt>Next try</dt>
              <dd>
                <Instant at={status.nextAttemptAt} />
              </dd>
            </>
          )}
          {status.outbox.pending > 0 && (
            <>
              <dt>On their way</dt>
              <dd>{formatPlural(status.outbox.pending, 'decision')} of yours</dd>
            </>
          )}
          {status.outbox.setBack > 0 && (
            <>
              <dt>Sent back</dt>
              <dd>
                <Link to="/monitor" onClick={() => setOpen(false)}>
                  {formatPlural(status.outbox.setBack, 'decision')} of yours
                </Link>
              </dd>
            </>
          )}
          {status.setAside > 0 && (
            <>
              <dt>Set aside</dt>
              <dd>{formatPlural(status.setAside, 'row')}</dd>
            </>
          )}
        </dl>
        {status.problem && <p className={classes.problem}>{status.problem}</p>}
        <div className={classes.actions}>
          <Button
            variant="default"
            leftSection={<IconRefresh size={14} />}
            disabled={engine !== 'ready'}
            onClick={syncNow}
          >
            Sync now
          </Button>
          <Button variant="subtle" color="gray" component={Link} to="/monitor" onClick={() => setOpen(false)}>
            Open the monitor
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
