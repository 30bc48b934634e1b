import { desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { subscriptionSchema } from '../../../src-preload/contract/account';
import { toCents } from '../../../src-preload/contract/words';
import { dayOfInstant, dayOrNull, formatDay, instantOfDay } from '../../lib/day';
import { meansLicensedUsers } from '../../lib/seat-units';
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
  return {
    terms: terms.slice(0, shownTerms).map((term) => ({
      id: term.subscriptionId,
      product: term.product,
      startedOn: formatDay(term.startedOn),
      endedOn: dayOrNull(term.endedOn),
      mrr: term.mrr,
      quantity: term.quantity,
      unit: term.unit,
      billingMonths: term.billingMonths,
      discount: term.discount,
      renewsOn: dayOrNull(term.renewsOn),
      inForce: inForceOn(term, today),
      isTrial: term.isTrial,
    })),
    history: monthly(terms, today),
  };
}

function inForceOn(term: Term, day: number): boolean {
  return term.startedOn <= day && (term.endedOn === null || day < term.endedOn);
}

function monthly(terms: readonly Term[], today: number): z.infer<typeof subscriptionSchema>['history'] {
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
      mrr: toCents(paid.reduce((sum, { mrr }) => sum + mrr, 0)),
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
