import { arrOf } from '../../../src-preload/contract/words';
import { isCustomerOn } from '../../engines/health/account-life';
import type { ChurnModel } from '../../engines/risk/churn/churn-model';
import { forecastChances } from '../../engines/risk/churn/forecast';
import type { RiskCompany } from '../../engines/risk/features/risk-features';
import { type BookedAccount, type ChurnBook, churnBookOf } from '../../engines/risk/headline/churn-book';
import { createRandom, shuffledIndices } from '../../lib/statistics/random';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import type { ReadDb } from '../../store/types';
import { firstUsefulDay, forecastSubject, riskSubjects } from './risk-subjects';

/** Tenths and quartiles of so many accounts, drawn at random, are those of any book: off by a percent or two. */
const enoughAccounts = 2000;
const seed = 1;

/** What the chances of a day are held against. Yields after every account. Null where nobody can be foretold. */
export function* takeChurnBook(
  db: ReadDb,
  model: ChurnModel,
  company: RiskCompany,
  asOf: number,
): Generator<undefined, ChurnBook | null> {
  const ids = readOrganizationIds(db, 0, Number.MAX_SAFE_INTEGER);
  const booked: BookedAccount[] = [];
  for (const place of shuffledIndices(ids.length, createRandom(seed))) {
    if (booked.length >= enoughAccounts) break;
    for (const subject of riskSubjects(db, company, [ids[place] as number], firstUsefulDay(asOf), asOf - 1)) {
      if (!isCustomerOn(subject.batch, subject.account, asOf, true)) continue;
      const read = forecastSubject(model, subject, asOf);
      booked.push({
        segment: read.segment,
        values: read.seen.values,
        p90: forecastChances(model, read)[1] as number,
        arr: arrOf(read.mrr),
      });
    }
    yield;
  }
  return booked.length === 0 ? null : churnBookOf(booked);
}
