import { setImmediate as breathe } from 'node:timers/promises';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import { isWithin, spellsOf } from '../../engines/life/spells';
import type { RevenueAccount } from '../../engines/revenue/revenue-account';
import { type RevenueRow, readRevenueRows } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';

export type ReportAccount = RevenueRow & RevenueAccount;

/** Read in a few milliseconds: others are served in between. */
const accountsAtOnce = 250;

/**
 * Hands every account of a scope to `take`, as of the day to which the copy reaches. Who is marked as churned without a day
 * is left out: nobody knows of when its revenue was lost, and Today counts it no more.
 * @returns how many were left out
 */
export async function eachAccount(
  db: ReadDb,
  scope: ReportScope,
  asOf: number,
  take: (account: ReportAccount) => void,
): Promise<number> {
  let undated = 0;
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = readRevenueRows(db, scope, after, accountsAtOnce);
    for (const row of rows) {
      const spells = spellsOf(lifeOf(row), asOf);
      if (row.isMarkedChurned && row.churnedDay === 0 && isWithin(spells, asOf)) undated += 1;
      else take({ ...row, spells });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < accountsAtOnce) return undated;
    after = last.organizationId;
    await breathe();
  }
}

/** The life of an account as scoring reads it: spells are those of its page. */
function lifeOf({ createdDay, churnedDay, terms, foreign }: RevenueRow) {
  return { createdDay, churnedDay, terms: [...terms, ...foreign] };
}
