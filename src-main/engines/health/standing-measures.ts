import { seatsOn } from '../life/term';
import type { AccountSubject } from './account-subject';
import { isContactOn } from './contacts';
import { type RawMeasures, setRaw } from './raw-measures';
import { latestPulse, netPromoterScore, npsValidDays, type SupportFacts } from './voice-facts';

const daysPerMonth = 365.25 / 12;

/** What the contract, the tickets and the voices say, as of a day. */
export function measureStanding(subject: AccountSubject, support: SupportFacts): void {
  const { raws, account, asOf, batch, commercial, company } = subject;
  setRaw(raws, 'nps', account, netPromoterScore(batch.responses, account, asOf));
  setRaw(raws, 'pulse', account, latestPulse(batch.pulses, account, asOf));
  if (isDelivered(company.firstTicketDay, asOf)) {
    setRaw(raws, 'csat', account, support.satisfaction90);
    setRaw(raws, 'tickets_per_seat', account, support.opened30 / commercial.judgedSeats);
    setRaw(raws, 'severe_tickets', account, support.severe90);
  }
  if (isDelivered(company.firstPaymentFailureDay, asOf)) {
    setRaw(raws, 'payment_failures', account, commercial.paymentFailures90);
  }
  if (commercial.renewal !== null)
    setRaw(raws, 'months_to_renewal', account, (commercial.renewal.day - asOf) / daysPerMonth);
  setRaw(raws, 'seat_change', account, commercial.seats / seatsOn(commercial.terms, asOf - 180) - 1);
}

/** Each contact's own latest NPS answer of the last 180 days, 0-10, into the contact's row. */
export function measureContactVoice(
  { batch, account, asOf }: AccountSubject,
  contactRaws: RawMeasures,
): void {
  const { responses, contacts } = batch;
  const latest = new Map<number, number>();
  const end = responses.start[account + 1] as number;
  for (let row = responses.start[account] as number; row < end; row++) {
    const day = responses.day[row] as number;
    if (day <= asOf && day > asOf - npsValidDays)
      latest.set(responses.userId[row] as number, responses.score[row] as number);
  }
  if (latest.size === 0) return;
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
