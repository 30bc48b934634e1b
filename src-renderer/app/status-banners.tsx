import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLoader2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { passwordToldAhead, type SyncStatus } from '../../src-preload/contract/sync';
import { copyLock, hostState, syncStatus } from '../api/host-signals';
import { RunningLoad } from '../api/running-load';
import { useSignal } from '../api/signal';
import { formatInstant, formatRelativeInstant } from '../ui/format/instant';
import { formatCount } from '../ui/format/number';
import { useNow } from '../ui/use-now';
import { tableWord } from '../ui/words/sync-words';
import { Banner } from './banner';
import { PasswordBanner } from './password-banner';
import classes from './status-banners.module.css';
import { syncNow } from './sync-now';

/** What a manager must know before trusting the figures below: one banner at a time, the gravest first. */
export function StatusBanners() {
  const host = useSignal(hostState);
  const status = useSignal(syncStatus);
  const isLocked = useSignal(copyLock) !== null;
  if (host.state === 'failed') {
    return (
      <Banner
        tone="trouble"
        icon={<IconAlertTriangle size={16} />}
        action={
          <Button size="compact-sm" variant="default" onClick={() => window.steward.restartEngine()}>
            Restart the engine
          </Button>
        }
      >
        Steward’s engine does not run: nothing is saved or updated until it does.{' '}
        {host.message ?? 'The details are in its log.'} Your data is safe.
      </Banner>
    );
  }
  if (host.state === 'restarting') {
    return (
      <Banner tone="calm" icon={<IconLoader2 size={16} />}>
        Steward’s engine stopped and is starting again. Your data is safe; what you see stays readable.
      </Banner>
    );
  }
  // What stands in the place of every screen says how things are.
  if (isLocked) return null;
  return status && status.asOf !== null ? <SyncBanner status={status} asOf={status.asOf} /> : null;
}

function SyncBanner({ status, asOf }: { status: SyncStatus; asOf: number }) {
  const now = useNow();
  const age = (
    <span title={formatInstant(asOf)}>Data is from {formatRelativeInstant(asOf, Math.max(asOf, now))}.</span>
  );
  switch (status.phase) {
    case 'offline':
      return (
        <Banner tone="calm" icon={<IconCloudOff size={16} />} action={<TryAgain />}>
          Offline. {age}{' '}
          {status.problem ??
            'Everything stays usable; changes come when the company’s server can be reached.'}
        </Banner>
      );
    case 'failed':
      return (
        <Banner tone="trouble" icon={<IconAlertTriangle size={16} />} action={<TryAgain />}>
          The last sync failed. {age} {status.problem ?? 'See the monitor for what to do.'}
        </Banner>
      );
    case 'revoked':
      return (
        <Banner tone="trouble" icon={<IconAlertTriangle size={16} />}>
          {status.problem ?? 'You have no access to the company’s data. Ask your administrator.'}
        </Banner>
      );
    case 'held':
      return (
        <Banner
          tone="trouble"
          icon={<IconAlertTriangle size={16} />}
          action={
            <Button size="compact-sm" variant="default" component={Link} to="/monitor">
              Decide
            </Button>
          }
        >
          {status.held
            ? `An update would remove ${formatCount(status.held.deletes)} of ${formatCount(status.held.rows)} ${tableWord(status.held.table)}. It waits for your decision.`
            : 'An update would remove much at once. It waits for your decision.'}{' '}
          {age}
        </Banner>
      );
    case 'loading':
      return status.progress ? (
        <div className={classes.banner} role="status">
          <RunningLoad progress={status.progress} />
        </div>
      ) : null;
    default: {
      const { passwordEndsAt } = status;
      if (passwordEndsAt === null || passwordEndsAt - now > passwordToldAhead) return null;
      return <PasswordBanner endsAt={passwordEndsAt} now={now} />;
    }
  }
}

function TryAgain() {
  return (
    <Button size="compact-sm" variant="default" onClick={syncNow}>
      Try now
    </Button>
  );
}
