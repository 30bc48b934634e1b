import { desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { subscriptionSchema } from '../../../src-preload/contract/account';
import { type OtherMoney, toMoney } from '../../../src-preload/contract/money';
import { exactSum } from '../../../src-preload/contract/words';
import { dayOfInstant, dayOrNull, formatDay, instantOfDay } from '../../lib/day';
import { addOthers, othersAs } from '../../lib/other-money';
import { meansLicensedUsers } from '../../lib/seat-units';
import { type CompanyMoney, companyMoney } from '../copy/company-money';
import { subscriptions } from '../schema/company';
import type { ReadDb } from '../types';
import { isTrialSql } from './trials';

type Term = Omit<typeof subscriptions.$inferSelect, 'isTrial'> & { readonly isTrial: boolean };
const longestHistory = 60;
const shownTerms = 500;

/** An account's terms, newest first, and its MRR and seats at the first of each month. */
export function readSubscription(
  db: ReadDb,
  organizationId: number,
  today: number,
): z.infer<typeof subscriptionSchema> {
  const terms = db
    .select({ ...getTableColumns(subscriptions), isTrial: sql<number>`${sql.raw(isTrialSql)}` })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .orderBy(desc(subscriptions.startedOn), desc(subscriptions.mrr))
    .all()
    .map((term): Term => ({ ...term, isTrial: term.isTrial === 1 }));
  const money = companyMoney(db);
  const valued = terms.map((term) => valuedBy(money, term));
  return {
    terms: terms.slice(0, shownTerms).map((term) => ({
      id: term.subscriptionId,
      product: term.product,
      startedOn: formatDay(term.startedOn),
      endedOn: dayOrNull(term.endedOn),
      mrr: toMoney(term.mrr, term.currency ?? money.currency),
      ...(term.currency === null || term.currency === money.currency ? {} : { currency: term.currency }),
      quantity: term.quantity,
      unit: term.unit,
      billingMonths: term.billingMonths,
      discount: term.discount,
      renewsOn: dayOrNull(term.renewsOn),
      inForce: inForceOn(term, today),
      isTrial: term.isTrial,
    })),
    history: monthly(valued, today),
    ...othersAs(
      'otherMrr',
      addOthers(valued.flatMap((term) => (inForceOn(term, today) && !term.isTrial ? term.other : []))),
    ),
  };
}

function inForceOn(term: Term, day: number): boolean {
  return term.startedOn <= day && (term.endedOn === null || day < term.endedOn);
}

/** A term with its price in the company's currency, or beside it. */
interface ValuedTerm extends Term {
  readonly other: readonly OtherMoney[];
}

function valuedBy(money: CompanyMoney, term: Term): ValuedTerm {
  const value = money.valueOf(term.mrr, term.currency);
  const other =
    value === null && term.currency !== null ? [{ currency: term.currency, amount: term.mrr }] : [];
  return { ...term, mrr: value ?? 0, other };
}

function monthly(terms: readonly ValuedTerm[], today: number): z.infer<typeof subscriptionSchema>['history'] {
  if (terms.length === 0) return [];
  const first = Math.min(...terms.map(({ startedOn }) => startedOn));
  return firstsOfMonths(first, today).map((day) => {
    const standing = terms.filter((term) => inForceOn(term, day));
    const paid = standing.filter(({ isTrial }) => !isTrial);
    // Seats of a trial count only where nothing is paid for, and its price never does.
    const seatTerms =
      [paid, standing]
        .map((some) => some.filter(({ unit, quantity }) => meansLicensedUsers(unit) && quantity !== null))
        .find((some) => some.length > 0) ?? [];
    return {
      month: formatDay(day),
      mrr: exactSum(paid.reduce((sum, { mrr }) => sum + mrr, 0)),
      seats:
        seatTerms.length === 0 ? null : seatTerms.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
    };
  });
}

/** First days of the months after `from` up to `to`, and `to` itself, at most the last five years. */
function firstsOfMonths(from: number, to: number): number[] {
  const days: number[] = [];
  const last = new Date(instantOfDay(to));
  for (let back = 0; back < longestHistory; back += 1) {
    const day = dayOfInstant(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - back, 1));
    if (day <= from) break;
    days.unshift(day);
  }
  if (from <= to) days.unshift(from);
  if (days.at(-1) !== to && from <= to) days.push(to);
  return days.slice(-longestHistory);
}
