import { type ActivityState, resetActivityState } from '../engines/activity/activity-state';
import { foldPage } from '../engines/activity/fold-page';
import { activityStateLayout, decodeActivityState } from '../engines/activity/state-codec';
import type { DatedPage } from '../engines/health/measure-day';
import { unpackDailyPage } from '../lib/activity-page';
import {
  readActivityState,
  readDirtyFrom,
  readPages,
  type StoredPage,
} from '../store/reads/scoring-activity';
import type { ReadDb, Tx } from '../store/types';

/** What folding found, so that the writer knows whether the stored state has to change. */
export interface Folding {
  /** The state differs from the stored one, or there is none stored. */
  readonly changed: boolean;
  /** Pages changed since the last time; the mark can go once this is stored. */
  readonly isMarked: boolean;
  /** The stored state is of a later day: it was left alone and must not be replaced by this earlier one. */
  readonly storedIsLater: boolean;
}

/**
 * Brings an account's state through a day: from the stored one and the pages since, or from all pages where none is
 * stored, a folded page changed, or the stored one can't be read.
 * @param into is forgotten first
 */
export function foldAccount(
  db: ReadDb | Tx,
  organizationId: number,
  through: number,
  into: ActivityState,
): Folding {
  const stored = readActivityState(db, organizationId);
  const dirtyFrom = readDirtyFrom(db, organizationId);
  const storedIsLater = stored !== undefined && stored.throughDay > through;
  const isDirty = stored !== undefined && dirtyFrom !== undefined && dirtyFrom <= stored.throughDay;
  const usable =
    stored?.layout === activityStateLayout && !isDirty && !storedIsLater && tryDecode(stored.payload, into);
  if (!usable) resetActivityState(into);
  const pages = readPages(db, organizationId, into.throughDay, through);
  for (const page of pages) foldStored(into, page);
  return { changed: !usable || pages.length > 0, isMarked: dirtyFrom !== undefined, storedIsLater };
}

/** The pages whose last day is this one. */
export function readPagesOfDay(db: ReadDb | Tx, organizationId: number, day: number): DatedPage[] {
  return readPages(db, organizationId, day - 1, day).map(dated);
}

export function dated({ day, periodDays, rows, payload }: StoredPage): DatedPage {
  return { day, periodDays, page: unpackDailyPage(rows, payload) };
}

function foldStored(state: ActivityState, { day, periodDays, rows, payload }: StoredPage): void {
  foldPage(state, day, periodDays, unpackDailyPage(rows, payload));
}

function tryDecode(payload: Uint8Array, into: ActivityState): boolean {
  try {
    decodeActivityState(payload, into);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
