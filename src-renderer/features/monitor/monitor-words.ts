import type { Job } from '../../../src-preload/contract/jobs';
import type { SyncStatus } from '../../../src-preload/contract/sync';

export const phaseWords: Record<SyncStatus['phase'], string> = {
  inactive: 'Not connected',
  connecting: 'Connecting',
  loading: 'First load',
  pulling: 'Updating',
  idle: 'Up to date',
  offline: 'Offline',
  held: 'Waiting for you',
  failed: 'Failed',
  revoked: 'No access',
};

export const jobStateWords: Record<
  Job['state'],
  { word: string; tone: 'none' | 'middle' | 'poor' | 'healthy' }
> = {
  queued: { word: 'Waiting', tone: 'none' },
  running: { word: 'Running', tone: 'middle' },
  succeeded: { word: 'Done', tone: 'healthy' },
  failed: { word: 'Failed', tone: 'poor' },
  cancelled: { word: 'Cancelled', tone: 'none' },
};
