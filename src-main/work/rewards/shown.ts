import type { LedgerEntry, Redemption, RewardItem } from '../../../src-preload/contract/rewards/rewards';
import { dayOrNull, formatDay } from '../../lib/day';
import type { ItemRow } from '../../store/rewards/read-items';
import type { ListedRow } from '../../store/rewards/read-ledger';
import type { RedemptionRow } from '../../store/rewards/read-redemptions';

export function shownRedemption({ askedDay, ...row }: RedemptionRow): Redemption {
  return { ...row, askedDay: formatDay(askedDay) };
}

export function shownEntry(listed: ListedRow): LedgerEntry {
  const { row: _row, lot: _lot, reversalOf: _of, day, lastDay, canReverse, ...entry } = listed;
  return { ...entry, day: formatDay(day), lastDay: dayOrNull(lastDay), canReverse: canReverse === 1 };
}

export function shownItem(row: ItemRow): RewardItem {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    description: row.description,
    cost: row.cost,
    value_minor: row.valueMinor,
    stock: row.stock,
    taken: row.taken,
    tier: row.tier,
    stages: [...row.stages],
    segments: [...row.segments],
    per_account: row.perAccount,
    per_contact: row.perContact,
    from_day: dayOrNull(row.fromDay),
    last_day: dayOrNull(row.lastDay),
    for_contact: row.forContact,
    needs_approval: row.needsApproval,
    archived: row.archived,
    isPending: row.isPending,
  };
}
