import {
  foldOverride,
  foldPulse,
  type Override,
  type OverrideKind,
  type Pulse,
  type PulseKind,
} from '../../lib/operations/fold-judgement';
import { type ChangedFields, type OperationSubject, placeOnItsWay } from '../../lib/operations/operation';
import type { Tx } from '../types';
import { changedFields, copiedSubject, subjectValues } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

type Copied<Row extends OperationSubject> = Omit<Row, 'companyId' | 'externalId'> & {
  readonly changed: string;
};

const copiedColumns = `organization_id as organizationId, reason, coalesce(earlier_author, author) as author,
  made_at as createdAt, withdrawn_at as takenBackAt, row_id as companyRow, changed`;

export const pulseEntry: EntryFold<Pulse, PulseKind> = {
  copied(tx, entry) {
    return ofCopy(
      tx,
      tx
        .prepared<[string], Copied<Pulse>>(
          `select points, ${copiedColumns} from copied_pulses where pulse_id = ?`,
        )
        .get(entry),
    );
  },
  fold: foldPulse,
  put(tx, entry, pulse) {
    if (pulse === null) dropEntry(tx, 'pulses', entry);
    else
      putEntry(tx, 'pulses', entry, {
        ...judgedValues(pulse),
        points: pulse.points,
        withdrawn_at: pulse.takenBackAt,
      });
  },
};

export const overrideEntry: EntryFold<Override, OverrideKind> = {
  copied(tx, entry) {
    return ofCopy(
      tx,
      tx
        .prepared<[string], Copied<Override>>(
          `select score, until_day as untilDay, ${copiedColumns} from copied_score_overrides where override_id = ?`,
        )
        .get(entry),
    );
  },
  fold: foldOverride,
  put(tx, entry, override) {
    const before = tx
      .prepared<[string], number>('select organization_id from score_overrides where override_id = ?')
      .pluck()
      .get(entry);
    if (override === null) dropEntry(tx, 'score_overrides', entry);
    else
      putEntry(tx, 'score_overrides', entry, {
        ...judgedValues(override),
        score: override.score,
        until_day: override.untilDay,
        taken_back_at: override.takenBackAt,
      });
    for (const id of new Set([before, override?.organizationId])) if (id !== undefined) giveWay(tx, id);
  },
};

/**
 * One score set by hand stands for an account. Of those that the company has, it has said which; one that is on its way,
 * or kept here alone, comes after them, and each gives way to the next, whatever becomes of that.
 */
function giveWay(tx: Tx, organizationId: number): void {
  tx.prepared<[number, number]>(
    `update score_overrides as t set withdrawn_at = coalesce(taken_back_at, (
       select later.created_at from score_overrides later
        where later.organization_id = t.organization_id
          and (later.company_row is null or later.company_row >= ?)
          and (later.company_row is null, coalesce(later.company_row, 0), later.override_id)
            > (t.company_row is null, coalesce(t.company_row, 0), t.override_id)
        order by later.company_row is null, later.company_row, later.override_id limit 1))
     where organization_id = ?`,
  ).run(placeOnItsWay(0), organizationId);
}

function judgedValues(judged: Pulse | Override) {
  return {
    ...subjectValues(judged),
    reason: judged.reason,
    author: judged.author,
    created_at: judged.createdAt,
    company_row: judged.companyRow,
  };
}

type Unread<Row> = Omit<Row, 'changed'>;

function ofCopy<Row extends { readonly organizationId: number; readonly changed: string }>(
  tx: Tx,
  found: Row | undefined,
): { row: Unread<Row> & OperationSubject; changed: ChangedFields } | null {
  if (found === undefined) return null;
  const { changed, ...row } = found;
  return { row: { ...row, ...copiedSubject(tx, found.organizationId) }, changed: changedFields(changed) };
}
