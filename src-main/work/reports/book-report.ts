import { fromMinor, type OtherMoney, toMinor } from '../../../src-preload/contract/money';
import type { Book, BookReport } from '../../../src-preload/contract/reports/books';
import { arrOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { addOthers } from '../../lib/other-money';
import { companyMoney } from '../../store/copy/company-money';
import { readBookAccounts, readOpenCtas } from '../../store/reports/book-rows';
import { otherArrOf } from '../../store/scores/stored-money';
import type { ReadDb } from '../../store/types';

const renewalDays = 90;

/** A book while it is added up. */
interface Load {
  readonly ownerId: number | null;
  readonly owner: string | null;
  accounts: number;
  /** In whole minor units. */
  arr: number;
  readonly others: OtherMoney[];
  renewals90: number;
  openCtas: number;
}

/**
 * What each owner has to look after now: accounts, ARR and open work, by name. It says what there is to do and nothing of who
 * did how much.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export function bookReport(db: ReadDb, asOf: number | null): BookReport {
  const { currency } = companyMoney(db);
  const loads = asOf === null ? [] : loadsOf(db, asOf, currency);
  loads.sort(byName);
  const total = emptyLoad(null, null);
  for (const load of loads) {
    for (const key of ['accounts', 'arr', 'renewals90', 'openCtas'] as const) total[key] += load[key];
    total.others.push(...load.others);
  }
  const { ownerId: _, owner: __, ...sum } = bookOf(total, currency);
  return {
    asOf: asOf === null ? null : formatDay(asOf),
    currency,
    books: loads.map((load) => bookOf(load, currency)),
    total: sum,
  };
}

function loadsOf(db: ReadDb, today: number, currency: string | null): Load[] {
  const loads = new Map<number | null, Load>();
  const loadFor = (ownerId: number | null, owner: string | null) => {
    const load = loads.get(ownerId) ?? emptyLoad(ownerId, owner);
    loads.set(ownerId, load);
    return load;
  };
  for (const { ownerId, owner, mrr, otherMoney, renewsOn } of readBookAccounts(db, today)) {
    const load = loadFor(ownerId, owner);
    load.accounts += 1;
    load.arr += toMinor(arrOf(mrr ?? 0), currency);
    load.others.push(...otherArrOf(otherMoney));
    if (renewsOn !== null && renewsOn <= today + renewalDays) load.renewals90 += 1;
  }
  for (const { ownerId, owner } of readOpenCtas(db)) loadFor(ownerId, owner).openCtas += 1;
  return [...loads.values()];
}

function emptyLoad(ownerId: number | null, owner: string | null): Load {
  return { ownerId, owner, accounts: 0, arr: 0, others: [], renewals90: 0, openCtas: 0 };
}

function bookOf({ others, arr, ...load }: Load, currency: string | null): Book {
  return { ...load, arr: fromMinor(arr, currency), otherArr: addOthers(others) };
}

/** Never by what there is of anything: that would be a ranking. */
function byName(left: Load, right: Load): number {
  if (left.ownerId === null || right.ownerId === null)
    return Number(left.ownerId === null) - Number(right.ownerId === null);
  return (left.owner ?? '').localeCompare(right.owner ?? '', 'en') || left.ownerId - right.ownerId;
}
