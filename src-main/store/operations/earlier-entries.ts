import { tenthOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import type { Tx } from '../types';
import { addOperation } from './outbox';

const setting = 'operations.offered';
/** Older words about an item of Today matter to nobody. */
const daysOfDispositions = 100;

interface Earlier {
  readonly id: string;
  readonly companyId: string | null;
  readonly organizationId: number | null;
  readonly externalId: string | null;
  readonly author: string | null;
  readonly at: number;
  readonly endedAt: number | null;
  readonly set: string;
  readonly end: string;
  readonly patch: string;
}

/**
 * What people kept on this desktop alone, before decisions went up, becomes operations once, in the order it was made:
 * under its own key, so that a copy of this store offers the same, and with who wrote it as text.
 * @param nextId of a new operation @param by who is at this desktop
 */
export function offerEarlierEntries(tx: Tx, nextId: () => string, by: string, now: number): void {
  const isOffered = tx.prepared<[string]>('select 1 from settings where key = ?').get(setting) !== undefined;
  if (isOffered) return;
  tx.prepared<[string]>(`insert into settings (key, value) values (?, 'yes')`).run(setting);
  for (const entry of earlierEntries(tx, Math.floor(now / (24 * 3_600_000)))) {
    const { id, at, endedAt, set, end, patch, companyId, organizationId, externalId } = entry;
    const base = {
      companyId,
      organizationId,
      externalId,
      entry: id,
      author: by,
      origin: 'backfill',
    } as const;
    const earlierAuthor = entry.author === by ? null : entry.author;
    addOperation(tx, { ...base, opId: id, kind: set, patch: patchOf(set, patch), madeAt: at, earlierAuthor });
    if (endedAt !== null)
      addOperation(tx, { ...base, opId: nextId(), kind: end, patch: '{}', madeAt: endedAt });
  }
}

const about = `company_id as companyId, organization_id as organizationId, organization_external_id as externalId`;

/** What came from the company is no desktop's own. Entries about accounts that had left the copy long ago stay here alone: nobody knows which account is meant. */
function earlierEntries(tx: Tx, today: number): Earlier[] {
  const entries = tx
    .prepared<{ from: number }[], Earlier>(
      `select pulse_id as id, ${about}, author, created_at as at, withdrawn_at as endedAt, 'pulse.set' as "set",
              'pulse.withdraw' as "end", json_object('points', points, 'reason', reason) as patch
         from pulses where organization_external_id is not null and company_row is null
       union all
       select override_id, ${about}, author, created_at, taken_back_at, 'override.set', 'override.withdraw',
              json_object('score', score, 'reason', reason, 'until_day', until_day)
         from score_overrides where organization_external_id is not null and company_row is null
       union all
       select disposition_id, ${about}, null, at, null, 'today.dispose', 'today.restore',
              json_object('kind', kind, 'day', day, 'state', state, 'until_day', until_day, 'reason', reason)
         from today_dispositions
        where organization_external_id is not null and company_row is null and day > @from
       union all
       select view_id, null, null, null, null, created_at, null, 'view.save', 'view.remove',
              json_object('name', name, 'view', json(view), 'shared', json('false'))
         from saved_views where owner is null`,
    )
    .all({ from: today - daysOfDispositions });
  const known = tx.prepared<[string]>('select 1 from operations where entry = ?');
  return entries
    .filter(({ id }) => known.get(id) === undefined)
    .sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
}

/** Days as they travel, and scores to the tenth that is shown of them. */
function patchOf(kind: string, text: string): string {
  const patch = JSON.parse(text) as Record<string, unknown>;
  if (kind === 'view.save') return text;
  for (const field of ['day', 'until_day'])
    if (typeof patch[field] === 'number') patch[field] = formatDay(patch[field]);
  for (const field of ['points', 'score'])
    if (typeof patch[field] === 'number') patch[field] = tenthOf(patch[field]);
  return JSON.stringify(patch);
}
