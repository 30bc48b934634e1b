import { configName } from '../../src-preload/contract/config-names';
import type { RatesMode, ReportScope } from '../../src-preload/contract/reports/revenue';
import { readOwnerName } from '../store/accounts/read-names';
import { readSyncState } from '../store/copy/sync-state';
import { readCurrentVersion } from '../store/scores/configs';
import type { ReadDb } from '../store/types';
import type { Ground, OutFile } from './table';

/**
 * What every file says of itself, so that the same one can be made again: what it tells, as of when, by which settings, and
 * with which Steward.
 * @param more what is particular to this one, with what it is narrowed to
 */
export function groundsOf(
  db: ReadDb,
  { madeAt, version }: Pick<OutFile, 'madeAt' | 'version'>,
  what: string,
  more: readonly Ground[],
): Ground[] {
  const { asOf, zone, currency } = readSyncState(db);
  return [
    ['What', what],
    ['Data as of (UTC)', asOf === null ? 'nothing was synced yet' : instantText(asOf)],
    ['Zone of its days', zone],
    ['Currency', currency ?? 'the company’s own'],
    ...more,
    ['Score settings', `version ${configName(readCurrentVersion(db))}`],
    ['Made (UTC)', instantText(madeAt)],
    ['Made with', `Steward ${version}`],
  ];
}

/** Whose accounts a report is of, by name. */
export function scopeGrounds(db: ReadDb, { ownerId, segment }: ReportScope): Ground[] {
  return [
    ['Owner', ownerText(db, ownerId)],
    ['Segment', segment ?? 'all'],
  ];
}

/** Under which name a report is saved. */
export function savedGround(name: string): Ground {
  return ['Saved report', name];
}

export function ratesGround(rates: RatesMode): Ground {
  return ['Rates', rates === 'constant' ? 'of the day of the data' : 'of each opening'];
}

export function ownerText(db: ReadDb, ownerId: number | undefined): string {
  return ownerId === undefined ? 'all' : (readOwnerName(db, ownerId) ?? `owner ${ownerId}`);
}

/** `2026-11-29T03:12:45Z` */
export function instantText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
