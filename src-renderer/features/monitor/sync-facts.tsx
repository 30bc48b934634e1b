import type { SyncStatus } from '../../../src-preload/contract/sync';
import { RunningLoad } from '../../api/running-load';
import { Instant } from '../../ui/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { StatRow, StatTile } from '../../ui/stat-tile';
import { phaseWords } from './monitor-words';
import classes from './sync-facts.module.css';

/** How the local copy stands towards the company's database. */
export function SyncFacts({ sync }: { sync: SyncStatus }) {
  return (
    <div className={classes.sync}>
      <StatRow label="Sync">
        <StatTile
          label="State"
          value={phaseWords[sync.phase]}
          note={sync.held ? 'see above' : sync.problem ? 'see below' : 'no trouble'}
        />
        <StatTile
          label="Data is from"
          value={sync.asOf === null ? 'No copy yet' : <Instant at={sync.asOf} past />}
          note={sync.asOf !== null && 'when last known equal'}
        />
        <StatTile
          label="Last update"
          value={sync.lastPull ? `${formatCount(Math.round(sync.lastPull.milliseconds))} ms` : 'None yet'}
          note={sync.lastPull && <PullWords pull={sync.lastPull} />}
        />
        <StatTile
          label="Next attempt"
          value={sync.nextAttemptAt === null ? 'None planned' : <Instant at={sync.nextAttemptAt} />}
          note={sync.asOf !== null && 'or at the company’s first change'}
        />
        <StatTile
          label="Set aside"
          value={formatCount(sync.setAside)}
          note={sync.setAside === 0 ? 'every row could be read' : 'rows that can’t be used, listed below'}
        />
      </StatRow>
      {sync.problem && !sync.held && (
        <p className={classes.problem} role="status">
          {sync.problem} <LeftInPeace server={sync.server} />
        </p>
      )}
      {sync.progress && (
        <div className={classes.progress}>
          <RunningLoad progress={sync.progress} />
        </div>
      )}
    </div>
  );
}

/** Where the server was asked in vain too often: until when nobody asks it but a person. */
function LeftInPeace({ server: { failures, retryAt } }: Pick<SyncStatus, 'server'>) {
  if (retryAt === null) return null;
  return (
    <>
      The company’s server didn’t answer {formatPlural(failures, 'time')} in a row; it is asked again{' '}
      <Instant at={retryAt} />, or at once by “Sync now”.
    </>
  );
}

function PullWords({ pull }: { pull: NonNullable<SyncStatus['lastPull']> }) {
  return (
    <>
      {formatPlural(pull.changedRows, 'changed row')}, <Instant at={pull.at} past />
    </>
  );
}
