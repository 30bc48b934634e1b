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
  revoked: 'Access withdrawn',
};

export const jobWords: Record<Job['kind'], string> = {
  score_changed: 'Score changed accounts',
  score_all: 'Score all accounts',
  backfill_history: 'Score past weeks',
  rebuild_activity: 'Rebuild activity',
  maintenance: 'Tidy the store',
  train_risk: 'Train the churn model',
  assess_risk: 'Foretell churn',
  measure_effects: 'Measure what helped',
  count_levels: 'Count risk levels by week',
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
