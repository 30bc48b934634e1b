import type { SyncStatus } from '../../../src-preload/contract/sync';
import { plural } from '../../../src-preload/contract/words';
import { formatDuration, formatRelativeInstant } from '../format/instant';
import { formatCount, formatCountShort, formatPlural, formatShare } from '../format/number';

export type SyncTone = 'good' | 'busy' | 'waiting' | 'trouble';

/** How Steward stands, in few words for the header: a copy that nobody keeps up to date is not up to date. */
export function pillWords(
  engine: 'starting' | 'ready' | 'restarting' | 'failed',
  status: SyncStatus,
  now: number,
): { tone: SyncTone; text: string } {
  if (engine === 'failed') return { tone: 'trouble', text: `Engine stopped${ageWords(status, now)}` };
  if (engine === 'restarting') return { tone: 'waiting', text: `Starting again${ageWords(status, now)}` };
  return syncWords(status, now);
}

function ageWords({ asOf }: SyncStatus, now: number): string {
  return asOf === null ? '' : `, data from ${formatRelativeInstant(Math.min(asOf, now), now)}`;
}

/** How the local copy stands. */
export function syncWords(status: SyncStatus, now: number): { tone: SyncTone; text: string } {
  const age = status.asOf === null ? null : formatRelativeInstant(Math.min(status.asOf, now), now);
  switch (status.phase) {
    case 'inactive':
      if (status.problem !== null) return { tone: 'trouble', text: 'The connection needs you' };
      return { tone: 'waiting', text: age ? `Not syncing, data from ${age}` : 'Not connected yet' };
    case 'connecting':
      return { tone: 'busy', text: age ? `Connecting, data from ${age}` : 'Connecting' };
    case 'loading':
      return { tone: 'busy', text: loadShare(status) };
    case 'pulling':
      return { tone: 'busy', text: 'Updating' };
    case 'idle':
      return { tone: 'good', text: age ? `Up to date, ${age}` : 'Up to date' };
    case 'offline':
      return { tone: 'waiting', text: age ? `Offline, data from ${age}` : 'Offline' };
    case 'held':
      return { tone: 'trouble', text: 'Waiting for your decision' };
    case 'failed':
      return { tone: 'trouble', text: age ? `Sync failed, data from ${age}` : 'Sync failed' };
    case 'revoked':
      return { tone: 'trouble', text: 'No access' };
  }
}

function loadShare({ progress }: SyncStatus): string {
  if (!progress) return 'Loading';
  const share = shareOf(progress);
  return share === null
    ? `Loading, ${formatCountShort(progress.doneRows)} ${plural(progress.doneRows, 'row')}`
    : `Loading, ${formatShare(share)}`;
}

/** Done / total rows, 0-1; null while the total is unknown. */
export function shareOf(progress: NonNullable<SyncStatus['progress']>): number | null {
  if (progress.totalRows === null || progress.totalRows <= 0) return null;
  return Math.min(1, progress.doneRows / progress.totalRows);
}

const tableWords: Readonly<Record<string, string>> = {
  managers: 'managers',
  memberships: 'memberships',
  organizations: 'accounts',
  merged_accounts: 'merged accounts',
  users: 'contacts',
  attribute_definitions: 'own fields',
  features: 'features',
  subscriptions: 'subscriptions',
  activity: 'activity',
  activity_daily: 'activity',
  activity_events: 'recent events',
  support_tickets: 'support tickets',
  survey_responses: 'survey answers',
  intervention_history: 'interventions',
};

/** The manager's word for a table of the company. */
export function tableWord(table: string): string {
  return tableWords[table] ?? table.replaceAll('_', ' ');
}

/** `1,204,000 of 2,000,000 rows, 48K rows a second, about 20 s left`. */
export function progressWords(progress: NonNullable<SyncStatus['progress']>): string {
  const rows =
    progress.totalRows === null
      ? formatPlural(progress.doneRows, 'row')
      : `${formatCount(progress.doneRows)} of ${formatPlural(progress.totalRows, 'row')}`;
  const rate =
    progress.rowsPerSecond === null
      ? []
      : [
          `${formatCountShort(Math.round(progress.rowsPerSecond))} ${plural(Math.round(progress.rowsPerSecond), 'row')} a second`,
        ];
  const left = progress.secondsLeft === null ? [] : [`about ${formatDuration(progress.secondsLeft)} left`];
  return [rows, ...rate, ...left].join(', ');
}
