import { hasDeparted } from '../life/departures';
import { type CustomerLife, isWithin, spellsOf, wordBy } from '../life/spells';
import { isInForce, type Term } from '../life/term';
import type { AccountBatch, SubscriptionRows } from './account-batch';

/** A walk through an account's past asks for the same terms week after week. */
const known = new WeakMap<SubscriptionRows, Map<number, readonly Term[]>>();

/** An account's subscriptions, by their first day. */
export function termsOf(rows: SubscriptionRows, account: number): readonly Term[] {
  const ofRows = known.get(rows) ?? new Map<number, readonly Term[]>();
  known.set(rows, ofRows);
  const terms = ofRows.get(account) ?? readTerms(rows, account);
  ofRows.set(account, terms);
  return terms;
}

function readTerms(rows: SubscriptionRows, account: number): Term[] {
  const terms: Term[] = [];
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    terms.push({
      startedDay: rows.startedDay[row] as number,
      endedDay: rows.endedDay[row] as number,
      renewsDay: rows.renewsDay[row] as number,
      billingMonths: rows.billingMonths[row] as number,
      mrr: rows.mrr[row] as number,
      otherMrr: rows.otherMrr?.[row] ?? null,
      seats: rows.seats[row] as number,
      discount: rows.discount[row] as number,
      isTrial: rows.isTrial[row] === 1,
    });
  }
  return terms;
}

/** What the company says of an account's life. */
export function lifeOf(batch: AccountBatch, account: number): CustomerLife {
  return {
    createdDay: batch.createdDay[account] as number,
    churnedDay: batch.churnedDay[account] as number,
    noticeDay: batch.noticeDay[account] as number,
    isMarkedChurned: batch.stage[account] === 'churned',
    terms: termsOf(batch.subscriptions, account),
  };
}

/** What an account is on a day. Ending: nothing is in force any more, and it is not settled whether it goes on. */
export type Phase = 'customer' | 'ending' | 'trial' | 'none';

/**
 * What an account was on a day; whoever is anything of it is scored. Of a day of the past it is known what became of it, so
 * nobody was ending then.
 * @param isPresent whether the account's stage is that of the day: companies keep no history of it
 */
export function phaseOn(batch: AccountBatch, account: number, day: number, isPresent: boolean): Phase {
  const life = lifeOf(batch, account);
  if (isPresent && life.isMarkedChurned && life.churnedDay === 0) return 'none';
  const spells = spellsOf(life, day);
  if (isWithin(spells, day)) return 'customer';
  const word = wordBy(life.churnedDay, day - 1);
  // A word ends trials, too, but for those that begin after it.
  const isOnTrial = life.terms.some(
    (term) => term.isTrial && isInForce(term, day) && (word === null || term.startedDay > word),
  );
  if (isOnTrial) return 'trial';
  const last = spells.at(-1);
  const isSettled = last === undefined || life.isMarkedChurned || hasDeparted(last, day);
  return isPresent && !isSettled ? 'ending' : 'none';
}

export function isCustomerOn(batch: AccountBatch, account: number, day: number, isPresent: boolean): boolean {
  return phaseOn(batch, account, day, isPresent) === 'customer';
}
