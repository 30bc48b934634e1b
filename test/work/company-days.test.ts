import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snoozeItem } from '../../src-main/actions/desk/today';
import { setOverride } from '../../src-main/actions/scores/override';
import { nextDue } from '../../src-main/engines/schedule/next-due';
import { everyNight } from '../../src-main/jobs/turns';
import { calendarOf } from '../../src-main/lib/company-calendar';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { readAccountRows } from '../../src-main/store/accounts/read-accounts';
import { readSupport, readSurveys } from '../../src-main/store/accounts/read-voice';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { readTodayFacts } from '../../src-main/store/desk/read-today';
import { readRiskCompany } from '../../src-main/store/risk/features';
import { readInterventions } from '../../src-main/store/risk/history';
import { readAccountBatch } from '../../src-main/store/scores/batch';
import { readCompanyFacts } from '../../src-main/store/scores/company-facts';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { listContacts } from '../../src-main/work/scoring/contact-list';
import { scoringDay } from '../../src-main/work/scoring/scoring-day';
import { todayOf } from '../../src-main/work/today/today-of';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

/** A Saturday morning in Tokyo, while UTC still has Friday. */
const now = Date.parse('2026-11-27T23:30:00Z');
const tokyo = calendarOf('Asia/Tokyo');
const today = tokyo.dayOf(now);
const utcToday = dayOfInstant(now);
/** An instant on a day of the company that is the next one of UTC's. */
const at = (daysAgo: number) => now - daysAgo * 86_400_000;

let temporary: TemporaryStore;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  writeTransaction(temporary.store, 'test zone', (tx) => {
    writeSyncState(tx, { zone: 'Asia/Tokyo', asOf: now, snapshot: '1:1:' });
  });
  id = addAccount(temporary.store, today, { organization: { createdAt: at(200), churnedAt: at(2) } });
  addContact(temporary.store, {
    userId: 1,
    organizationId: id,
    name: 'Ann',
    createdAt: at(200),
    deactivatedAt: at(3),
  });
  temporary.store.db.client.exec(`
    insert into subscriptions (subscription_id, organization_id, external_id, product, started_on, mrr, billing_months, discount, payment_failed_at)
    values (1, ${id}, 's', 'p', ${today - 100}, 10, 1, 0, ${at(4)});
    insert into support_tickets (ticket_id, organization_id, external_id, subject, severity, opened_at, resolved_at)
    values (1, ${id}, 't', '', 'high', ${at(5)}, ${at(1)});
    insert into survey_responses (response_id, organization_id, external_id, kind, score, responded_at)
    values (1, ${id}, 'r', 'nps', 9, ${at(6)});
    insert into pulses (pulse_id, organization_id, organization_external_id, points, reason, author, created_at)
    values ('p', ${id}, 'k', 50, 'r', 'a', ${at(7)});
    insert into intervention_history (intervention_id, organization_id, external_id, kind, started_at, ended_at, is_automatic, is_held_out)
    values (1, ${id}, 'i', 'training', ${at(8)}, ${at(8)}, 0, 0)`);
});
afterEach(() => temporary.remove());

test('what is scored, read and shown are days of the company', () => {
  const { read } = temporary.store;
  expect(today).toBe(utcToday + 1);
  expect(scoringDay(read, 0)).toBe(today);
  const batch = readAccountBatch(read, [id]);
  expect({
    created: [...batch.createdDay],
    churned: [...batch.churnedDay],
    joined: [...batch.contacts.createdDay],
    left: [...batch.contacts.deactivatedDay],
    failed: [...batch.subscriptions.paymentFailedDay],
    opened: [...batch.tickets.openedDay],
    resolved: [...batch.tickets.resolvedDay],
    answered: [...batch.responses.day],
    judged: [...batch.pulses.day],
  }).toEqual({
    created: [today - 200],
    churned: [today - 2],
    joined: [today - 200],
    left: [today - 3],
    failed: [today - 4],
    opened: [today - 5],
    resolved: [today - 1],
    answered: [today - 6],
    judged: [today - 7],
  });
  expect(readCompanyFacts(read)).toMatchObject({
    firstTicketDay: today - 5,
    firstPaymentFailureDay: today - 4,
    presentDay: today,
  });
  expect(readRiskCompany(read).firstInterventionDay).toBe(today - 8);
  expect(readInterventions(read, [id]).get(id)).toMatchObject([
    { startedDay: today - 8, endedDay: today - 8 },
  ]);
  expect(readAccount(read, id, today).createdOn).toBe(formatDay(today - 200));
  expect(listContacts(read, { id, offset: 0, limit: 9 }, today).rows).toMatchObject([
    { createdOn: formatDay(today - 200), deactivatedOn: formatDay(today - 3) },
  ]);
});

