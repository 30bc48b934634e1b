import type { MeasureId } from '../../../src-preload/contract/health-config';
import { npsValidDays } from '../../lib/latest-answers';
import { seatsOn } from '../life/term';
import type { AccountSubject } from './account-subject';
import { latestRows, netPromoterScore, satisfactionAnswers } from './answers';
import { isContactOn } from './contacts';
import { type RawMeasures, setRaw } from './raw-measures';
import { lastTalkDay, latestPulse, type SupportFacts } from './voice-facts';

const daysPerMonth = 365.25 / 12;

/** What the contract, the tickets and the voices say, as of a day. */
export function measureStanding(subject: AccountSubject, support: SupportFacts): void {
  const { raws, account, asOf, batch, commercial, company } = subject;
  setRaw(raws, 'nps', account, netPromoterScore(batch.responses, account, asOf));
  setRaw(raws, 'pulse', account, latestPulse(batch.pulses, account, asOf));
  setRaw(raws, 'days_since_contact', account, asOf - lastTalkDay(batch.talks, account, asOf));
  setRaw(raws, 'csat', account, meanSatisfaction(subject, support));
  setRaw(raws, 'ces', account, meanEffort(subject));
  const id = batch.organizationId[account] as number;
  const { firstTicketAccount, firstTicketDayOfOthers, firstPaymentFailureAccount } = company;
  const tickets = id === firstTicketAccount ? firstTicketDayOfOthers : company.firstTicketDay;
  setCount(subject, 'tickets_per_seat', support.opened28, tickets, commercial.judgedSeats);
  setCount(subject, 'severe_tickets', support.severe91, tickets);
  const failures =
    id === firstPaymentFailureAccount
      ? company.firstPaymentFailureDayOfOthers
      : company.firstPaymentFailureDay;
  setCount(subject, 'payment_failures', commercial.paymentFailures90, failures);
  if (commercial.renewal !== null)
    setRaw(raws, 'months_to_renewal', account, (commercial.renewal.day - asOf) / daysPerMonth);
  setRaw(raws, 'seat_change', account, commercial.seats / seatsOn(commercial.terms, asOf - 180) - 1);
}

/**
 * A count of troubles. None is a fact where the source is known to deliver by the troubles of others: an account's own
 * first one must not make it known that it has no other.
 */
function setCount(
  { raws, account, asOf }: AccountSubject,
  id: MeasureId,
  count: number,
  firstDayOfOthers: number,
  per = 1,
): void {
  if (count > 0 || isDelivered(firstDayOfOthers, asOf)) setRaw(raws, id, account, count / per);
}

/** Mean satisfaction (1-5) of tickets resolved, and of each person's latest CSAT answer, in 90 days; NaN without any. */
function meanSatisfaction(
  { batch, account, asOf, company }: AccountSubject,
  { rated90, satisfaction90 }: SupportFacts,
): number {
  const answers = satisfactionAnswers(batch.responses, account, 'csat', asOf);
  const tickets = isDelivered(company.firstTicketDay, asOf) ? rated90 : 0;
  const sum =
    answers.reduce((total, score) => total + score, 0) + (tickets > 0 ? tickets * satisfaction90 : 0);
  return sum / (answers.length + tickets);
}

/** Mean of each person's latest CES answer (1-7) in 90 days; NaN without any. */
function meanEffort({ batch, account, asOf }: AccountSubject): number {
  const answers = satisfactionAnswers(batch.responses, account, 'ces', asOf);
  return answers.reduce((total, score) => total + score, 0) / answers.length;
}

/** Each contact's own latest NPS answer of the last 180 days, 0-10, into the contact's row. */
export function measureContactVoice(
  { batch, account, asOf }: AccountSubject,
  contactRaws: RawMeasures,
): void {
  const { responses, contacts } = batch;
  const rows = latestRows(responses, account, 'nps', asOf, npsValidDays);
  if (rows.length === 0) return;
  const latest = new Map(rows.map((row) => [responses.userId[row], responses.score[row] as number]));
  const lastContact = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < lastContact; row++) {
    const score = latest.get(contacts.userId[row] as number);
    if (score !== undefined && isContactOn(contacts, row, asOf)) setRaw(contactRaws, 'nps', row, score);
  }
}

/** A source that never delivered anything tells nothing about one account. */
function isDelivered(firstDay: number, asOf: number): boolean {
  return firstDay > 0 && firstDay <= asOf;
}
