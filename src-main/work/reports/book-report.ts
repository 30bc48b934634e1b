import { fromMinor, toMinor } from '../../../src-preload/contract/money';
import {
  type BookReport,
  fewestOwners,
  type Load,
  type Together,
} from '../../../src-preload/contract/reports/books';
import { arrOf, tenthOf } from '../../../src-preload/contract/words';
import {
  addLoad,
  type Counted,
  noLoad,
  type PartOfBook,
  type SumOfBooks,
  sumsOfBooks,
} from '../../engines/books/sums-of-books';
import { formatDay } from '../../lib/day';
import { addOthers } from '../../lib/other-money';
import { taskGroupOf } from '../../lib/task-due';
import { companyDay } from '../../store/copy/company-calendar';
import { companyMoney } from '../../store/copy/company-money';
import { readOwnManager } from '../../store/copy/membership';
import { readOpenTasks } from '../../store/ctas/read-tasks';
import { readBookAccounts, readOpenCtas, readSegments } from '../../store/reports/book-rows';
import { arePersonalFiguresShown } from '../../store/reports/personal-figures';
import { otherArrOf } from '../../store/scores/stored-money';
import type { ReadDb } from '../../store/types';

const renewalDays = 90;

/**
 * What there is to look after: one's own book, and what all others have together. Whose figures they are is the login's own
 * manager, as the company's database told it, and nobody else can be asked for: nobody but oneself is ever told alone.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export function bookReport(db: ReadDb, asOf: number | null, now: number): BookReport {
  const { currency } = companyMoney(db);
  const books = asOf === null ? [] : booksOf(db, asOf, companyDay(db, now), currency);
  const me = readOwnManager(db);
  const arePersonalShown = arePersonalFiguresShown(db);
  const own = books.filter(({ ownerId }) => ownerId !== null && ownerId === me);
  const others = books.flatMap((part) =>
    part.ownerId === null || part.ownerId === me ? [] : [{ ...part, ownerId: part.ownerId }],
  );
  const nobody = books.filter(({ ownerId }) => ownerId === null);
  const sums = sumsOfBooks(others, fewestOwners);
  const together = (sum: SumOfBooks) => togetherOf(sum, currency);
  return {
    asOf: asOf === null ? null : formatDay(asOf),
    currency,
    own:
      !arePersonalShown || me === null || own.length === 0
        ? null
        : { ownerId: me, ...loadOf(added(own), currency) },
    arePersonalShown,
    otherOwners: new Set(others.filter(({ load }) => load.accounts > 0).map(({ ownerId }) => ownerId)).size,
    others: sums.all && together(sums.all),
    segments: sums.segments
      .slice(0, mostSegments)
      .map(({ segment, ...sum }) => ({ segment, ...together(sum) })),
    otherSegments: sums.rest && together(sums.rest),
    nobody: nobody.length === 0 ? null : loadOf(added(nobody), currency),
  };
}

/** What a screen holds. */
const mostSegments = 200;

type Part = Omit<PartOfBook, 'ownerId'> & { readonly ownerId: number | null };

/** By owner and segment. */
function booksOf(db: ReadDb, asOf: number, today: number, currency: string | null): Part[] {
  const parts = new Map<string, Part>();
  const loadFor = (ownerId: number | null, segment: string | null): Counted => {
    const key = JSON.stringify([ownerId, segment]);
    const part = parts.get(key) ?? { ownerId, segment, load: noLoad() };
    parts.set(key, part);
    return part.load;
  };
  for (const { ownerId, segment, mrr, otherMoney, renewsOn, level } of readBookAccounts(db, asOf)) {
    const load = loadFor(ownerId, segment);
    load.accounts += 1;
    load.arr += toMinor(arrOf(mrr ?? 0), currency);
    load.others.push(...otherArrOf(otherMoney));
    if (level === 'high' || level === 'critical') load.atRisk += 1;
    if (renewsOn !== null && renewsOn <= asOf + renewalDays) load.renewals90 += 1;
  }
  const segments = readSegments(db);
  const ofAccount = (ownerId: number | null, accountId: number) =>
    loadFor(ownerId, segments.get(accountId) ?? null);
  for (const { ownerId, accountId } of readOpenCtas(db)) ofAccount(ownerId, accountId).openCtas += 1;
  for (const task of readOpenTasks(db, {})) {
    const load = ofAccount(task.ownerId, task.accountId);
    load.openTasks += 1;
    if (taskGroupOf(task, today) === 'overdue') load.overdueTasks += 1;
  }
  return [...parts.values()];
}

function added(parts: readonly Part[]): Counted {
  const sum = noLoad();
  for (const { load } of parts) addLoad(sum, load);
  return sum;
}

function loadOf({ others, arr, ...load }: Counted, currency: string | null): Load {
  return { ...load, arr: fromMinor(arr, currency), otherArr: addOthers(others) };
}

function togetherOf({ owners, load }: SumOfBooks, currency: string | null): Together {
  const each = (count: number) => tenthOf(count / owners);
  return {
    owners,
    sum: loadOf(load, currency),
    mean: {
      accounts: each(load.accounts),
      arr: fromMinor(Math.round(load.arr / owners), currency),
      atRisk: each(load.atRisk),
      renewals90: each(load.renewals90),
      openCtas: each(load.openCtas),
      openTasks: each(load.openTasks),
      overdueTasks: each(load.overdueTasks),
    },
  };
}