test('an account that nobody has scored has left once the day of its leaving is over at the company', () => {
  temporary.store.db.client.exec('delete from account_summaries');
  const { read } = temporary.store;
  const standing = (day: number) => readAccountRows(read, [id], day)[0];
  expect(standing(today - 2)).toMatchObject({ standing: 'customer' });
  expect(standing(today - 1)).toMatchObject({ standing: 'left', standingDay: formatDay(today - 2) });
  temporary.store.db.client.exec('update organizations set churned_at = null');
  expect(readTodayFacts(read, now, stuckByAccount).accounts[0]?.createdDay).toBe(today - 200);
});

describe('windows count days of the company:', () => {
  test('the ninetieth day of tickets begins at its midnight', () => {
    const first = tokyo.startOf(today - 89);
    temporary.store.db.client.exec(`
      insert into support_tickets (ticket_id, organization_id, external_id, subject, severity, opened_at)
      values (2, ${id}, 't2', '', 'low', ${first}), (3, ${id}, 't3', '', 'low', ${first - 1})`);
    expect(readSupport(temporary.store.read, id, now).opened90).toBe(2);
  });

  test('the first of the 180 days of answers does, too', () => {
    const first = tokyo.startOf(today - 179);
    temporary.store.db.client.exec(`
      update survey_responses set score = 0, responded_at = ${first - 1};`);
    expect(readSurveys(temporary.store.read, id, now).nps).toBeNull();
    temporary.store.db.client.exec(`update survey_responses set responded_at = ${first}`);
    expect(readSurveys(temporary.store.read, id, now).nps).toBe(-100);
  });

  test('sessions of the 28 days are those after its first midnight, within a page of UTC', () => {
    const first = tokyo.startOf(today - 27);
    const hour = 3_600_000;
    // Two events of user 1 and feature 1, an hour before the window begins and an hour after.
    const msOfDay = [first - hour, first + hour].map((instant) => instant % (24 * hour));
    temporary.store.db.client
      .prepare('insert into activity_events (organization_id, day, rows, payload) values (?, ?, 2, ?)')
      .run(id, dayOfInstant(first), Buffer.from(new Int32Array([1, 1, 1, 1, ...msOfDay]).buffer));
    const { rows } = listContacts(temporary.store.read, { id, offset: 0, limit: 9 }, today);
    expect(rows[0]?.sessions28).toBe(1);
  });
});

describe('the desk', () => {
  test('says today’s day of the company, and takes no day for a snooze or an override that is over there', () => {
    const { store } = temporary;
    expect(todayOf(store.read, { limit: 5 }, now).asOf).toBe(formatDay(today));
    const decisions = decisionsOn(store, now);
    const account = { organizationId: id, externalId: `acct-${id}` };
    expect(() =>
      snoozeItem(decisions, { key: `${id}:at_risk`, untilDay: today, reason: 'r' }, stuckByAccount),
    ).toThrow(`Choose a day after today (${formatDay(today)}).`);
    expect(() => setOverride(decisions, { account, score: 1, reason: 'r', untilDay: utcToday })).toThrow(
      'over already',
    );
    setOverride(decisions, { account, score: 1, reason: 'r', untilDay: today });
  });

  test.each([
    ['UTC', '2026-11-28T00:05:00Z'],
    ['Asia/Tokyo', '2026-11-28T15:05:00Z'],
    ['America/Los_Angeles', '2026-11-28T08:05:00Z'],
  ])('is scored anew five minutes after midnight in %s', (zone, due) => {
    expect(new Date(nextNight(now, zone)).toISOString()).toBe(new Date(due).toISOString());
    expect(nextNight(Date.parse(due), zone)).toBe(Date.parse(due) + 86_400_000);
    expect(nextNight(Date.parse(due) - 1, zone)).toBe(Date.parse(due));
  });

  test('is scored anew once in a night whose midnight the clocks leave out, and in the longer day after', () => {
    const santiago = 'America/Santiago';
    // 2026-09-06 begins at one o'clock there.
    const due = nextNight(Date.parse('2026-09-05T12:00:00Z'), santiago);
    expect(new Date(due).toISOString()).toBe('2026-09-06T04:05:00.000Z');
    expect(new Date(nextNight(due, santiago)).toISOString()).toBe('2026-09-07T03:05:00.000Z');
  });
});

function nextNight(after: number, zone: string): number {
  return nextDue(everyNight(0, 5, 1).schedule(zone), after)?.at ?? 0;
}
