import { eq } from 'drizzle-orm';
import {
  foldOverride,
  foldPulse,
  type Override,
  type OverrideKind,
  type Pulse,
  type PulseKind,
} from '../../lib/operations/fold-judgement';
import { type ChangedFields, type OperationSubject, placeOnItsWay } from '../../lib/operations/operation';
import { pulses, scoreOverrides } from '../schema/health';
import type { Tx } from '../types';
import { changedFields, copiedSubject } from './copied-entry';
import type { EntryFold } from './entry-fold';

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
    if (pulse === null) {
      tx.delete(pulses).where(eq(pulses.pulseId, entry)).run();
      return;
    }
    const { takenBackAt: withdrawnAt, ...columns } = pulse;
    tx.insert(pulses)
      .values({ pulseId: entry, ...columns, withdrawnAt })
      .onConflictDoUpdate({ target: pulses.pulseId, set: { ...columns, withdrawnAt } })
      .run();
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
      .select({ id: scoreOverrides.organizationId })
      .from(scoreOverrides)
      .where(eq(scoreOverrides.overrideId, entry))
      .get()?.id;
    if (override === null) tx.delete(scoreOverrides).where(eq(scoreOverrides.overrideId, entry)).run();
    else {
      tx.insert(scoreOverrides)
        .values({ overrideId: entry, ...override })
        .onConflictDoUpdate({ target: scoreOverrides.overrideId, set: override })
        .run();
    }
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

type Unread<Row> = Omit<Row, 'changed'>;

function ofCopy<Row extends { readonly organizationId: number; readonly changed: string }>(
  tx: Tx,
  found: Row | undefined,
): { row: Unread<Row> & OperationSubject; changed: ChangedFields } | null {
  if (found === undefined) return null;
  const { changed, ...row } = found;
  return { row: { ...row, ...copiedSubject(tx, found.organizationId) }, changed: changedFields(changed) };
}
