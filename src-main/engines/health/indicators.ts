import type { RiskIndicator } from '../../../src-preload/contract/domain';
import {
  counted,
  movedWords,
  percentGone,
  plural,
  spellDay,
  spellDays,
  upToTenth,
  wholeNumber,
} from '../../../src-preload/contract/words';
import type { Movement } from '../../lib/book-movement';
import { changeOfWeek } from '../activity/usual-week';
import type { AccountBatch } from './account-batch';
import { latestRows } from './answers';
import { againstBook, bookRatioOf } from './book-measures';
import { type IndicatorInputs, indicator } from './indicator';
import { keyContactAtRisk } from './key-contacts';
import { leftOn, leftWords } from './left-contacts';
import { lifeIndicators } from './life-indicators';

/** Sudden facts that hold as of the day, the most serious first: each with its figure and date in plain words. */
export function riskIndicators(inputs: IndicatorInputs): RiskIndicator[] {
  const found = [
    paymentFailed(inputs),
    championLeft(inputs),
    ownerMissing(inputs),
    allUsersIdle(inputs),
    urgentTicketOpen(inputs),
    detractorResponse(inputs),
    usageCollapsed(inputs),
    keyContactAtRisk(inputs.batch, inputs.account, inputs.asOf, inputs.contacts),
    ...lifeIndicators(inputs),
  ].filter((indicator) => indicator !== null);
  return found.sort(
    (left, right) => Number(right.severity === 'serious') - Number(left.severity === 'serious'),
  );
}

function paymentFailed({ commercial, asOf }: IndicatorInputs): RiskIndicator | null {
  const day = commercial.lastPaymentFailureDay;
  if (day === 0 || day <= asOf - 30) return null;
  return indicator('payment_failed', 'serious', day, `A payment failed on ${spellDay(day)}.`);
}

/** A champion who left within 90 days; serious when no other champion is there. */
function championLeft({ batch, account, asOf }: IndicatorInputs): RiskIndicator | null {
  const { contacts } = batch;
  let left = -1;
  let leftDay = 0;
  let others = 0;
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    if (contacts.championName[row] === null || (contacts.createdDay[row] as number) > asOf) continue;
    const day = leftOn(contacts, row, asOf);
    if (day === 0) others += 1;
    else if (day > asOf - 90 && day > leftDay) [left, leftDay] = [row, day];
  }
  if (left < 0) return null;
  const remaining =
    others === 0
      ? 'No other champion is known.'
      : `${counted(others, 'champion remains', 'champions remain')}.`;
  const text = `${leftWords(contacts, left, asOf)} ${remaining}`;
  return indicator('champion_left', others === 0 ? 'serious' : 'watch', leftDay, text);
}

function ownerMissing({ batch, account, isPresent }: IndicatorInputs): RiskIndicator | null {
  if (!isPresent || batch.hasOwner[account] === 1) return null;
  return indicator('owner_missing', 'watch', null, 'No manager owns this account.');
}

const idleDays = 14;
const longIdleDays = 28;
/** Accounts get so many days to begin. */
const daysToBegin = 30;

function allUsersIdle({
  batch,
  account,
  asOf,
  lastActivityDay,
  activityKnownThrough,
}: IndicatorInputs): RiskIndicator | null {
  if (lastActivityDay === 0) {
    const created = batch.createdDay[account] as number;
    // An account whose people were never set up tells nothing: its usage may simply not be recorded.
    if (!hasContacts(batch, account) || asOf - created < daysToBegin) return null;
    return indicator(
      'all_users_idle',
      'serious',
      created,
      `Nobody has used the product since the account began on ${spellDay(created)}.`,
    );
  }
  const idle = activityKnownThrough - lastActivityDay;
  if (idle < idleDays) return null;
  const text = `Nobody has used the product for ${spellDays(idle)}, since ${spellDay(lastActivityDay)}.`;
  return indicator('all_users_idle', idle >= longIdleDays ? 'serious' : 'watch', lastActivityDay, text);
}

function hasContacts({ contacts }: AccountBatch, account: number): boolean {
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++)
    if (contacts.isInternal[row] === 0) return true;
  return false;
}

function urgentTicketOpen({ support, asOf }: IndicatorInputs): RiskIndicator | null {
  const opened = support.urgentOpenSince;
  if (opened === 0) return null;
  const days = asOf - opened;
  const text = `An urgent ticket has been open since ${spellDay(opened)} (${spellDays(days)}).`;
  return indicator('urgent_ticket_open', days >= 3 ? 'serious' : 'watch', opened, text);
}

/** The latest of people's latest NPS answers that is 0-6, within 30 days; serious when a champion or admin gave it. */
function detractorResponse({ batch, account, asOf }: IndicatorInputs): RiskIndicator | null {
  const { responses, contacts } = batch;
  const latest = latestRows(responses, account, 'nps', asOf, detractorDays);
  const row = latest.find((candidate) => (responses.score[candidate] as number) <= 6);
  if (row === undefined) return null;
  const day = responses.day[row] as number;
  const user = responses.userId[row] as number;
  const isKey = user > 0 && isKeyContact(contacts, account, user);
  const who = isKey ? 'a champion or admin' : 'a contact';
  const text = `An answer of ${responses.score[row]} of 10 to the NPS question came from ${who} on ${spellDay(day)}.`;
  return indicator('detractor_response', isKey ? 'serious' : 'watch', day, text);
}

const detractorDays = 30;

function isKeyContact(contacts: AccountBatch['contacts'], account: number, user: number): boolean {
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    if (contacts.userId[row] === user) return contacts.isKey[row] === 1;
  }
  return false;
}

/**
 * Half of what could be expected is gone, and more than chance takes away: a count that is usually `n` strays by its
 * square root, so that of three events a week none may come at all (Poisson; two standard errors). What the whole book
 * lost is expected: holidays are no account's own.
 */
function usageCollapsed({ week, movement, lastActivityDay }: IndicatorInputs): RiskIndicator | null {
  if (week === null || lastActivityDay === 0) return null;
  const { events, usual, weeks } = week;
  const book = bookRatioOf('usage_against_baseline', movement);
  const expected = usual * book;
  const isHalved =
    expected > 0 && againstBook('usage_against_baseline', changeOfWeek(week), movement) <= -0.5;
  if (!isHalved || expected - events < 2 * Math.sqrt(expected) || events >= usual) return null;
  const text = `Usage of the last 7 days is ${percentGone(1 - events / usual)} below the ${wholeNumber(weeks)} weeks before: ${upToTenth(events)} ${plural(events, 'event')}, usually ${upToTenth(usual)} a week${bookSaid(movement)}.`;
  return indicator('usage_collapsed', 'serious', null, text);
}

/** What comparable accounts did in the same week, where that is known. */
function bookSaid(movement: Movement | null): string {
  if (movement === null) return '';
  return `; that of comparable accounts ${movedWords(movement.week - 1)}`;
}
