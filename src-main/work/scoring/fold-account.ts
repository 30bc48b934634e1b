import { type ActivityState, resetActivityState } from '../../engines/activity/activity-state';
import { isFoldedApart } from '../../engines/activity/folded-apart';
import type { SetApart } from '../../engines/activity/set-apart';
import { activityStateLayout, decodeActivityState } from '../../engines/activity/state-codec';
import { readActivityState, readDirtyFrom, type StoredActivityState } from '../../store/scores/activity';
import { readSetApart } from '../../store/scores/set-apart';
import type { ReadDb, Tx } from '../../store/types';
import { foldThrough, openPages, type PageCursor } from './page-cursor';

/** What folding found, so that the writer knows whether the stored state has to change. */
export interface Folding {
  /** The state differs from the stored one, or there is none stored. */
  readonly changed: boolean;
  /** Pages changed since the last time; the mark can go once this is stored. */
  readonly isMarked: boolean;
  /** The stored state is of a later day: it was left alone and must not be replaced by this earlier one. */
  readonly storedIsLater: boolean;
  /** Goes on to the pages that end on `asOf`. */
  readonly rest: PageCursor;
}

/** What is stored of an account's activity, and what of it isn't use by people. */
export interface KnownActivity {
  readonly stored: StoredActivityState | undefined;
  readonly dirtyFrom: number | undefined;
  readonly apart: SetApart;
}

function readKnown(db: ReadDb | Tx, organizationId: number): KnownActivity {
  return {
    stored: readActivityState(db, organizationId),
    dirtyFrom: readDirtyFrom(db, organizationId),
    apart: readSetApart(db, organizationId),
  };
}

/**
 * Brings an account's state through the day before `asOf`: from the stored one and the pages since, or from all pages
 * where none is stored, a folded page or a flag that touches one changed, or the stored one can't be read.
 * @param into is forgotten first @param known what was read already
 */
export function foldAccount(
  db: ReadDb | Tx,
  organizationId: number,
  asOf: number,
  into: ActivityState,
  known: KnownActivity | null = null,
): Folding {
  const { stored, dirtyFrom, apart } = known ?? readKnown(db, organizationId);
  const storedIsLater = stored !== undefined && stored.throughDay >= asOf;
  const isDirty = stored !== undefined && dirtyFrom !== undefined && dirtyFrom <= stored.throughDay;
  const usable =
    stored?.layout === activityStateLayout &&
    !isDirty &&
    !storedIsLater &&
    tryDecode(stored.payload, into) &&
    isFoldedApart(into, apart);
  if (!usable) resetActivityState(into);
  const rest = openPages(db, organizationId, into.throughDay, asOf, apart);
  const folded = foldThrough(db, rest, into, asOf - 1);
  return { changed: !usable || folded > 0, isMarked: dirtyFrom !== undefined, storedIsLater, rest };
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
