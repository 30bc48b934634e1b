import {
  foldDisposition,
  type StoredDisposition,
  type TodayOperationKind,
} from '../../lib/operations/fold-disposition';
import { foldView, type StoredView, type ViewKind } from '../../lib/operations/fold-view';
import { isReadableView } from '../../lib/operations/readable';
import { changedFields, copiedSubject, subjectValues } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedDisposition extends Omit<StoredDisposition, 'companyId' | 'externalId' | 'isRemoved'> {
  readonly removedAt: number | null;
}

export const dispositionEntry: EntryFold<StoredDisposition, TodayOperationKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedDisposition>(
        `select organization_id as organizationId, kind, day, state, until_day as untilDay, reason, made_at as at,
                row_id as companyRow, removed_at as removedAt
           from copied_today_dispositions where disposition_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { removedAt, ...row } = found;
    const subject = copiedSubject(tx, row.organizationId);
    return { row: { ...row, ...subject, isRemoved: removedAt !== null }, changed: {} };
  },
  fold: foldDisposition,
  put(tx, entry, disposition) {
    if (disposition === null || disposition.isRemoved) dropEntry(tx, 'today_dispositions', entry);
    else
      putEntry(tx, 'today_dispositions', entry, {
        ...subjectValues(disposition),
        kind: disposition.kind,
        day: disposition.day,
        state: disposition.state,
        until_day: disposition.untilDay,
        reason: disposition.reason,
        at: disposition.at,
        company_row: disposition.companyRow,
      });
  },
};

interface CopiedView {
  readonly name: string;
  readonly view: string;
  readonly shared: number;
  readonly owner: string;
  readonly createdAt: number;
  readonly version: number;
  readonly changed: string;
  readonly removedAt: number | null;
}

export const viewEntry: EntryFold<StoredView, ViewKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedView>(
        `select name, view, shared, login as owner, created_at as createdAt, version, changed, removed_at as removedAt
           from copied_saved_views where view_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { shared, changed, removedAt, ...row } = found;
    return {
      row: { ...row, shared: shared === 1, isRemoved: removedAt !== null },
      changed: changedFields(changed),
    };
  },
  fold: foldView,
  put(tx, entry, view) {
    if (view === null || view.isRemoved || !isReadableView(view.view)) dropEntry(tx, 'saved_views', entry);
    else
      putEntry(tx, 'saved_views', entry, {
        name: view.name,
        view: view.view,
        created_at: view.createdAt,
        version: view.version,
        shared: view.shared ? 1 : 0,
        owner: view.owner,
      });
  },
};
